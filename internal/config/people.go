package config

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// People are the adviser's own lists for what she keeps about persons.
type People struct {
	Labels      []Label  `yaml:"labels" doc:"labels by one letter each; colours: red, orange, yellow, green, blue, violet, grey"`
	Stages      []Stage  `yaml:"stages" doc:"steps on the way; a new contact stands on the first. Change names as you like, but keep an id that is in use"`
	Audiences   []string `yaml:"audiences" doc:"target groups that are offered; use the words of your answers"`
	Ages        []string `yaml:"ages" doc:"coarse age bands for the evaluation, only ever entered by hand"`
	Genders     []string `yaml:"genders" doc:"likewise"`
	Backgrounds []string `yaml:"backgrounds" doc:"likewise"`
}

// Label is a mark for persons.
type Label struct {
	Key   string `yaml:"key"`
	Name  string `yaml:"name"`
	Color string `yaml:"color"`
}

// Stage is a step on the way of a person.
type Stage struct {
	ID   string `yaml:"id"`
	Name string `yaml:"name"`
}

var labelColors = []string{"red", "orange", "yellow", "green", "blue", "violet", "grey"}

// stageID is for ids that commands and exports name.
var stageID = regexp.MustCompile(`^[a-z0-9_-]+$`)

const maxListName = 40 // more does not fit beside a name

func defaultPeople() People {
	return People{
		Labels: []Label{
			{Key: "p", Name: "Pflege", Color: "green"},
			{Key: "e", Name: "Erziehung", Color: "orange"},
			{Key: "f", Name: "FSJ", Color: "blue"},
		},
		Stages: []Stage{
			{ID: "erstkontakt", Name: "Erstkontakt"},
			{ID: "beratung", Name: "in Beratung"},
			{ID: "email", Name: "E-Mail bekannt"},
			{ID: "bewerbung", Name: "Infotag/Bewerbung"},
			{ID: "zusage", Name: "Zusage"},
			{ID: "onboarding", Name: "Onboarding"},
			{ID: "abgeschlossen", Name: "abgeschlossen"},
		},
		Audiences:   []string{"Hauptschulabschluss", "Mittlerer Abschluss", "Abitur", "Quereinstieg", "Eltern"},
		Ages:        []string{"bis 15", "16 bis 17", "18 bis 20", "21 bis 27", "28 bis 40", "über 40"},
		Genders:     []string{"weiblich", "männlich", "divers"},
		Backgrounds: []string{"in Deutschland aufgewachsen", "zugewandert", "aus dem Ausland"},
	}
}

func validatePeople(p People, r *reader) {
	var keys, names, ids []string
	for i, l := range p.Labels {
		at := item("people.labels", i)
		letter, size := utf8.DecodeRuneInString(l.Key)
		if size != len(l.Key) || !unicode.IsLetter(letter) || !unicode.IsLower(letter) {
			r.at(at+".key", Mistake{Kind: KindFormat, Value: clip(l.Key), Want: "p"})
		}
		keys = r.unique(keys, at+".key", "people.labels", l.Key)
		names = r.name(names, at+".name", "people.labels", l.Name)
		r.oneOf(at+".color", l.Color, labelColors)
	}
	names = nil
	for i, s := range p.Stages {
		at := item("people.stages", i)
		r.need(stageID.MatchString(s.ID) && len(s.ID) <= maxListName, at+".id", Mistake{Kind: KindFormat, Value: clip(s.ID), Want: "beratung"})
		ids = r.unique(ids, at+".id", "people.stages", s.ID)
		names = r.name(names, at+".name", "people.stages", s.Name)
	}
	r.need(len(p.Stages) > 0, "people.stages", Mistake{Kind: KindRequired})
	for key, list := range map[string][]string{
		"people.audiences": p.Audiences, "people.ages": p.Ages, "people.genders": p.Genders, "people.backgrounds": p.Backgrounds,
	} {
		var had []string
		for i, name := range list {
			had = r.name(had, item(key, i), key, name)
		}
	}
}

// unique adds a value to those of a list and complains of one that is there.
func (r *reader) unique(had []string, key, list, value string) []string {
	if i := slices.IndexFunc(had, func(h string) bool { return strings.EqualFold(h, value) }); i >= 0 && value != "" {
		r.at(key, Mistake{Kind: KindSame, Value: clip(value), Want: item(list, i)})
	}
	return append(had, value)
}

// name wants a short text of its own.
func (r *reader) name(had []string, key, list, name string) []string {
	switch {
	case strings.TrimSpace(name) == "":
		r.at(key, Mistake{Kind: KindRequired})
	case utf8.RuneCountInString(name) > maxListName || strings.ContainsFunc(name, unicode.IsControl):
		r.at(key, Mistake{Kind: KindFormat, Value: clip(name), Want: "Pflege"})
	}
	return r.unique(had, key, list, name)
}

// Lists are the adviser's lists as the desk knows them.
func (p People) Lists() domain.People {
	out := domain.People{Audiences: p.Audiences, Ages: p.Ages, Genders: p.Genders, Backgrounds: p.Backgrounds}
	for _, l := range p.Labels {
		out.Labels = append(out.Labels, domain.Label(l))
	}
	for _, s := range p.Stages {
		out.Stages = append(out.Stages, domain.Stage(s))
	}
	return out
}
