package dates

// numeric reads 24.11.2026, 24.11.26 and 24.11., and 24.11 behind a word like
// "am". Anything else with a dot in it is more likely a price, a version or a
// time.
func (s *scan) numeric(i int) (int, Named) {
	day, ok := s.number(i, 2)
	month, ok2 := s.number(i+2, 2)
	if !ok || !ok2 || s.tok(i+1).low != "." || s.tok(i+1).blank || s.glued(i) || s.is(i-1, noDateAfter) {
		return 0, Named{}
	}
	n, year := 3, 0
	switch {
	case s.tok(i+3).low == "." && !s.tok(i+3).blank:
		n = 4
		if y, ok := s.yearAt(i + 4); ok {
			n, year = 5, y
		}
	case !s.is(i-1, dateAfter) || s.is(i+3, units):
		return 0, Named{}
	}
	if s.goesOn(i+n, n) {
		return 0, Named{}
	}
	if d, ok := s.fixed(year, month, day); ok {
		return n, d
	}
	return 0, Named{}
}

// yearAt reads the year behind 24.11.: two digits only without a blank before
// them.
func (s *scan) yearAt(i int) (int, bool) {
	t := s.tok(i)
	return t.number, t.digits == 4 && plausible(t.number) || t.digits == 2 && !t.blank
}

// goesOn reports whether what looks like a date of n tokens is the beginning of
// something longer: a version, a time.
func (s *scan) goesOn(i, n int) bool {
	next, after := s.tok(i), s.tok(i+1)
	if next.blank {
		return false
	}
	return next.digits > 0 || next.low == ":" && n == 3 || next.low == "." && !after.blank && after.digits > 0
}

func plausible(year int) bool { return year >= 1900 && year < 2200 }

// glued reports whether a token is part of something longer: a telephone
// number, a version.
func (s *scan) glued(i int) bool {
	before := s.tok(i - 1)
	if s.tok(i).blank {
		return before.digits > 0 && !plausible(before.number) // 0151 24.11.
	}
	return before.digits > 0 || before.low == "." || before.low == "/" || before.low == "," || before.low == "+" || before.low == "#" ||
		before.low == "€" || before.low == "$" || len(before.low) > 0 && before.number < 0 && before.low[0] >= 'a' && before.low[0] <= 'z'
}

// iso reads 2026-11-24.
func (s *scan) iso(i int) (int, Named) {
	return s.three(i, "-", func(a, b, c int) (Named, bool) { return s.fixed(a, b, c) }, 4, 2, 2)
}

// slashes reads 24/11/2026, and 11/24/2026 where it can be nothing else.
func (s *scan) slashes(i int) (int, Named) {
	return s.three(i, "/", func(a, b, c int) (Named, bool) {
		if d, ok := s.fixed(c, b, a); ok {
			return d, ok
		}
		return s.fixed(c, a, b)
	}, 2, 2, 4)
}

// three reads three numbers with a sign between them; the year has four
// digits.
func (s *scan) three(i int, sign string, date func(a, b, c int) (Named, bool), most ...int) (int, Named) {
	var got [3]int
	for k, digits := range most {
		t := s.tok(i + 2*k)
		wrong := t.number < 0 || t.digits > digits || digits == 4 && t.digits != 4 || k > 0 && (t.blank || s.tok(i+2*k-1).low != sign || s.tok(i+2*k-1).blank)
		if wrong {
			return 0, Named{}
		}
		got[k] = t.number
	}
	if after := s.tok(i + 5); s.glued(i) || !after.blank && (after.digits > 0 || after.low == sign) {
		return 0, Named{}
	}
	if d, ok := date(got[0], got[1], got[2]); ok {
		return 5, d
	}
	return 0, Named{}
}

// dayMonth reads "24. November 2026", "24 November" and "24th of Nov.".
func (s *scan) dayMonth(i int) (int, Named) {
	day, ok := s.number(i, 2)
	if !ok || s.glued(i) {
		return 0, Named{}
	}
	n := 1
	if next := s.tok(i + n); next.low == "." && !next.blank || ordinals[next.low] && !next.blank {
		n++
	}
	if s.tok(i+n).low == "of" {
		n++
	}
	month, ok := s.month(i + n)
	if !ok {
		return 0, Named{}
	}
	return s.withYear(i, n+1, month, day)
}

// monthDay reads "November 24, 2026" and "Nov 24th".
func (s *scan) monthDay(i int) (int, Named) {
	month, ok := s.month(i)
	if !ok {
		return 0, Named{}
	}
	n := 1
	if s.tok(i+n).low == "." {
		n++
	}
	day, ok := s.number(i+n, 2)
	if !ok || s.is(i+n+1, units) || s.tok(i+n+1).low == ":" {
		return 0, Named{}
	}
	n++
	switch next := s.tok(i + n); {
	case next.low == "." && !next.blank && s.tok(i+n+1).digits > 0 && !s.tok(i+n+1).blank:
		return 0, Named{} // "im Mai 10.000 Euro"
	case ordinals[next.low] && !next.blank:
		n++
	}
	return s.withYear(i, n, month, day)
}

// month reads the name of a month. "May" and "March" are words as well: they
// want a capital.
func (s *scan) month(i int) (int, bool) {
	t := s.tok(i)
	month, ok := months[t.low]
	return month, ok && (t.capital || t.low != "may" && t.low != "march" && t.low != "mar" && t.low != "dec")
}

// withYear goes on behind day and month.
func (s *scan) withYear(i, n, month, day int) (int, Named) {
	more, year := n, 0
	if next := s.tok(i + more); (next.low == "." || next.low == ",") && !next.blank {
		more++
	}
	if y, ok := s.number(i+more, 4); ok && s.tok(i+more).digits == 4 && plausible(y) && !s.is(i+more+1, units) {
		n, year = more+1, y
	}
	if d, ok := s.fixed(year, month, day); ok {
		return n, d
	}
	return 0, Named{}
}
