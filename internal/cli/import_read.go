package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
	"sprechstunde/internal/waexport"
)

// importing is a file on its way into a chat.
type importing struct {
	app     *App
	house   *house
	flags   historyFlags
	source  *waexport.Source
	chat    waexport.Chat
	contact domain.Contact // whose it becomes; of somebody new only the name
	history domain.History
	out     jsonTaken

	// What has to be said first: which of two readings of the dates, or who she is.
	days  [2]string
	names []string
}

// jsonTaken is what "import FILE --json" prints.
type jsonTaken struct {
	Import       *int64    `json:"import"`
	Chat         *int64    `json:"chat"`
	Messages     int       `json:"messages"`
	First        time.Time `json:"first"`
	Last         time.Time `json:"last"`
	Me           string    `json:"me"`
	With         string    `json:"with"`
	Ours         int       `json:"ours"`
	Theirs       int       `json:"theirs"`
	Dates        string    `json:"dates"`
	New          int       `json:"new"`
	Known        int       `json:"known"`
	Files        int       `json:"files"`
	FilesLeftOut int       `json:"files_left_out"`
	FilesMissing int       `json:"files_missing"`
	TooLarge     int       `json:"too_large"`
	System       int       `json:"system"`
	Odd          int       `json:"odd"`
}

// jsonImport is one line of "import list --json".
type jsonImport struct {
	Import   int64     `json:"import"`
	Kind     string    `json:"kind"`
	At       time.Time `json:"at"`
	Chats    []int64   `json:"chats"`
	Messages int       `json:"messages"`
	Files    int       `json:"files"`
	First    time.Time `json:"first"`
	Last     time.Time `json:"last"`
	Alone    int       `json:"alone"`
}

func importJSON(x domain.Import) jsonImport {
	return jsonImport{
		Import: x.ID, Kind: string(x.Kind), At: x.At.UTC(), Chats: x.Chats, Messages: x.Messages, Files: x.Files,
		First: x.From.UTC(), Last: x.To.UTC(), Alone: x.Alone,
	}
}

// target finds whose history it will be.
func (i *importing) target(ctx context.Context) error {
	t := &i.app.texts.Line.Import
	i.history.Kind = domain.HistoryWhatsApp
	if i.flags.to != "" {
		chat, err := i.house.desk.FindChat(ctx, i.flags.to)
		if err != nil {
			return fmt.Errorf("finding a chat: %w", err)
		}
		i.contact, i.history.ChatID, i.out.Chat = chat.Contact, chat.ID, &chat.ID
		return nil
	}
	i.contact.Name = strings.TrimSpace(termtext.Outgoing(i.flags.fresh))
	i.history.Name, i.history.Key = i.contact.Name, i.house.desk.NewID()
	if i.flags.phone == "" {
		return nil
	}
	phone := domain.LocalPhone(i.flags.phone)
	if phone == "" {
		return &saidError{t.BadTel}
	}
	i.history.Phone, i.contact.Phone = phone, phone
	chat, err := i.house.desk.FindChat(ctx, phone)
	switch {
	case err == nil:
		return &saidError{fmt.Sprintf(t.Taken, chat.ID)}
	case domain.CodeOf(err) != domain.CodeNotFound:
		return err
	}
	return nil
}

// read takes the text apart, and asks where it cannot be told.
func (i *importing) read(path string) error {
	t := &i.app.texts.Line.Import
	o := waexport.Options{
		Zone: i.house.zone, Dates: waexport.Dates(i.flags.dates),
		Names: []string{i.flags.me, i.flags.with, i.house.cfg.Adviser.Name, i.contact.Name, i.source.Title},
	}
	if i.flags.with != "" && i.flags.me != "" {
		o.Only = i.spelled(o)
	}
	var ok bool
	if i.chat, ok = waexport.Read(i.source.Text, o); !ok {
		if strings.HasSuffix(strings.ToLower(path), ".csv") {
			return &saidError{t.NoTable}
		}
		return &saidError{t.NoChat}
	}
	if i.chat.Dates == waexport.DatesUnknown {
		first := &i.days
		for n, d := range []waexport.Dates{waexport.DatesDMY, waexport.DatesMDY} {
			o.Dates = d
			if c, ok := waexport.Read(i.source.Text, o); ok {
				first[n] = i.house.longTime(c.Messages[0].At)[:len("2006-01-02")]
			}
		}
		return &saidError{fmt.Sprintf(t.AskDate, first[0], first[1])}
	}
	i.out.Dates, i.out.Odd = string(i.chat.Dates), i.chat.Odd
	return nil
}

// spelled are the two who are named as they are called in the file: what is said
// under any other name counts as text.
func (i *importing) spelled(o waexport.Options) []string {
	names := []string{i.flags.me, i.flags.with}
	chat, _ := waexport.Read(i.source.Text, o)
	for n, given := range names {
		same := func(a waexport.Author) bool { return sameName(a.Name, given) }
		if at := slices.IndexFunc(chat.Authors, same); at >= 0 {
			names[n] = chat.Authors[at].Name
		}
	}
	return names
}

