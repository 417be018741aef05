package tui_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// shelf fills the desk with prepared answers.
func (d *fakeDesk) shelf() {
	d.answers = []domain.Answer{
		{ID: 1, Key: "pflege-hauptschule", Title: "Pflege mit Hauptschulabschluss", Topic: "Ausbildung", Audience: "Hauptschulabschluss", Body: "ja, das geht: Die Ausbildung zur Pflegefachassistenz steht dir mit Hauptschulabschluss offen.", Link: "https://karriere.example.org/pflege/hauptschule", LinkChecked: "2026-10-01", NextStep: "Schau dir die Seite an und schreib mir, was du davon hältst.", Asked: []string{"kann ich mit hauptschule in die pflege"}, Uses: 14, LastUsed: monday.AddDate(0, 0, -11)},
		{ID: 2, Key: "fsj-bfd", Title: "FSJ oder BFD zuerst", Topic: "Freiwillig", Body: "ein FSJ ist ein guter Anfang. Schreib mir deine {{E-Mail}}, und magst du lieber {{Pflege|Erziehung|Verwaltung}}?", NextStep: "Dann schicke ich dir die Stellen."},
		{ID: 3, Key: "freie-stellen", Title: "Freie Ausbildungsplätze finden", Topic: "Ausbildung", Body: "alle freien Plätze stehen hier.", Link: "https://karriere.example.org/stellen/frei"},
		{ID: 4, Key: "infotag", Title: "Einladung zum Infotag im Oktober", Topic: "Termine", Body: "komm zum Infotag!", ValidUntil: "2026-10-31"},
	}
}

func (d *fakeDesk) answer(key string) (domain.Answer, error) {
	for _, a := range d.answers {
		if a.Key == key {
			return a, nil
		}
	}
	return domain.Answer{}, domain.Fail(domain.CodeNoAnswer, "", nil)
}

func (d *fakeDesk) Suggest(_ context.Context, id int64) ([]domain.Suggestion, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("suggest"); err != nil || len(d.answers) < 3 {
		return nil, err
	}
	return []domain.Suggestion{
		{Answer: d.answers[0], Because: []domain.Because{{Kind: domain.BecauseWords, Words: []string{"Hauptschule", "Altenpflege"}}, {Kind: domain.BecauseUsed, Count: 14}}},
		{Answer: d.answers[1], Because: []domain.Because{{Kind: domain.BecauseLearned}}},
		{Answer: d.answers[2], Because: d.reason()},
	}[:3-int(id)/100], nil
}

func (d *fakeDesk) reason() []domain.Because {
	if d.because == "" {
		return nil
	}
	return []domain.Because{{Kind: domain.BecauseTopic, Words: []string{d.because}}}
}

func (d *fakeDesk) SearchAnswers(_ context.Context, _ int64, typed string) ([]domain.Suggestion, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("search answers"); err != nil {
		return nil, err
	}
	d.typed = append(d.typed, typed)
	var out []domain.Suggestion
	for _, a := range d.answers {
		at := strings.Index(strings.ToLower(a.Title), strings.ToLower(typed))
		if at < 0 && !strings.Contains(strings.ToLower(a.Body), strings.ToLower(typed)) {
			continue
		}
		s := domain.Suggestion{Answer: a, Because: []domain.Because{{Kind: domain.BecauseSearched}}}
		for i := range typed {
			if at >= 0 {
				s.Marks = append(s.Marks, at+i)
			}
		}
		out = append(out, s)
	}
	return out, nil
}

// Fill greets by name, puts the answers in and says goodbye.
func (d *fakeDesk) Fill(_ context.Context, id int64, keys ...string) (domain.Filled, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("fill"); err != nil {
		return domain.Filled{}, err
	}
	text := "Hallo " + d.chat(id).Contact.Name + ", hier ist Maja von der Berufsberatung."
	for _, k := range keys {
		body, err := d.body(k)
		if err != nil {
			return domain.Filled{}, err
		}
		text += "\n\n" + body
	}
	text += d.bye
	return domain.Filled{Text: text, Open: strings.Count(text, "{{"), Taken: domain.Taken{Keys: keys, Text: text}}, nil
}

// Refill puts nothing into fields: the fake's answers that grow old have none.
func (d *fakeDesk) Refill(ctx context.Context, r domain.Reply) (domain.Filled, error) {
	return d.Fill(ctx, r.ChatID, r.Taken.Keys...)
}

func (d *fakeDesk) body(key string) (string, error) {
	a, err := d.answer(key)
	if err != nil {
		return "", err
	}
	body := a.Body
	for _, s := range []string{a.Link, a.NextStep} {
		if s != "" {
			body += "\n" + s
		}
	}
	return body, nil
}

func (d *fakeDesk) Insert(_ context.Context, _ int64, key string) (domain.Filled, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("insert"); err != nil {
		return domain.Filled{}, err
	}
	text, err := d.body(key)
	return domain.Filled{Text: text, Open: strings.Count(text, "{{"), Taken: domain.Taken{Keys: []string{key}, Text: text}}, err
}

