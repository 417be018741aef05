package ics_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"sprechstunde/internal/hours/ics"
)

// calendar wraps entries, given as lines, into a file.
func calendar(events ...string) string {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
	for _, e := range events {
		b.WriteString("BEGIN:VEVENT\r\n" + strings.ReplaceAll(strings.TrimSpace(e), "\n", "\r\n") + "\r\nEND:VEVENT\r\n")
	}
	return b.String() + "END:VCALENDAR\r\n"
}

// read gives the days as "2026-12-28 Betriebsruhe"; of a long list the first
// few.
func read(t *testing.T, file string) []string {
	t.Helper()
	days, err := ics.Read(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, d := range days[:min(len(days), 8)] {
		list = append(list, strings.TrimSpace(d.String()+" "+d.Note))
	}
	return list
}

func TestRead(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ file, want string }{
		"one day":                  {calendar("DTSTART;VALUE=DATE:20261228\nSUMMARY:Ruhe"), "2026-12-28 Ruhe"},
		"the end is not included":  {calendar("DTSTART;VALUE=DATE:20261230\nDTEND;VALUE=DATE:20270102"), "2026-12-30,2026-12-31,2027-01-01"},
		"ends where it begins":     {calendar("DTSTART;VALUE=DATE:20261228\nDTEND;VALUE=DATE:20261228"), "2026-12-28"},
		"in days":                  {calendar("DTSTART;VALUE=DATE:20240228\nDURATION:P3D"), "2024-02-28,2024-02-29,2024-03-01"},
		"in days and no hours":     {calendar("DTSTART;VALUE=DATE:20261228\nDURATION:P2DT0H0M0S"), "2026-12-28,2026-12-29"},
		"in hours of whole days":   {calendar("DTSTART:20261228T000000\nDURATION:PT48H"), "2026-12-28,2026-12-29"},
		"a day and an hour":        {calendar("DTSTART:20261228T000000\nDURATION:P1DT1H"), ""},
		"in weeks":                 {calendar("DTSTART:20261228\nDURATION:P1W"), "2026-12-28,2026-12-29,2026-12-30,2026-12-31,2027-01-01,2027-01-02,2027-01-03"},
		"over the clock going on":  {calendar("DTSTART;TZID=Europe/Berlin:20260328T000000\nDTEND;TZID=Europe/Berlin:20260330T000000"), "2026-03-28,2026-03-29"},
		"over the clock back":      {calendar("DTSTART;TZID=Europe/Berlin:20261025T000000\nDTEND;TZID=Europe/Berlin:20261026T000000"), "2026-10-25"},
		"midnight in no zone":      {calendar("DTSTART:20261228T000000\nDTEND:20261229T000000"), "2026-12-28"},
		"midnight in an odd zone":  {calendar("DTSTART;TZID=Customized Time Zone:20261228T000000\nDURATION:P1D"), "2026-12-28"},
		"until a minute before":    {calendar("DTSTART;TZID=Europe/Berlin:20261228T000000\nDTEND;TZID=Europe/Berlin:20261229T235900"), "2026-12-28,2026-12-29"},
		"until a second before":    {calendar("DTSTART:20261228T000000\nDTEND:20261228T235959\nRRULE:FREQ=DAILY;COUNT=2"), "2026-12-28,2026-12-29"},
		"an evening":               {calendar("DTSTART:20261228T180000\nDTEND:20261228T235900"), ""},
		"until 23:59 elsewhere":    {calendar("DTSTART:20261228T000000\nDTEND:20261228T235900Z"), ""},
		"a meeting":                {calendar("DTSTART;TZID=Europe/Berlin:20261228T100000\nDTEND;TZID=Europe/Berlin:20261228T110000"), ""},
		"a long meeting":           {calendar("DTSTART:20261228T000000\nDTEND:20261229T120000"), ""},
		"an hour from midnight":    {calendar("DTSTART:20261228T000000\nDURATION:PT1H"), ""},
		"a moment":                 {calendar("DTSTART:20261228T000000"), ""},
		"elsewhere":                {calendar("DTSTART:20261228T000000Z\nDTEND:20261229T000000Z"), ""},
		"cancelled":                {calendar("DTSTART:20261228\nSTATUS:CANCELLED"), ""},
		"available":                {calendar("DTSTART:20261228\nTRANSP:TRANSPARENT"), ""},
		"busy":                     {calendar("DTSTART:20261228\nTRANSP:OPAQUE\nSTATUS:CONFIRMED"), "2026-12-28"},
		"folded, quoted, escaped":  {calendar("DTSTART;X-A=\"b:c;d\";VALUE=DATE:202612\n 28\nSUMMARY;LANGUAGE=de:Ruhe\\, dann\n\t Fest\\nund \\\\ \x1b[31mmehr"), `2026-12-28 Ruhe, dann Fest und \ [31mmehr`},
		"bare line feeds":          {strings.ReplaceAll(calendar("DTSTART:20261228"), "\r", ""), "2026-12-28"},
		"byte order mark":          {"\ufeff" + calendar("DTSTART:20261228"), "2026-12-28"},
		"lower case":               {"begin:vcalendar\nbegin:vevent\ndtstart;value=date:20261228\nend:vevent\nend:vcalendar", "2026-12-28"},
		"alarm inside":             {calendar("DTSTART:20261228\nBEGIN:VALARM\nDTSTART:20990101\nDURATION:PT5M\nSUMMARY:x\nEND:VALARM"), "2026-12-28"},
		"beside tasks and zones":   {"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:19701025T030000\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VTODO\nDTSTART:20260101\nEND:VTODO\nEND:VCALENDAR", ""},
		"every year":               {calendar("DTSTART:20241224\nRRULE:FREQ=YEARLY;COUNT=3\nSUMMARY:a"), "2024-12-24 a,2025-12-24 a,2026-12-24 a"},
		"every leap day":           {calendar("DTSTART:20240229\nRRULE:FREQ=YEARLY;UNTIL=20330101"), "2024-02-29,2028-02-29,2032-02-29"},
		"every other Friday":       {calendar("DTSTART:20260102\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20260206"), "2026-01-02,2026-01-16,2026-01-30"},
		"last Friday of the month": {calendar("DTSTART:20260130\nRRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=3"), "2026-01-30,2026-02-27,2026-03-27"},
		"until in another zone":    {calendar("DTSTART;TZID=Europe/Berlin:20260102T000000\nDURATION:P1D\nRRULE:FREQ=DAILY;UNTIL=20260103T230000Z"), "2026-01-02,2026-01-03,2026-01-04"},
		"until, said in its zone":  {calendar("DTSTART;TZID=Europe/Berlin:20260102T000000\nDURATION:P1D\nRRULE:FREQ=DAILY;UNTIL=20260103T235959"), "2026-01-02,2026-01-03"},
		"until a day, far west":    {calendar("DTSTART;TZID=America/New_York:20260102T000000\nDURATION:P1D\nRRULE:FREQ=DAILY;UNTIL=20260103"), "2026-01-02,2026-01-03"},
		"a meeting with EXRULE":    {calendar("DTSTART:20261228T100000Z\nRRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY"), ""},
		"several days each":        {calendar("DTSTART:20251224\nDTEND:20251226\nRRULE:FREQ=YEARLY;COUNT=2"), "2025-12-24,2025-12-25,2026-12-24,2026-12-25"},
		"without some":             {calendar("DTSTART:20260105\nRRULE:FREQ=DAILY;COUNT=5\nEXDATE;VALUE=DATE:20260106,20260108\nEXDATE:20260109"), "2026-01-05,2026-01-07"},
		"without, said in UTC":     {calendar("DTSTART;TZID=Europe/Berlin:20260105T000000\nDURATION:P1D\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260105T230000Z"), "2026-01-05,2026-01-07"},
		"with some more":           {calendar("DTSTART:20260105\nRDATE;VALUE=DATE:20260201,20260105\nRDATE:20260301"), "2026-01-05,2026-02-01,2026-03-01"},
		"one was moved": {
			calendar("UID:a\nDTSTART:20260105\nRRULE:FREQ=WEEKLY;COUNT=3", "UID:a\nRECURRENCE-ID;VALUE=DATE:20260112\nDTSTART:20260113", "UID:b\nDTSTART:20260112"),
			"2026-01-05,2026-01-19,2026-01-13,2026-01-12",
		},
		"one was cancelled":      {calendar("UID:a\nDTSTART:20260105\nRRULE:FREQ=WEEKLY;COUNT=3", "UID:a\nRECURRENCE-ID:20260119\nDTSTART:20260119\nSTATUS:CANCELLED"), "2026-01-05,2026-01-12"},
		"folded a million times": {calendar("SUMMARY:x\n" + strings.Repeat(" \n", 1<<20) + "DTSTART:20261228"), "2026-12-28 x"},
		"no entry":               {calendar(), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(read(t, tt.file), ","); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestRead_RulesWithoutEnd(t *testing.T) {
	t.Parallel()
	for rule, want := range map[string]struct {
		days int
		last string
	}{
		"FREQ=YEARLY":                         {75, "2099-12-24"},
		"FREQ=WEEKLY":                         {3915, "2099-12-31"},
		"FREQ=DAILY":                          {27399, "2099-12-31"},
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30": {0, ""}, // never
	} {
		start := "20251224"
		if rule == "FREQ=WEEKLY" || rule == "FREQ=DAILY" {
			start = "20241226" // a Thursday, as is the last day
		}
		days, err := ics.Read(strings.NewReader(calendar("DTSTART:" + start + "\nRRULE:" + rule)))
		if err != nil {
			t.Fatal(err)
		}
		last := ""
		if len(days) > 0 {
			last = days[len(days)-1].String()
		}
		if len(days) != want.days || last != want.last {
			t.Errorf("%s: %d days until %s, want %d until %s", rule, len(days), last, want.days, want.last)
		}
	}
}

func TestRead_NotUnderstood(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		file string
		line int
	}{
		"empty":               {"", 1},
		"a web page":          {"<html>\n<body>please log in</body>", 1},
		"cut off":             {strings.TrimSuffix(calendar("DTSTART:20261228"), "END:VEVENT\r\nEND:VCALENDAR\r\n"), 4},
		"end of another":      {"BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR", 2},
		"no date":             {calendar("SUMMARY:x\nDTSTART:28.12.2026"), 5},
		"no such date":        {calendar("DTSTART:20260229"), 4},
		"no date at all":      {calendar("SUMMARY:x"), 3},
		"ends before":         {calendar("DTSTART:20261228\nDTEND:20261227"), 3},
		"ends in 1000 years":  {calendar("DTSTART:20261228\nDTEND:30261227"), 3},
		"no duration":         {calendar("DTSTART:20261228\nDURATION:lang"), 5},
		"no hours":            {calendar("DTSTART:20261228\nDURATION:P1DTH"), 5},
		"no date left out":    {calendar("DTSTART:20261228\nEXDATE:20261228,x"), 5},
		"no rule":             {calendar("DTSTART:20261228\nRRULE:FREQ=SOMETIMES"), 3},
		"every hour":          {calendar("DTSTART:20261228\nRRULE:FREQ=HOURLY"), 3},
		"several times a day": {calendar("DTSTART:20261228\nRRULE:FREQ=DAILY;BYHOUR=1,2"), 3},
		"two rules":           {calendar("DTSTART:20261228\nRRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY;COUNT=2"), 6},
		"a rule left out":     {calendar("DTSTART:20261228\nRRULE:FREQ=DAILY;COUNT=9\nEXRULE:FREQ=DAILY;INTERVAL=2"), 6},
		"changed from one on": {calendar("DTSTART:20261228\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261228"), 5},
		"too many days":       {calendar("DTSTART:19000101\nRRULE:FREQ=DAILY"), 3},
		"too large":           {calendar("DTSTART:20261228\nX-A:" + strings.Repeat("a", 9<<20)), 5},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			days, err := ics.Read(strings.NewReader(tt.file))
			var wrong *ics.Error
			if !errors.As(err, &wrong) {
				t.Fatalf("%d days and %v", len(days), err)
			}
			if wrong.Line != tt.line || wrong.Error() == "" {
				t.Errorf("line %d, want %d: %v", wrong.Line, tt.line, wrong)
			}
		})
	}
	broken := iotest.ErrReader(io.ErrUnexpectedEOF)
	if _, err := ics.Read(broken); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a file that cannot be read: %v", err)
	}
}

// FuzzRead never panics, and what it reads is days of this calendar.
func FuzzRead(f *testing.F) {
	f.Add("DTSTART:20261228\nDTEND:20261230\nRRULE:FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5\nEXDATE:20261228")
	f.Add("DTSTART;TZID=Europe/Berlin:20261025T000000\nDURATION:P1W\nRRULE:FREQ=WEEKLY;UNTIL=20271231T225959Z\nRDATE:20280101/P1D")
	f.Add("UID:a\nRECURRENCE-ID:20261228\nDTSTART:20261228\nTRANSP:OPAQUE\nSUMMARY:\\n\\,")
	f.Add("DTSTART:99991231\nRRULE:FREQ=DAILY;BYSETPOS=-1;BYYEARDAY=-366;BYWEEKNO=53;INTERVAL=0")
	f.Fuzz(func(t *testing.T, event string) {
		if len(event) > 500 {
			return
		}
		days, err := ics.Read(strings.NewReader(calendar(event)))
		if err != nil && len(days) > 0 {
			t.Fatal("days in spite of an error")
		}
		for _, d := range days {
			if diff := cmp.Diff(d.Day, d.Add(0)); diff != "" {
				t.Fatalf("no day of the calendar: %s", diff)
			}
		}
	})
}
