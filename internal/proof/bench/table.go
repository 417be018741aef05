package main

import (
	"fmt"
	"strings"
	"time"
)

// line is one line of the table: a figure of each size, and what it may be.
type line struct {
	what, budget string
	of           func(*size, map[string]measured) string
}

// table prints everything in one table.
func (b *bench) table(sizes []*size, got map[string]measured) error {
	head, rule := "| measured from outside |", "| --- |"
	for _, s := range sizes {
		head += fmt.Sprintf(" %s: %d chats, %d messages |", s.name, s.chats, s.messages)
		rule += " --- |"
	}
	fmt.Fprintf(b.out, "\n%s budget |\n%s --- |\n", head, rule)
	for _, l := range append(ourLines(), peerLines(sizes, got)...) {
		row := "| " + l.what + " |"
		for _, s := range sizes {
			row += " " + l.of(s, got) + " |"
		}
		fmt.Fprintf(b.out, "%s %s |\n", row, l.budget)
	}
	return failures(got)
}

func ourLines() []line {
	ours := func(show func(m, empty measured) string) func(*size, map[string]measured) string {
		return func(s *size, got map[string]measured) string { return show(got["ours-"+s.name], got["empty"]) }
	}
	return []line{
		{"first useful screen, ms (empty program)", "60", ours(func(m, e measured) string { return pair(m.Frame, e.Frame, 1) })},
		{"processor until it rests, ms", "", ours(func(m, e measured) string { return pair(m.StartCPU, e.StartCPU, 0) })},
		{"key to frame p50, ms", "", ours(func(m, e measured) string { return pair(m.Key50, e.Key50, 2) })},
		{"key to frame p99, ms", "empty + 1", ours(func(m, e measured) string { return pair(m.Key99, e.Key99, 2) })},
		{"keys that changed nothing", "0", ours(func(m, _ measured) string { return fmt.Sprint(m.KeyMisses) })},
		{"processor for a key, ms", "", ours(func(m, e measured) string { return pair(m.KeyCPU, e.KeyCPU, 1) })},
		{"idle, % of a core", "2", ours(func(m, e measured) string { return pair(m.idle(), e.idle(), 2) })},
		{"resident, MB", "40, L 60", ours(func(m, e measured) string { return pair(megabytes(m.RSS), megabytes(e.RSS), 1) })},
		{"most ever resident, MB", "", ours(func(m, e measured) string { return pair(megabytes(m.Peak), megabytes(e.Peak), 1) })},
		{"search, key to hits, p95, ms", "50", ours(func(m, _ measured) string { return number(percentile(m.steps, 95), 1) })},
		{"… in the store: word p95, ms", "5", times(func(f found) []float64 { return f.words })},
		{"… phrase p95, ms", "5", times(func(f found) []float64 { return f.phrases })},
		{"… beginning of 3 to 6 letters p95, ms", "50", times(func(f found) []float64 { return f.beginnings })},
		{"… word in the sqlite3 shell p95, ms", "", times(func(f found) []float64 { return f.shell })},
		{"… words with an umlaut: other hits in another spelling", "0", func(s *size, _ map[string]measured) string {
			return fmt.Sprintf("%d of %d", s.find.differ, s.find.spellings)
		}},
		{"webhooks a second, 64 clients", "", func(s *size, _ map[string]measured) string {
			return fmt.Sprintf("%.0f", float64(s.messages)/s.posting.Seconds())
		}},
		{"webhook p99, ms", "20", func(s *size, _ map[string]measured) string {
			return fmt.Sprintf("%.1f", float64(s.post99)/float64(time.Millisecond))
		}},
		{"first fill through relay and desk, s", "M 30", func(s *size, _ map[string]measured) string { return fmt.Sprintf("%.1f", s.fill.Seconds()) }},
	}
}

func times(of func(found) []float64) func(*size, map[string]measured) string {
	return func(s *size, _ map[string]measured) string { return number(percentile(of(s.find), 95), 1) }
}

// peerLines are the figures of the mail programs, each with how many times ours
// it is.
func peerLines(sizes []*size, got map[string]measured) []line {
	var lines []line
	for _, name := range []string{"neomutt", "aerc"} {
		there := false
		for _, s := range sizes {
			there = there || got[name+"-"+s.name].Runs > 0
		}
		if !there {
			continue
		}
		peer := func(show func(m measured) float64) func(*size, map[string]measured) string {
			return func(s *size, got map[string]measured) string {
				theirs, ours := show(got[name+"-"+s.name]), show(got["ours-"+s.name])
				if theirs == 0 || ours == 0 {
					return number(theirs, 1)
				}
				return fmt.Sprintf("%.1f (× %.2g)", theirs, theirs/ours)
			}
		}
		lines = append(lines,
			line{name + ": first screen, ms", "", peer(func(m measured) float64 { return m.Frame })},
			line{name + ": key p99, ms", "", peer(func(m measured) float64 { return m.Key99 })},
			line{name + ": most ever resident, MB", "", peer(func(m measured) float64 { return megabytes(m.Peak) })},
			line{name + ": search in all texts, ms", "", peer(func(m measured) float64 { return percentile(m.steps, 95) })})
	}
	return lines
}

func megabytes(mib float64) float64 { return mib * 1.048576 }

func (m measured) idle() float64 { return m.IdleCPU / idleFor / 10 }

// number is a figure, or a dash for what was not measured.
func number(v float64, digits int) string {
	if v == 0 {
		return "–"
	}
	return fmt.Sprintf("%.*f", digits, v)
}

func pair(ours, empty float64, digits int) string {
	return number(ours, digits) + " (" + number(empty, digits) + ")"
}

// failures says what the harness could not do.
func failures(got map[string]measured) error {
	var all []string
	for name, m := range got {
		if len(m.Errors) > 0 {
			all = append(all, name+": "+m.Errors[0])
		}
	}
	if len(all) > 0 {
		return fmt.Errorf("not everything could be measured: %s", strings.Join(all, "; "))
	}
	return nil
}