// sides finds out who of those in the file is who.
func (i *importing) sides() error {
	t := &i.app.texts.Line.Import
	names := make([]string, len(i.chat.Authors))
	for n, a := range i.chat.Authors {
		names[n] = a.Name
	}
	all := termtext.Line(strings.Join(names, ", "))
	find := func(wanted ...string) string {
		for _, w := range wanted {
			at := slices.IndexFunc(names, func(n string) bool { return w != "" && sameName(n, w) })
			if at >= 0 {
				return names[at]
			}
		}
		return ""
	}
	for _, given := range []string{i.flags.me, i.flags.with} {
		if given != "" && find(given) == "" {
			return &saidError{fmt.Sprintf(t.NoMe, termtext.Line(given), all)}
		}
	}
	if len(names) > 2 {
		return &saidError{fmt.Sprintf(t.Many, all)}
	}
	i.out.Me, i.out.With = find(i.flags.me), find(i.flags.with)
	if i.out.With == "" && i.out.Me == "" {
		i.out.Me, i.out.With = i.guessed(find)
	}
	for _, n := range names {
		switch {
		case i.out.Me == "" && i.out.With != "" && n != i.out.With:
			i.out.Me = n
		case i.out.With == "" && i.out.Me != "" && n != i.out.Me:
			i.out.With = n
		}
	}
	if i.out.Me == "" && i.out.With == "" && len(names) > 0 {
		i.names = names
		return &saidError{fmt.Sprintf(t.AskMe, all)}
	}
	return nil
}

// guessed looks for the person, or else for the adviser, by what they are called
// here. A name that both of them have says nothing.
func (i *importing) guessed(find func(...string) string) (me, with string) {
	adviser := i.house.cfg.Adviser.Name
	theirs := []string{i.contact.Name, i.contact.Phone, i.source.Title}
	shared := slices.ContainsFunc(theirs, func(name string) bool { return name != "" && sameName(name, adviser) })
	theirs = slices.DeleteFunc(theirs, func(name string) bool { return sameName(name, adviser) })
	if with = find(theirs...); with != "" || shared {
		return "", with
	}
	return find(adviser), ""
}

// sameName compares what somebody is called here and there, however its letters are
// put together. On iOS who is not in the address book has a tilde before the name.
func sameName(a, b string) bool {
	plain := func(s string) string {
		return strings.TrimLeft(termtext.Line(norm.NFC.String(s)).String(), "~ \u00a0\u202f")
	}
	if strings.EqualFold(plain(a), plain(b)) {
		return true
	}
	phone := domain.NormalizePhone(plain(a))
	return phone != "" && phone == domain.NormalizePhone(plain(b))
}

// gather makes a history of what was read.
func (i *importing) gather() {
	for _, m := range i.chat.Messages {
		if m.Kind == domain.KindSystem {
			i.out.System++
			continue
		}
		i.history.Messages = append(i.history.Messages, i.past(m))
	}
	list := i.history.Messages
	i.out.Messages = len(list)
	for n := range list {
		if list[n].Direction == domain.Out {
			i.out.Ours++
		} else {
			i.out.Theirs++
		}
	}
	if len(list) > 0 {
		i.out.First, i.out.Last = list[0].At.UTC(), list[len(list)-1].At.UTC()
	}
}

func (i *importing) past(m waexport.Message) domain.Past {
	p := domain.Past{
		ID: i.house.desk.NewID(), Place: m.Line,
		Message: domain.Message{Direction: domain.In, Kind: m.Kind, Content: m.Content, At: m.At},
	}
	if m.Author != "" && m.Author == i.out.Me {
		p.Direction = domain.Out
	}
	if m.Edited {
		p.Edited = &domain.Edit{At: m.At, Known: true, Text: m.Content.Text}
		if m.Kind == domain.KindText {
			p.Content.Text = "" // what it said before, no file knows
		}
	}
	if m.Deleted {
		p.RevokedAt = &p.At
	}
	if c := p.Content.Call; c != nil {
		c.Direction = "USER_INITIATED"
		if p.Direction == domain.Out {
			c.Direction = "BUSINESS_INITIATED"
		}
	}
	i.pastFile(m, &p)
	return p
}

// pastFile says where the file of a message is.
func (i *importing) pastFile(m waexport.Message, p *domain.Past) {
	if p.Content.Media == nil {
		return
	}
	size, there := i.source.Size(m.File)
	switch {
	case m.File == "" || !there:
		i.out.FilesLeftOut++
	case size > domain.MaxAttachment:
		i.out.TooLarge++
		p.File = &domain.File{State: domain.FileLost, Reason: domain.LossTooLarge, Size: size}
	default:
		i.out.Files++
		p.Beside = m.File
	}
}
