package check

import "strings"

// private returns what is confidential in the text: a bank account or card, the
// number of an identity or insurance, or the question for one; health where it
// is the person's own. To say "schick hier keinen Ausweis" is good advice and not meant.
func private(r *reading) string {
	for i, t := range r.toks {
		if t.kind == linkTok || t.kind == emojiTok {
			continue
		}
		if n := numberAt(r.text, r.toks, i); n != "" {
			return n
		}
		if t.kind != wordTok || t.quoted {
			continue
		}
		if t.fold == "pass" && (!t.upper || begins(r.toks, i)) {
			continue // "pass auf", "Pass it on"
		}
		if (documents.has(t.fold) || accountWord(t.fold)) && asked(r.toks, i) {
			return t.text
		}
		if health(t.fold) && yours(r.toks, i) {
			return t.text
		}
	}
	return ""
}

// numberAt returns the number that begins at token i if it is one of those
// that nobody should send in a chat.
func numberAt(text string, toks []token, i int) string {
	t := toks[i]
	country := t.kind == wordTok && len(t.text) == 2 && i+1 < len(toks) && toks[i+1].kind == numTok
	if t.kind != handleTok && t.kind != numTok && !country {
		return ""
	}
	const longest = 50
	raw, end := compact(text[t.start:min(len(text), t.start+longest)])
	for n := len(raw); n >= 15; n-- {
		if iban(raw[:n]) {
			return text[t.start : t.start+end[n-1]]
		}
	}
	switch {
	case t.kind == numTok && apart(toks, i) && taxID(digitsOf(raw)):
		return text[t.start : t.start+end[len(digitsOf(raw))-1]]
	case len(raw) >= pensionLen && pension(strings.ToUpper(raw[:pensionLen])):
		return text[t.start : t.start+end[pensionLen-1]]
	case t.kind == handleTok && (identityCard(strings.ToUpper(t.text)) || insurance(strings.ToUpper(t.text))):
		return t.text
	case t.kind == numTok && len(raw) >= 15 && card(digitsOf(raw)):
		return text[t.start : t.start+end[len(digitsOf(raw))-1]]
	case t.kind == numTok && passport(toks, i):
		return t.text
	}
	return ""
}

// apart reports that no part of a longer number stands before i: "+49 …" and
// "0221 …" are telephones.
func apart(toks []token, i int) bool {
	return i == 0 || toks[i-1].kind != numTok && !isPunct(toks, i-1, "+/")
}

// taxID checks form and check digit of a German Steuer-ID (ISO 7064, MOD
// 11,10). In its first ten digits one stands twice or three times and the
// others at most once, which few other numbers do.
func taxID(s string) bool {
	const length = 11
	if len(s) != length || s[0] == '0' {
		return false
	}
	var count [10]int
	product := 10
	for i := range length - 1 {
		d := int(s[i] - '0')
		count[d]++
		sum := (d + product) % 10
		if sum == 0 {
			sum = 10
		}
		product = 2 * sum % 11
	}
	twice := 0
	for _, n := range count {
		switch {
		case n > 3:
			return false
		case n > 1:
			twice++
		}
	}
	return twice == 1 && (11-product)%10 == int(s[length-1]-'0')
}

const pensionLen = 12

// pension checks a German Rentenversicherungsnummer with its date of birth and
// its check digit (VKVV § 4), so that it can be told in any spacing.
func pension(s string) bool {
	if len(s) != pensionLen || !letter(s[8]) || digits(s[:8]) != 8 || digits(s[9:]) != 3 {
		return false
	}
	day, month := int(s[2]-'0')*10+int(s[3]-'0'), int(s[4]-'0')*10+int(s[5]-'0')
	if day%50 < 1 || day%50 > 31 || month < 1 || month > 12 {
		return false
	}
	initial := int(s[8]-'A') + 1
	plain := s[:8] + string([]byte{byte('0' + initial/10), byte('0' + initial%10)}) + s[9:]
	sum := 0
	for i, weight := range []int{2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1} {
		n := int(plain[i]-'0') * weight
		sum += n/10 + n%10
	}
	return sum%10 == int(plain[pensionLen]-'0')
}