func (d *fakeDesk) Check(_ context.Context, r domain.Reply) (domain.Verdict, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("check"); err != nil {
		return domain.Verdict{}, err
	}
	d.checked = append(d.checked, r)
	return d.verdict(r), nil
}

// verdict knows a wrong name and the simplest rules of the coach.
func (d *fakeDesk) verdict(r domain.Reply) domain.Verdict {
	if d.answers == nil {
		return domain.Verdict{}
	}
	var v domain.Verdict
	if rest, ok := strings.CutPrefix(r.Text, "Hallo "); ok {
		name := strings.TrimRight(strings.Fields(rest + " .")[0], ",!.")
		if name != strings.Fields(d.chat(r.ChatID).Contact.Name + " .")[0] {
			rule := domain.RuleWrongName
			if slices.ContainsFunc(r.Copied, func(whole string) bool { return strings.HasPrefix(whole, name) }) {
				rule = domain.RuleLeftover
			}
			v.Lights = append(v.Lights, domain.Light{Rule: rule, Level: domain.Red, Words: name})
		}
	}
	if strings.Contains(r.Text, "{{") {
		v.Lights = append(v.Lights, domain.Light{Rule: domain.RulePlaceholder, Level: domain.Red, Words: "{{"})
	}
	level := map[bool]domain.Level{true: domain.Green, false: domain.Amber}
	n := utf8.RuneCountInString(r.Text)
	v.Lights = append(v.Lights,
		domain.Light{Rule: domain.RuleNextStep, Level: level[strings.Contains(strings.ToLower(r.Text), "schreib")]},
		domain.Light{Rule: domain.RuleLink, Level: level[strings.Contains(r.Text, "https://")]},
		domain.Light{Rule: domain.RuleLength, Level: level[n < 300], Count: n},
		domain.Light{Rule: domain.RuleIntro, Level: domain.Green},
		domain.Light{Rule: domain.RuleAddress, Level: domain.Green})
	v.Lights = append(v.Lights, d.alsoLit...)
	return v
}

// stops is what Send thinks of a reply, as the real desk would.
func (d *fakeDesk) stops(r domain.Reply) error {
	if d.stale && r.Text == r.Taken.Text && len(r.Taken.Keys) > 0 {
		d.stale = false
		d.answers[0].Body = "ja, und seit heute noch leichter."
		return domain.Fail(domain.CodeStale, "", nil)
	}
	if d.open {
		return domain.Fail(domain.CodeOpenField, "", nil)
	}
	reds := append(d.verdict(r).Reds(), d.alsoRed...)
	if !domain.Covers(r.Despite, reds) {
		return domain.Fail(domain.CodeRedLight, "", &domain.Stopped{Reds: reds})
	}
	return nil
}

func (d *fakeDesk) AnswerFrom(_ context.Context, id int64, text string) (domain.Answer, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	name := d.chat(id).Contact.Name
	if name != "" {
		text = strings.ReplaceAll(text, name, "{{ vorname }}")
	}
	return domain.Answer{Body: text}, d.enter("answer from")
}

func (d *fakeDesk) PutAnswer(_ context.Context, a domain.Answer) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("put answer"); err != nil {
		return err
	}
	var wrong domain.Mistakes
	if a.Title == "" {
		wrong = append(wrong, domain.Mistake{Field: "title", Line: 1, Column: 1, Kind: domain.MistakeRequired, Detail: "title"})
	}
	for i, l := range strings.Split(a.Body, "\n") {
		if at := strings.Index(l, "{{ nix"); at >= 0 {
			wrong = append(wrong, domain.Mistake{Field: "body", Line: i + 1, Column: at + 4, Kind: domain.MistakeUnknown, Detail: "nix"})
		}
	}
	if len(wrong) > 0 {
		return domain.Fail(domain.CodeAnswer, "", wrong)
	}
	d.put = append(d.put, a)
	i := slices.IndexFunc(d.answers, func(x domain.Answer) bool { return x.ID == a.ID && a.ID != 0 })
	if i >= 0 {
		d.answers[i] = a
		return nil
	}
	a.ID = int64(len(d.answers) + 10)
	d.answers = append(d.answers, a)
	return nil
}

func (d *fakeDesk) RemoveAnswer(_ context.Context, key string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.enter("remove answer"); err != nil {
		return err
	}
	d.answers = slices.DeleteFunc(d.answers, func(a domain.Answer) bool { return a.Key == key })
	return nil
}

func (d *fakeDesk) WriteAnswer(a domain.Answer) string {
	return fmt.Sprintf("title: %s\nkey: %s\nbody: %s\n", a.Title, a.Key, a.Body)
}

func (d *fakeDesk) ReadAnswer(text string) (domain.Answer, error) {
	if strings.Contains(text, "kaputt") {
		return domain.Answer{}, domain.Fail(domain.CodeAnswer, "", domain.Mistakes{{Line: 2, Column: 3, Kind: domain.MistakeSyntax, Detail: "kaputt"}})
	}
	var a domain.Answer
	for l := range strings.SplitSeq(text, "\n") {
		k, v, _ := strings.Cut(l, ": ")
		switch k {
		case "title":
			a.Title = v
		case "key":
			a.Key = v
		case "body":
			a.Body = v
		}
	}
	return a, nil
}
