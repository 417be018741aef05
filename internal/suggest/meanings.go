package suggest

import (
	"strings"

	"sprechstunde/internal/words"
)

// meanings says which words mean the same to somebody who asks for work with
// people: one meaning a line, its words and phrases separated by commas. A word
// may have several meanings; their order is of no importance.
const meanings = `
	ausbildung, azubi, azubine, lehre, lehrling, lehrstelle, auszubildende, lernen, apprenticeship
	gehalt, monatlich, im monat, pro monat, was kriegt man, was bekommt man, wie viel kriegt, wie viel bekommt, lohn, verdienen, verdienst, geld, vergütung, kohle, bezahlung, bezahlt, taschengeld, euro, netto, brutto, cash, entgelt, salary, money
	fsj, freiwilliges soziales jahr, fsjler, soziales jahr, freiwilliges jahr, freiwillig, freiwilligenjahr
	bfd, bufdi, bundesfreiwilligendienst, bundesfreiwillige
	freiwilligendienst, fsj, bfd, bufdi, freiwilliges soziales jahr, freiwilligenjahr, soziales jahr
	krankenhaus, kh, klinik, klinikum, hospital
	krankenpflege, krankenschwester, krankenpfleger, pflegefachfrau, pflegefachmann, pflegefachkraft, gesundheitspfleger, pflege, nurse, nursing
	altenpflege, altenheim, altersheim, seniorenheim, pflegeheim, alte leute, alte menschen, senioren, altenpfleger, oma, opa
	pflegehelfer, pflegehilfe, pflegeassistent, pflegeassistenz, helfer, assistenz, einjährig, pflegehilfskraft, hilfskraft
	hauptschulabschluss, hsa, hauptschule, haupt, ha, esa, bbr, berufsreife, mittelschule, quali, hauptschulabschluß, 9. klasse, neunte klasse
	realschulabschluss, msa, mittlere reife, realschule, mittlerer abschluss, real, mr, 10. klasse, zehnte klasse, sekundarabschluss
	abitur, abi, fachabi, fachabitur, fachhochschulreife, gymnasium, hochschulreife
	ohne abschluss, kein abschluss, keinen abschluss, keinen schulabschluss, ohne schulabschluss, abgebrochen, schule abgebrochen, nicht geschafft, keine schule, abgegangen, kein zeugnis
	erzieher, erzieherin, kita, kindergarten, krippe, kiga, hort, kinder, kids, kleinkinder, kindertagesstätte, kinderpfleger, sozialassistent, sozpäd assistent
	heilerziehungspflege, hep, heilerziehungspfleger, behindert, behinderung, handicap, behinderte menschen, inklusion, eingeschränkt
	teilzeit, halbtags, tz, halbe stelle, weniger stunden, alleinerziehend, vormittags, mama, kinderbetreuung, stunden
	verwaltung, büro, kaufmann, kauffrau, bürokaufmann, büromanagement, sachbearbeiter, am schreibtisch
	studium, studieren, uni, fh, hochschule, dual, duales studium, bachelor, studiengang, student, semester, soziale arbeit, university
	quereinstieg, wechseln, neu orientieren, umorientierung, beruflich neu, nochmal neu, nochmal was anderes, arbeite seit, seit jahren, gelernte, kein bock mehr auf, quereinsteiger, umschulung, umschulen, umorientieren, neuanfang, neu anfangen, beruf wechseln, was anderes machen, seiteneinstieg, berufswechsel, umsatteln, career change, quer einsteigen
	anerkennung, anerkennen, anerkannt, ausländisch, ausland, gültig, syrien, ukraine, afghanistan, türkei, iran, irak, marokko, tunesien, kenia, ghana, nigeria, indien, philippinen, vietnam, brasilien, kolumbien, polen, rumänien, bulgarien, bosnien, serbien, kosovo, albanien, russland, georgien, eritrea, somalia, kamerun, mein land, meinem land, anderes land, heimatland, diplom, übersetzung, übersetzen, urkunde, zertifikat, foreign certificate, recognition
	deutsch, sprachniveau, b1, b2, a2, c1, sprachkurs, deutschkurs, deutschkenntnisse, sprachzertifikat, deutsch lernen, sprache, telc, goethe
	visum, aufenthalt, aufenthaltstitel, aufenthaltserlaubnis, einreise, visa, arbeitserlaubnis, duldung, geduldet, geflüchtet, flüchtling, asyl, botschaft, einreisen, aufenthaltsgestattung
	bewerben, bewerbung, anmelden, anmeldung, bewirbt, bewirb, online bewerben, apply, application
	unterlagen, dokumente, papiere, nachweise, zeugnisse, anschreiben, bescheinigung, zeugnis, führungszeugnis, documents
	lebenslauf, cv, tabellarisch, resume
	bewerbungsschluss, frist, fristen, bis wann, deadline, bewerbungsfrist, stichtag, zu spät, letzter tag, bewerbungszeitraum
	bewerbungsstand, nichts gehört, keine antwort, keine rückmeldung, noch nix, bescheid, warte noch, angekommen, eingangsbestätigung, zusage, absage, noch nichts, stand
	vorstellungsgespräch, bewerbungsgespräch, gespräch, interview, eingeladen, einladung, vorstellen, anziehen, aufgeregt, kleidung, outfit, nervös
	infotag, tag der offenen tür, infoabend, messe, infoveranstaltung, veranstaltung, besichtigen, infonachmittag, schnuppertag, event
	praktikum, mitlaufen, paar tage, reinschauen, mal anschauen, prakti, schülerpraktikum, schnuppern, hospitieren, hospitation, probearbeiten, praktika, pflichtpraktikum, reinschnuppern, ausprobieren, betriebspraktikum, internship
	wohnen, wohnung, wohnheim, zimmer, unterkunft, wg, miete, bleibe, umziehen, apartment, schlafen, housing
	führerschein, auto, lappen, fahren, fahrerlaubnis, führerschein klasse b, driving licence
	kirche, konfession, religion, getauft, taufe, evangelisch, katholisch, muslim, muslima, moslem, islam, glaube, kopftuch, christlich, atheist, konfessionslos, ungläubig, gott, glauben
	eltern, mutter, vater, mama, papa, tochter, sohn, mein kind, unser sohn, unsere tochter, enkel
	kollege, kollegin, anderer ansprechpartner, jemand anderes, mit wem
	anruf, anrufen, angerufen, telefonieren, telefon, rückruf, zurückrufen, telefonat, erreichbar, telefonnummer, call, phone
	sprachnachricht, voice, sprachmemo, audio, vm, sprachnachrichten, sprachi
	datenschutz, daten, dsgvo, vertraulich, privat, whatsapp, geheim, mail, signal, personenbezogen, e-mail, email, löschen
	urlaub, abwesend, wieder da
	danke, dankeschön, vielen dank, thx, merci, danke dir, dankeee, cool danke, thanks, thank you
	freie plätze, offene stellen, freie stellen, noch plätze, noch frei, stellenangebote, stellenanzeige, plätze frei, freier platz, stelle frei, vakant, sucht ihr, ausbildungsplatz, lehrstelle, open places
	anfangen, beginnen, starten, start, beginn, losgehen, los
	voraussetzung, brauchen, benötigen, notwendig, erforderlich, pflicht, requirements
	dauern, lange, dauer, wie lang, wie lange, monate, how long
	alter, mindestalter, alt, jahre, wie alt, minderjährig, volljährig, jung
	minderjährig, unter 18, u18, noch nicht 18, noch nicht volljährig
	schicken, senden, gesendet, geschickt, hochladen, abschicken, eingereicht, beworben
	krise, suizid, selbstmord, umbringen, sterben, nicht mehr leben, ritzen, selbstverletzung, hoffnungslos, depression, kann nicht mehr, halte nicht mehr aus, alles zu viel, keine kraft, keinen sinn, verzweifelt, nicht mehr weiter
	schlagen, gewalt, missbrauch, gemobbt, mobbing, mobben, fertig gemacht, macht mich fertig, trau mich nicht mehr, geschlagen, bedroht, krise
	beruf, berufe, job, jobs, arbeit, tätigkeit, arbeiten
	infos, info, information, informationen, informieren
	termin, treffen, verabreden, uhrzeit, beratungstermin, persönlich vorbeikommen, vorbeikommen
	hallo, hi, hey, huhu, moin, servus, guten tag, guten abend, guten morgen, grüß gott, selam, salam, hello, good morning
	mechatroniker, kfz, polizist, polizei, supermarkt, putzstelle, putzen, nebenjob, minijob, lager, gabelstapler, lkw, friseur, handwerk, elektriker, maler, bundeswehr, schreiner, bürgergeld, jobcenter, steuer, industrie, mechaniker, informatiker, verkauf, gastronomie
	falsch, falsche nummer, verwählt, nicht zuständig
	abend, spät, nachts, feierabend, noch jemand da, heute noch
`

