package config

import (
	"slices"
	"strconv"

	"sprechstunde/internal/domain"
)

// StagePeriod is how long persons of one stage are kept.
type StagePeriod struct {
	Stage string `yaml:"stage"`
	Days  int    `yaml:"days"`
}

// Days after which advice and applications are erased. Claims after a refused
// application can come for half a year (AGG § 15, ArbGG § 61b).
const (
	adviceDays    = 90
	applicantDays = 180
	maxDays       = 3650
)

func defaultRetention() []StagePeriod {
	var list []StagePeriod
	for _, s := range []string{"bewerbung", "zusage", "onboarding", "abgeschlossen"} {
		list = append(list, StagePeriod{Stage: s, Days: applicantDays})
	}
	return list
}

// validateRetention wants stages that there are: a misspelt one would be erased
// earlier than was meant. The built-in periods may speak of stages that the
// adviser has replaced.
func validateRetention(c *Config, r *reader) {
	days := func(key string, n int) {
		r.need(n >= 0 && n <= maxDays, key, Mistake{Kind: KindOneOf, Value: strconv.Itoa(n), Want: "0 … " + strconv.Itoa(maxDays)})
	}
	days("privacy.retention_days", c.Privacy.RetentionDays)
	builtIn := defaultRetention()
	var had []string
	for i, p := range c.Privacy.Retention {
		key := item("privacy.retention", i)
		days(key+".days", p.Days)
		known := slices.ContainsFunc(c.People.Stages, func(s Stage) bool { return s.ID == p.Stage }) || slices.Contains(builtIn, p)
		r.need(known, key+".stage", Mistake{Kind: KindFormat, Value: clip(p.Stage), Want: "bewerbung"})
		had = r.unique(had, key+".stage", "privacy.retention", p.Stage)
	}
}

// Periods are the periods as the desk knows them.
func (p Privacy) Periods() domain.Periods {
	out := domain.Periods{Days: p.RetentionDays, Stages: map[string]int{}}
	for _, s := range p.Retention {
		out.Stages[s.Stage] = s.Days
	}
	return out
}

// Notice is where the privacy notice stands, and its version: without one of its
// own it is the first.
func (c *Config) Notice() (url, version string) {
	if url = c.Privacy.NoticeURL; url == "" {
		url = c.Auto.PrivacyLink
	}
	if url == "" {
		return "", ""
	}
	if version = c.Privacy.NoticeVersion; version == "" {
		version = "1"
	}
	return url, version
}