// compact drops single spaces, in which long numbers are written, and tells
// for each character kept where it ends.
func compact(s string) (raw string, end []int) {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z':
			b.WriteByte(c &^ lowerBit(c))
			end = append(end, i+1)
		case c == ' ' && i+1 < len(s) && s[i+1] != ' ', c == '-':
		default:
			return b.String(), end
		}
	}
	return b.String(), end
}

func lowerBit(c byte) byte {
	if c >= 'a' {
		return 0x20
	}
	return 0
}

// iban checks form and check digits (ISO 13616).
func iban(s string) bool {
	const shortest, longest = 15, 34
	if len(s) < shortest || len(s) > longest || !letter(s[0]) || !letter(s[1]) || !digit(s[2]) || !digit(s[3]) {
		return false
	}
	rest := 0
	for i := range len(s) {
		c := s[(i+4)%len(s)]
		if digit(c) {
			rest = (rest*10 + int(c-'0')) % 97
		} else {
			rest = (rest*100 + int(c-'A') + 10) % 97
		}
	}
	return rest == 1 && digits(s) > len(s)/3
}

func letter(c byte) bool { return c >= 'A' && c <= 'Z' }
func digit(c byte) bool  { return c >= '0' && c <= '9' }

func digits(s string) int {
	n := 0
	for i := range len(s) {
		if digit(s[i]) {
			n++
		}
	}
	return n
}

func digitsOf(s string) string {
	n := 0
	for n < len(s) && digit(s[n]) {
		n++
	}
	return s[:n]
}

// identityCard checks the number of a German identity card or passport with
// its check digit (ICAO 9303); without it nine characters say too little.
func identityCard(s string) bool {
	const length = 10
	if len(s) != length || strings.IndexByte("CFGHJKLMNPRTVWXYZ", s[0]) < 0 || digits(s) < 4 {
		return false
	}
	sum := 0
	for i := range length - 1 {
		v := int(s[i] - '0')
		if !digit(s[i]) {
			if !letter(s[i]) {
				return false
			}
			v = int(s[i]-'A') + 10
		}
		sum += v * [...]int{7, 3, 1}[i%3]
	}
	return digit(s[length-1]) && sum%10 == int(s[length-1]-'0')
}

// insurance knows German pension numbers (65 180578 K 001) and those of health
// insurances (A123456789) by their form.
func insurance(s string) bool {
	switch len(s) {
	case 12:
		return letter(s[8]) && digits(s[:8]) == 8 && digits(s[9:]) == 3
	case 10:
		return letter(s[0]) && digits(s[1:]) == 9
	}
	return false
}