// meaning is a phrase of the table: the stems that must follow its first.
type meaning struct {
	rest  []string
	names []string // of the lines it stands in
}

// meant finds meanings by the stem of their first word.
var meant = readMeanings(meanings)

func readMeanings(table string) map[string][]meaning {
	out := map[string][]meaning{}
	for line := range strings.SplitSeq(strings.TrimSpace(table), "\n") {
		name := "=" + strings.TrimSpace(strings.SplitN(line, ",", 2)[0])
		for phrase := range strings.SplitSeq(line, ",") {
			addMeaning(out, stems(phrase), name)
		}
	}
	return out
}

func addMeaning(out map[string][]meaning, phrase []string, name string) {
	first, rest := phrase[0], phrase[1:]
	for i, m := range out[first] {
		if strings.Join(m.rest, " ") == strings.Join(rest, " ") {
			out[first][i].names = append(m.names, name)
			return
		}
	}
	out[first] = append(out[first], meaning{rest: rest, names: []string{name}})
}

func stems(text string) []string {
	var out []string
	for _, token := range words.Tokens(text) {
		out = append(out, words.Stem(token.Folded))
	}
	return out
}

// pleasantries are words people say to be polite or to begin. They weigh little
// beside a question, and all if there is nothing else.
var pleasantries = setOf(`hallo hallöchen halli hi hey hei heyy huhu moin moinsen servus grüß gruß grüße guten guten gute
	tag tach morgen abend mittag nachmittag nacht lieb liebe lieber lg mfg vg freundlichen
	danke dank dankeschön vielen thx merci voraus frage fragen stellen kurz kurze anliegen
	helfen hilf hilfe weiterhelfen richtig tausend jemand schreiben schreibe name heiße tschüss ciao bye schönen schöne
	hello good morning evening question questions thanks thank help ask`)

// ours are words for ourselves: they are said to everybody and mean nobody.
var ours = setOf(`berufsberatung beratung diakonie berater beraterin`)

// light are words of every day that stand in few answers only by chance.
var light = setOf(`kriegen krieg bekommen bekomm fangen fängt anfangen finden suchen sucht nehmen nimmt leute
	jahr tag woche monat zeit neu gut besser kommen komme läuft laufen findet arbeiten arbeite arbeit schauen sagen erzählen
	nächste nächster heute heut morgen sein freundin freund kumpel weg ding sache sachen wo wann noch möglich gern gerne
	brauchen brauch braucht nicht kein keine keinen klein kleine groß erste ersten zweite darin schon klappt klappen`)

// thanks are the pleasantries that end a talk and do not begin one.
var thanks = setOf(`danke dank dankeschön thx merci tschüss ciao bye thanks thank`)

func setOf(list string) map[string]bool {
	out := map[string]bool{}
	for _, s := range stems(list) {
		out[s] = true
	}
	return out
}
