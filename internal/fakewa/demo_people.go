package fakewa

import "fmt"

// someone invents a person; n makes the number and the id, both out of ranges
// nobody has.
func someone(n int, name string, replies ...string) Person {
	return Person{
		Name:    name,
		Phone:   fmt.Sprintf("+49155501000%02d", n),
		UserID:  fmt.Sprintf("DE.900000000000%04d", n),
		Replies: replies,
	}
}

// thanking gives a person other last words than most.
func (p Person) thanking(words string) Person {
	p.Thanks = words
	return p
}

// writingInstead lets a person write instead of tapping the button of a
// template.
func (p Person) writingInstead(words string) Person {
	p.Instead = words
	return p
}

// withheld takes the number away: only an id and a username are left.
func (p Person) withheld(username string) Person {
	p.Phone, p.Username = "", username
	return p
}

// The people of the demo.
var (
	samira = someone(1, "Samira",
		"echt?? das ist ja super 😍 wie lange dauert die ausbildung dann?",
		"ok und wo finde ich freie plätze? wohne in bochum")
	luca = someone(2, "Luca",
		"cool danke! ich glaub was mit kindern wär was für mich",
		"ich mach nächstes jahr meinen realschulabschluss").
		thanking("Alles klar, dann schau ich da mal rein. Danke dir! 👋")
	mehmet = someone(3, "Mehmet K.",
		"Ja genau, ich meinte den Quereinstieg. Ich bin 34 und hab bis jetzt im Lager gearbeitet.",
		"Und bekommt man da eine Förderung vom Amt?")
	lea = someone(4, "Lea 🌻",
		"Soll ich ein Foto mit rein machen oder lieber nicht?",
		"okay ich änder das und lade es dann im portal hoch 👍")
	nele = someone(5, "Nele",
		"Ah super, dann gucke ich mir beides an. Gibt es auch ein duales Studium?")
	tom = someone(6, "Tom Lindner",
		"Perfekt, dann melde ich mich gleich an. Kann ich einen Freund mitbringen?").
		writingInstead("Sorry, bin gerade unterwegs. Ist der Infotag denn auch was für meinen kleinen Bruder? Der ist 15")
	jana = someone(7, "Jana").
		thanking("Hat geklappt, ist hochgeladen! 🎉")
	aylin = someone(8, "aylin ✨",
		"ohh das wär mega",
		"an welcher schule geht das denn? ich wohne in herne").
		thanking("Danke, das hilft mir sehr!! ❤️")
	kevin = someone(9, "Kevin",
		"ok dann schreib ich halt 😅 gehts noch mit bewerben für august?",
		"hab fachabi und führerschein")
	fatou = someone(10, "Fatou D.",
		"Super, dann rufe ich da morgen an. Muss ich was mitbringen?")
	zeynep = someone(11, "Zeynep",
		"ok mach ich nochmal neu 🙈",
		"reicht das halbjahreszeugnis?")
	paul = someone(12, "Paul",
		"Ich geb es ihr weiter. Kann sie auch beim Infotag dabei sein?")
	ivana = someone(13, "Ivana Petrović",
		"Vielen Dank! Muss ich das Zeugnis von einem vereidigten Übersetzer übersetzen lassen?",
		"Verstanden. Wie lange dauert es ungefähr?").
		thanking("Herzlichen Dank, Sie haben mir sehr geholfen! 🙏")
	grace = someone(14, "Grace",
		"Oh good, so first the contract. And which level of German do I need, B1 or B2?",
		"I have a B1 course until March.").
		withheld("grace.writes").thanking("Thank you so much, that helps a lot! 🙂")
	hannah = someone(15, "Hannah",
		"ah okay 🙂 und kann ich mir aussuchen wo ich hin komme?")
	// flower shows nothing but an emoji as a name.
	flower = someone(16, "🌸",
		"danke dass du zurückschreibst",
		"ja, morgen nach der schule könnte ich da hingehen").
		thanking("danke. es tut gut dass jemand zuhört 🌸")

	sofia = someone(21, "Sofia M.", "Ich würde gerne Ergotherapeutin werden!")
	oskar = someone(22, "Oskar")
	finn  = someone(23, "Finn")
	mira  = someone(24, "Mira")

	yusuf = someone(31, "Yusuf",
		"Nein noch nicht, ich bin in der 10. Klasse. Wann soll ich anfangen mich zu bewerben?")
	clara = someone(32, "Clara",
		"In Dortmund oder Umgebung wäre super",
		"Ab wann ginge das denn?")
	noah = someone(33, "noah.exe",
		"safe, danke. muss ich da schon wissen in welchen bereich ich will?")
)

// laterOpenings is what the people say who join while one is watching.
func laterOpenings() [][]Inbound {
	return [][]Inbound{
		{Text(yusuf, "Hallo, ich interessiere mich für die Ausbildung zum Notfallsanitäter. Bietet ihr das auch an? 🚑")},
		{Text(clara, "Guten Tag, ich bin 42 und möchte beruflich nochmal neu anfangen."), Text(clara, "Gibt es die Ausbildung zur Pflegeassistenz auch berufsbegleitend?")},
		{Text(noah, "yo ist FSJ auch was wenn man noch null plan hat 😂")},
	}
}
