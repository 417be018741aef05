package suggest

// meanings says which words mean the same to somebody who asks for work with
// people: one meaning a line, its words and phrases separated by commas. A word
// may have several meanings; their order is of no importance.
const meanings = `
	ausbildung, azubi, azubine, lehre, lehrling, lehrstelle, auszubildende, lernen, apprenticeship
	gehalt, monatlich, knete, moneten, schotter, wie viel gibts, was gibts an, vergütet, unbezahlt, kriegt man geld, bekommt man geld, wieviel, wie viel verdient, ausbildungsvergütung, stundenlohn, wieviel kriegt, was zahlt, bezahlt ihr, im monat, pro monat, was kriegt man, was bekommt man, wie viel kriegt, wie viel bekommt, lohn, verdienen, verdienst, geld, vergütung, kohle, bezahlung, bezahlt, taschengeld, euro, netto, brutto, cash, entgelt, salary, money
	fsj, freiwilliges soziales jahr, fsjler, soziales jahr, freiwilliges jahr, freiwillig, freiwilligenjahr
	bfd, bufdi, bundesfreiwilligendienst, bundesfreiwillige
	freiwilligendienst, fsj, bfd, bufdi, freiwilliges soziales jahr, freiwilligenjahr, soziales jahr
	krankenhaus, kh, klinik, klinikum, hospital
	krankenpflege, krankenschwester, krankenpfleger, pflegefachfrau, pflegefachmann, pflegefachkraft, gesundheitspfleger, pflege, nurse, nursing
	altenpflege, altenheim, altersheim, seniorenheim, pflegeheim, alte leute, alte menschen, senioren, altenpfleger, oma, opa
	pflegehelfer, pflegehilfe, kurze ausbildung, kürzer, kürzere, 1 jahr, ein jahr ausbildung, einjährige, pflegeassistent, pflegeassistenz, helfer, assistenz, einjährig, pflegehilfskraft, hilfskraft
	hauptschulabschluss, hsa, hauptschule, haupt, esa, bbr, berufsreife, mittelschule, quali, hauptschulabschluß, 9. klasse, neunte klasse
	realschulabschluss, msa, mittlere reife, realschule, mittlerer abschluss, 10. klasse, zehnte klasse, sekundarabschluss
	abitur, abi, fachabi, fachabitur, fachhochschulreife, gymnasium, hochschulreife
	ohne abschluss, kein abschluss, abschluss nachholen, nachholen, geschmissen, schule geschmissen, durchgefallen, sitzen geblieben, förderschule, abgangszeugnis, schulabbrecher, keinen abschluss, keinen schulabschluss, ohne schulabschluss, abgebrochen, schule abgebrochen, nicht geschafft, keine schule, abgegangen, kein zeugnis
	erzieher, erzieherin, kita, kindergarten, krippe, kiga, hort, kinder, kids, kleinkinder, kindertagesstätte, kinderpfleger, sozialassistent, sozpäd assistent
	heilerziehungspflege, hep, heilerziehungspfleger, behindert, behinderung, handicap, behinderte menschen, inklusion, eingeschränkt
	teilzeit, halbtags, tz, halbe stelle, weniger stunden, alleinerziehend, vormittags, mama, kinderbetreuung, stunden
	verwaltung, büro, computer, büroarbeit, sekretariat, verwaltungsfachangestellte, pc, kaufmann, kauffrau, bürokaufmann, büromanagement, sachbearbeiter, am schreibtisch
	studium, studieren, studiengänge, dhbw, master, nc, numerus clausus, uni, fh, hochschule, dual, duales studium, bachelor, studiengang, student, semester, soziale arbeit, university
	quereinstieg, wechseln, schon ausbildung, fertige ausbildung, ausgelernt, abgeschlossene ausbildung, bisher, früher als, bin zu alt, zu alt für, umschulung, neu orientieren, umorientierung, beruflich neu, nochmal neu, nochmal was anderes, arbeite seit, seit jahren, gelernte, kein bock mehr auf, quereinsteiger, umschulung, umschulen, umorientieren, neuanfang, neu anfangen, beruf wechseln, was anderes machen, seiteneinstieg, berufswechsel, umsatteln, career change, quer einsteigen
	anerkennung, anerkennen, aus anderem land, in meiner heimat, im ausland gemacht, anerkannt, ausländisch, ausland, gültig, syrien, ukraine, afghanistan, türkei, iran, irak, marokko, tunesien, kenia, ghana, nigeria, indien, philippinen, vietnam, brasilien, kolumbien, polen, rumänien, bulgarien, bosnien, serbien, kosovo, albanien, russland, georgien, eritrea, somalia, kamerun, mein land, meinem land, anderes land, heimatland, diplom, übersetzung, übersetzen, urkunde, zertifikat, foreign certificate, recognition
	deutsch, sprachniveau, deutschtest, deutschprüfung, sprachprüfung, deutsch nicht gut, schlecht deutsch, deutsch niveau, b1, b2, a2, c1, sprachkurs, deutschkurs, deutschkenntnisse, sprachzertifikat, deutsch lernen, sprache, telc, goethe
	visum, aufenthalt, aus dem ausland kommen, einwandern, ausländerbehörde, aufenthaltserlaubnis, vertrag visum, noch in meinem land, will nach deutschland, nach deutschland kommen, aufenthaltstitel, aufenthaltserlaubnis, einreise, visa, arbeitserlaubnis, duldung, geduldet, geflüchtet, flüchtling, asyl, botschaft, einreisen, aufenthaltsgestattung
	bewerben, bewerbung, bewerbungsportal, bewerbungsformular, formular, wohin schicken, wohin bewerbung, wie bewerbe, wie bewerben, wo bewerben, post, anmelden, anmeldung, bewirbt, bewirb, online bewerben, apply, application
	unterlagen, dokumente, impfung, impfpass, was alles für die bewerbung, was brauche ich für die bewerbung, was kommt rein, was muss rein, welche zeugnisse, motivationsschreiben, abgeben, beilegen, reinschreiben, gehört rein, mitschicken, papiere, nachweise, zeugnisse, anschreiben, bescheinigung, zeugnis, führungszeugnis, documents
	lebenslauf, cv, tabellarisch, resume
	bewerbungsschluss, frist, zu spät dran, noch bewerben, spätestens, bis wann bewerben, schon zu spät, fristen, bis wann, deadline, bewerbungsfrist, stichtag, zu spät, letzter tag, bewerbungszeitraum
	bewerbungsstand, nichts gehört, nix gehört, nie gemeldet, nicht gemeldet, gemeldet, wurde genommen, bin ich genommen, schon entschieden, abgeschickt, eingereicht, bewerbung bekommen, bewerbung angekommen, wartet, bekomme bescheid, habe mich beworben, hab mich beworben, warte auf antwort, keine antwort, keine rückmeldung, noch nix, bescheid, warte noch, angekommen, eingangsbestätigung, zusage, absage, noch nichts, stand
	vorstellungsgespräch, bewerbungsgespräch, probetag, kennenlerntag, kennenlernen, vorbereiten, gespräch, interview, eingeladen, einladung, vorstellen, anziehen, aufgeregt, kleidung, outfit, nervös
	infotag, tag der offenen tür, kennenlernen, vorbeikommen, angucken, anschauen, umschauen, infoabend, messe, infoveranstaltung, veranstaltung, besichtigen, infonachmittag, schnuppertag, event
	praktikum, mitlaufen, girls day, boys day, zukunftstag, schnuppertag, paar wochen, zwei wochen, praktikumsplatz, schnupperpraktikum, angucken, paar tage, reinschauen, mal anschauen, prakti, schülerpraktikum, schnuppern, hospitieren, hospitation, probearbeiten, praktika, pflichtpraktikum, reinschnuppern, ausprobieren, betriebspraktikum, internship
	wohnen, wohnung, bude, ausziehen, wohngemeinschaft, personalwohnheim, wohnungen, wohnheim, zimmer, unterkunft, wg, miete, bleibe, umziehen, apartment, schlafen, housing
	führerschein, auto, lappen, fahren, fahrerlaubnis, führerschein klasse b, driving licence
	kirche, konfession, gläubig, religiös, kreuz, jesiden, jude, jüdisch, buddhist, beten, ausgetreten, religion, getauft, taufe, evangelisch, katholisch, muslim, muslima, moslem, islam, glaube, kopftuch, christlich, atheist, konfessionslos, ungläubig, gott, glauben
	eltern, mutter, vater, mama, papa, tochter, sohn, mein kind, unser sohn, unsere tochter, enkel
	kollege, kollegin, vor ort, stadt, nähe, umgebung, region, ort, zuständig, ansprechpartner, standort, bundesland, dorf, berlin, hamburg, münchen, köln, frankfurt, stuttgart, düsseldorf, leipzig, dresden, bremen, hannover, nürnberg, dortmund, bochum, kassel, mannheim, freiburg, bielefeld, münster, augsburg, bonn, rostock, kiel, erfurt, mainz, magdeburg, umziehen, ziehe, umzug, anderer ansprechpartner, jemand anderes, mit wem
	anruf, anrufen, drückst weg, wegdrücken, drückt weg, gehst nicht ran, gehen sie ran, anrufe, angeklingelt, ruf zurück, rufen zurück, geht ran, geht keiner ran, nicht erreicht, abgehoben, weggedrückt, verpasster anruf, ruf mich an, rufen sie mich an, angerufen, telefonieren, telefon, rückruf, zurückrufen, telefonat, erreichbar, telefonnummer, call, phone
	sprachnachricht, voice, sprachmemo, audio, vm, sprachnachrichten, sprachi
	datenschutz, daten, iban, kontonummer, ausweis, personalausweis, attest, kann jemand sehen, weitergeben, speichert, sicher, liest, mitlesen, lesen, foto, bild, anonym, schweigepflicht, dsgvo, vertraulich, privat, whatsapp, geheim, mail, signal, personenbezogen, e-mail, email, löschen
	urlaub, abwesend, vertretung, vertritt, antwortet keiner, antwortet niemand, ferien da, keiner antwortet, ignoriert, seit tagen, vor tagen geschrieben, vor woche geschrieben, letzte woche geschrieben, wieder da
	danke, dankeschön, hat geklappt, hat geholfen, alles klar, perfekt, top, vielen dank, thx, merci, danke dir, dankeee, cool danke, thanks, thank you
	freie plätze, stellen offen, plätze offen, offene plätze, noch wen, noch leute, noch jemanden, suchen sie noch, noch was frei, kurzfristig, dieses jahr noch, stelle für dieses jahr, noch stelle, noch stellen, noch platz, nen platz, noch azubis, nehmt ihr noch, restplätze, offene stellen, freie stellen, noch plätze, noch frei, stellenangebote, stellenanzeige, plätze frei, freier platz, stelle frei, vakant, sucht ihr, ausbildungsplatz, lehrstelle, open places
	anfangen, beginnen, starten, start, beginn, losgehen, los
	voraussetzung, brauchen, benötigen, notwendig, erforderlich, pflicht, requirements
	dauern, lange, dauer, wie lang, wie lange, monate, how long
	alter, mindestalter, alt, jahre, wie alt, minderjährig, volljährig, jung
	minderjährig, unter 18, mindestalter, ab welchem alter, ab wie viel jahren, wie alt muss, u18, noch nicht 18, noch nicht volljährig
	schicken, senden, gesendet, geschickt, hochladen, abschicken, eingereicht, beworben
	krise, suizid, keine lust leben, lust zu leben, nicht leben, will sterben, tut mir weh, dunkle gedanken, mag nicht mehr, will nicht mehr, hilft mir niemand, überfordert, zusammengebrochen, richtig schlecht, angst, gehts nicht gut, geht nicht gut, geht mir schlecht, gehts schlecht, weiß nicht weiter, weine, heule, panik, panikattacken, ritze, fasst mich an, angefasst, begrapscht, belästigt, traurig, einsam, tot, leben sinnlos, selbstmord, umbringen, sterben, nicht mehr leben, ritzen, selbstverletzung, hoffnungslos, depression, kann nicht mehr, halte nicht mehr aus, alles zu viel, keine kraft, keinen sinn, verzweifelt, nicht mehr weiter
	schlagen, gewalt, missbrauch, gemobbt, mobbing, mobben, fertig gemacht, macht mich fertig, trau mich nicht mehr, geschlagen, bedroht, krise
	leute, menschen
	beruf, berufe, was mit leuten, was werden soll, was machen soll, welche ausbildungen, was alles, was kann man alles, kein plan was, keine ahnung was, keine ahnung, irgendwas mit menschen, was mit menschen, möglichkeiten, angebote, angebot, ausbildungsberufe, job, jobs, arbeit, tätigkeit, arbeiten
	infos, info, information, informationen, informieren
	telefontermin, mündlich, persönlich reden, jemandem reden, mit jemand reden, reden, quatschen, videocall, zoom, gespräch vereinbaren, termin machen, termin ausmachen, termin telefonieren, termin zum telefonieren, zeit für gespräch, telefonisch, persönlich sprechen, telefonieren, telefongespräch, sprechen
	termin, treffen, verabreden, uhrzeit, beratungstermin, persönlich vorbeikommen, vorbeikommen
	hallo, hi, hallöchen, halli hallo, heyy, hei, hey, huhu, moin, servus, guten tag, guten abend, guten morgen, grüß gott, selam, salam, hello, good morning
	mechatroniker, kfz, polizist, polizei, supermarkt, putzstelle, putzen, nebenjob, minijob, lager, gabelstapler, lkw, friseur, handwerk, elektriker, maler, bundeswehr, schreiner, bürgergeld, jobcenter, steuer, industrie, mechaniker, informatiker, verkauf, gastronomie
	falsch, falsche nummer, verwählt, nicht zuständig
	abend, spät, noch da, bist du da, noch wach, noch online, schreibst zurück, antwortest, heute noch antwort, heut noch antwort, wann antwort, antwortet ihr, antwort, nachts, feierabend, noch jemand da, heute noch
`

