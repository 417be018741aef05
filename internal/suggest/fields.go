package suggest

import (
	"regexp"
	"strings"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/words"
)

// field is a part of an answer.
type field int

const (
	fieldAsked field = iota
	fieldTitle
	fieldTopic
	fieldAudience
	fieldKey
	fieldNextStep
	fieldBody
	fieldCount
)

// fieldWeights say how much a word in each field tells about the wish that the
// answer fulfils. How people ask for it tells most; a body mentions much.
var fieldWeights = [fieldCount]float32{
	fieldAsked: 2, fieldTitle: 2.4, fieldTopic: 1, fieldAudience: 1.4, fieldKey: 1.5, fieldNextStep: 0.3, fieldBody: 0.35,
}

// sheet is an answer as words.
type sheet struct {
	fields [fieldCount][][]token // of each field its texts
	kinds  []domain.Kind         // messages without words it is for
}

func readSheet(a domain.Answer, v *vocabulary) sheet {
	var r sheet
	for f, text := range map[field]string{
		fieldTitle: a.Title, fieldTopic: a.Topic, fieldAudience: a.Audience,
		fieldKey: a.Key, fieldNextStep: plain(a.NextStep), fieldBody: plain(a.Body),
	} {
		r.fields[f] = [][]token{v.tokens(text, true)}
	}
	for _, asked := range a.Asked {
		kinds, text := marker(asked)
		r.kinds = append(r.kinds, kinds...)
		r.fields[fieldAsked] = append(r.fields[fieldAsked], v.tokens(text, true))
	}
	return r
}

var (
	placeholder = regexp.MustCompile(`(?s)\{\{.*?\}\}|\{%.*?%\}`)
	mark        = regexp.MustCompile(`^\s*\[([^\]]*)\]`)
)

// plain leaves the placeholders of a template out: their names are not what
// the answer is about.
func plain(template string) string {
	if !strings.Contains(template, "{") {
		return template
	}
	return placeholder.ReplaceAllString(template, " ")
}

// marker reads what stands in brackets at the beginning of a phrase: the kinds
// of messages without words that the answer is for. Brackets with anything
// else are words like others.
func marker(asked string) ([]domain.Kind, string) {
	found := mark.FindStringSubmatch(asked)
	if found == nil {
		return nil, asked
	}
	kinds := marked[words.Stem(words.Fold(strings.TrimSpace(found[1])))]
	if kinds == nil {
		return nil, asked
	}
	return kinds, asked[len(found[0]):]
}

var marked = stemmed(map[string][]domain.Kind{
	"Anruf":           {domain.KindCall},
	"Sprachnachricht": {domain.KindVoice, domain.KindAudio},
	"Datei":           {domain.KindDocument},
	"Bild":            {domain.KindImage},
	"Video":           {domain.KindVideo},
	"Sticker":         {domain.KindSticker},
	"Standort":        {domain.KindLocation},
	"Kontakt":         {domain.KindContacts},
	"call":            {domain.KindCall},
	"voice":           {domain.KindVoice, domain.KindAudio},
	"voice message":   {domain.KindVoice, domain.KindAudio},
	"file":            {domain.KindDocument},
	"document":        {domain.KindDocument},
	"Dokument":        {domain.KindDocument},
	"Foto":            {domain.KindImage},
	"image":           {domain.KindImage},
	"picture":         {domain.KindImage},
	"photo":           {domain.KindImage},
	"location":        {domain.KindLocation},
	"contact":         {domain.KindContacts},
})

func stemmed(table map[string][]domain.Kind) map[string][]domain.Kind {
	out := make(map[string][]domain.Kind, len(table))
	for name, kinds := range table {
		out[words.Stem(words.Fold(name))] = kinds
	}
	return out
}
