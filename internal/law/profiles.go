package law

func sure(text string) Ref   { return Ref{Text: text} }
func unsure(text string) Ref { return Ref{Text: text, Unsure: true} }

// profiles are written down from the section lists of the laws. What stands as
// unsure was not found in them, or may have moved when the law was rewritten
// (DSG-EKD: 1 May 2025; KDG: 1 March 2026).
var profiles = []Profile{
	{
		Name: DSGVO, Short: "DSGVO", Title: "Datenschutz-Grundverordnung (EU) 2016/679",
		Office: "Datenschutz-Aufsichtsbehörde des Bundeslandes",
		places: map[Topic]Ref{
			Consent: sure("Art. 7 DSGVO"), Minors: sure("Art. 8 DSGVO"), Special: sure("Art. 9 DSGVO"), Answering: sure("Art. 12 DSGVO"),
			Notice: sure("Art. 13 DSGVO"), Access: sure("Art. 15 DSGVO"), Correction: sure("Art. 16 DSGVO"), Erasure: sure("Art. 17 DSGVO"),
			Restriction: sure("Art. 18 DSGVO"), Portability: sure("Art. 20 DSGVO"), Objection: sure("Art. 21 DSGVO"),
			Record: sure("Art. 30 DSGVO"), BreachOffice: sure("Art. 33 DSGVO"), BreachPeople: sure("Art. 34 DSGVO"),
		},
	},
	{
		Name: DSGEKD, Short: "DSG-EKD", Title: "Kirchengesetz über den Datenschutz der Evangelischen Kirche in Deutschland",
		Office: "Beauftragter für den Datenschutz der EKD (oder der des Werks oder der Landeskirche)",
		Notes: []string{
			"Seelsorge- und Amtsgeheimnis: § 3 DSG-EKD bleibt unberührt.",
			"Frist für die Antwort: Hier wird mit einem Monat und bei Pannen mit 72 Stunden gerechnet; das hält auch die Fassung von 2025 ein [" + Check + "].",
		},
		places: map[Topic]Ref{
			Consent: sure("§ 11 DSG-EKD"), Minors: sure("§ 12 DSG-EKD"), Special: sure("§ 13 DSG-EKD"), Answering: sure("§ 16 DSG-EKD"),
			Notice: sure("§ 17 DSG-EKD"), Access: sure("§ 19 DSG-EKD"), Correction: sure("§ 20 DSG-EKD"), Erasure: sure("§ 21 DSG-EKD"),
			Restriction: sure("§ 22 DSG-EKD"), Portability: sure("§ 24 DSG-EKD"), Objection: sure("§ 25 DSG-EKD"),
			Record: unsure("§ 31 DSG-EKD"), BreachOffice: unsure("§ 32 DSG-EKD"), BreachPeople: unsure("§ 33 DSG-EKD"),
		},
	},
	{
		Name: KDG, Short: "KDG", Title: "Gesetz über den Kirchlichen Datenschutz",
		Office: "Diözesandatenschutzbeauftragte des Bistums",
		Notes: []string{
			"Das Gesetz wurde 2026 neu gefasst; es gilt Bistum für Bistum [" + Check + "].",
		},
		places: map[Topic]Ref{
			Consent: sure("§ 8 KDG"), Minors: unsure("§ 8 KDG"), Special: sure("§ 11 KDG"), Answering: sure("§ 14 KDG"),
			Notice: sure("§ 15 KDG"), Access: sure("§ 17 KDG"), Correction: sure("§ 18 KDG"), Erasure: sure("§ 19 KDG"),
			Restriction: sure("§ 20 KDG"), Portability: sure("§ 22 KDG"), Objection: sure("§ 23 KDG"),
			Record: unsure("§ 31 KDG"), BreachOffice: unsure("§ 33 KDG"), BreachPeople: unsure("§ 34 KDG"),
		},
	},
}