// card checks the number of a payment card (ISO 7812).
func card(s string) bool {
	if len(s) < 15 || len(s) > 16 || s[0] < '3' || s[0] > '6' {
		return false
	}
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// passport reports a long number that is said to be somebody's: Steuer-ID,
// Ausweisnummer, Kontonummer.
func passport(toks []token, i int) bool {
	if digits(toks[i].text) < 6 {
		return false
	}
	for k := max(0, i-3); k < i; k++ {
		if w := wordAt(toks, k); accountWord(w) || documents.has(w) || strings.HasPrefix(w, "ausweis") || strings.HasPrefix(w, "passn") {
			return true
		}
	}
	return false
}

// documents are papers and numbers that belong on another channel.
var documents = list(`
	ausweis ausweises ausweiskopie ausweisnummer personalausweis personalausweises personalausweisnummer perso reisepass reisepasses pass passport passnummer id id-karte
	aufenthaltstitel aufenthaltserlaubnis duldung geburtsurkunde führungszeugnis gesundheitskarte krankenkassenkarte versichertenkarte versichertennummer
	sozialversicherungsausweis sozialversicherungsnummer rentenversicherungsnummer steuernummer steuer-id steuerid steueridentifikationsnummer
	impfpass impfausweis masernnachweis attest krankschreibung arztbrief schwerbehindertenausweis gesundheitszeugnis krankmeldung sv-nummer
`)

func accountWord(w string) bool {
	switch w {
	case "iban", "bic", "kontonummer", "kontodaten", "bankdaten", "bankverbindung", "kreditkarte", "kreditkartennummer", "kreditkartendaten", "pin", "passwort", "password", "ec-karte":
		return true
	}
	return false
}

// askVerbs ask somebody to send or tell something.
var askVerbs = list(`
	schick schicke schicken schickst sende senden sendest mail maile mailen foto fotografier fotografiere kopie scan scanne lad lade hochladen
	gib nenn nenne nennen nennst brauche brauchen bräuchte benötige benötigen sag sage schreib schreibe schreiben schreibst send photo tell give
	teile mitteilen teil faxen whatsappen need
`)

// asked reports that the person is asked, in this sentence, to send what
// stands at i, or that it is called hers; and not told to keep it.
func asked(toks []token, i int) bool {
	const far = 12
	verb, hers := false, false
	for k := i - 1; k >= 0 && k > i-far && !sentenceEnd(toks, k); k-- {
		w := wordAt(toks, k)
		if refuses(w) {
			return false
		}
		verb = verb || askVerbs.has(w)
		hers = hers || k >= i-2 && (strings.HasPrefix(w, "dein") || w == "ihre" || w == "ihren" || w == "your")
	}
	for k := i + 1; k < len(toks) && k < i+far && !sentenceEnd(toks, k); k++ {
		w := wordAt(toks, k)
		if refuses(w) || w == "mit" && sentenceEnd(toks, k+1) || w == "mitbringen" || w == "dabei" {
			return false // "bring deinen Ausweis mit" shows it, and nobody keeps it
		}
		verb = verb || askVerbs.has(w)
	}
	return verb || hers && accountWord(toks[i].fold)
}

func refuses(w string) bool {
	switch w {
	case "nicht", "kein", "keine", "keinen", "keinem", "keiner", "nie", "niemals", "ohne", "don't", "not", "never", "no", "bring", "bringe", "mitbringen", "weder", "statt":
		return true
	}
	return false
}

func sentenceEnd(toks []token, i int) bool {
	return i < 0 || i >= len(toks) || toks[i].kind == breakTok || isPunct(toks, i, ".!?;…")
}

// health reports words about somebody's own health. Words of the trade, such
// as Krankenpflege, are none.
func health(w string) bool {
	for _, stem := range healthStems {
		if strings.HasPrefix(w, stem) {
			return true
		}
	}
	return false
}

var healthStems = []string{
	"krankheit", "erkrankung", "vorerkrankung", "diagnose", "schwerbehinder", "behinderung", "depression", "schwanger", "allergie",
	"medikament", "epilep", "diabet", "therapie", "hiv", "psychische", "gesundheitszustand", "krankengeschichte", "krankenakte", "impfstatus",
	"suchterkrankung", "asthma", "neurodermitis", "magersucht", "bulimi", "bandscheibenvorfall", "angststoerung", "essstoerung", "burnout", "autis", "adhs", "illness", "disability", "pregnan", "medication", "diagnosis",
}

// yours reports that the health word at i is about the person: her own, or
// asked for.
func yours(toks []token, i int) bool {
	const far = 5
	for k := i - 1; k >= 0 && k > i-far && !sentenceEnd(toks, k); k-- {
		switch w := wordAt(toks, k); {
		case w == "mit", w == "fuer", refuses(w):
			return false // people with disabilities are whom the work is for
		case k >= i-2 && (strings.HasPrefix(w, "dein") || w == "your"):
			return true
		case w == "hast" || w == "bist" || w == "welche" || w == "nimmst":
			return wordAt(toks, k+1) == "du" || w == "welche" || wordAt(toks, k-1) == "du"
		case w == "haben" || w == "sind":
			if k+1 < len(toks) && toks[k+1].text == "Sie" {
				return true
			}
		case w == "have" || w == "are":
			if wordAt(toks, k+1) == "you" || wordAt(toks, k-1) == "you" {
				return true
			}
		}
	}
	return false
}