// pleasantries are words people say to be polite or to begin. They weigh little
// beside a question, and all if there is nothing else.
var pleasantries = setOf(`hallo hallöchen halli hi hey hei heyy huhu moin moinsen servus grüß gruß grüße guten gute
	tag tach morgen abend mittag nachmittag nacht lieb liebe lieber lg mfg vg freundlichen
	danke dank dankeschön vielen thx merci voraus frage fragen stellen kurz kurze anliegen
	helfen hilf hilfe weiterhelfen richtig tausend jemand schreiben schreibe name heiße tschüss ciao bye schönen schöne
	hello good morning evening question questions thanks thank help ask`)

// ours are words for ourselves: they are said to everybody and mean nobody.
var ours = setOf(`berufsberatung beratung diakonie berater beraterin`)

// light are words of every day that stand in few answers only by chance.
var light = setOf(`kriegen krieg bekommen bekomm fangen fängt anfangen finden suchen sucht nehmen nimmt
	jahr tag woche monat zeit neu gut besser kommen komme läuft laufen findet arbeiten arbeite arbeit schauen sagen erzählen
	nächste nächster heute heut morgen sein freundin freund kumpel weg ding sache sachen wo wann noch möglich gern gerne
	brauchen brauch braucht nicht kein keine keinen klein kleine groß erste ersten zweite darin schon klappt klappen`)

// thanks are the pleasantries that end a talk and do not begin one.
var thanks = setOf(`danke dank dankeschön thx merci tschüss ciao bye thanks thank`)
