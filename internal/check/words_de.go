package check

// common are words that are no names although they stand where names do:
// "Hallo zusammen", "Hi nochmal", "Danke, gerne!", "ich bin auch". Names that
// are also words are not here but in wordNames.
var common = list(`
	ich du er sie es wir ihr mich dich sich uns euch mir dir ihm ihn ihnen mein meine meinen meinem meiner dein deine deinen
	deinem deiner deins sein seine seinen seinem seiner unser unsere unseren unserem unserer euer eure euren eurem eurer ihre
	ihren ihrem ihrer der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner keins dieser
	diese dieses diesen diesem jeder jede jedes jeden jedem alle alles allen aller man jemand niemand etwas nichts viel viele
	vielen vieles wenig wenige mehr meist meisten manche manches beide beiden selber selbst wer was wen wem wessen wo wann wie
	warum wieso weshalb woher wohin welche welcher welches welchen wozu womit worum wofür
	und oder aber denn sondern doch jedoch dass daß weil wenn als ob obwohl damit bevor nachdem während falls sobald solange seit
	seitdem bis also deshalb deswegen daher darum dann danach dazu daran darauf daraus darüber davon davor dafür dagegen dabei
	in im ins an am ans auf aufs aus bei beim mit nach von vom vor vorm zu zum zur über unter um für gegen ohne durch wegen trotz
	zwischen neben hinter statt ab außer innerhalb außerhalb laut per pro
	nicht nur noch schon auch sehr ganz gar so sogar mal nochmal nochmals wieder immer nie niemals oft manchmal selten jetzt gerade
	eben heute gestern morgen übermorgen vorgestern bald später früher sofort gleich erst zuerst zunächst vorher nachher endlich
	leider vielleicht wahrscheinlich bestimmt sicher natürlich klar genau eigentlich wirklich echt halt ja nein nö nee jep jo joa
	doch okay ok okey oki okidoki top super prima toll cool mega nice perfekt klasse spitze wunderbar schön schöne schönen schönes schöner schönem
	gut gute guten guter gutes gutem besser beste besten bestens lieb liebe lieber lieben liebes liebste herzlich herzlichen
	herzliche herzlichst freundliche freundlichen freundlich gern gerne bitte danke dankeschön dank vielen tausend sorry entschuldige entschuldigung
	verzeihung moin hallo hallöchen hi hey huhu servus tach tschüss tschüß tschau ciao bye na naja ach oh ah aha hm hmm ähm haha hihi lol
	wow yeah yes no yep nope juhu hurra glückwunsch gratuliere gratulation prost gesundheit achtung stopp stop wichtig hinweis info
	infos ps pps nb anbei hier da dort drüben oben unten links rechts drin draußen daheim zuhause hause weg zurück
	zusammen gemeinsam allerseits miteinander leute ihr lieben beisammen alle allen allerliebste freunde freundin freund mädels jungs
	bin bist ist sind seid war warst waren wart wäre wären wärst sei gewesen werde wirst wird werden werdet wurde wurden geworden
	würde würdest würden habe hab hast hat haben habt hatte hattest hatten hätte hättest hätten gehabt kann kannst können könnt
	konnte konnten könnte könntest könnten muss musst müssen müsst musste mussten müsste müssten soll sollst sollen sollt
	sollte solltest sollten darf darfst dürfen dürft dürfte mag magst mögen mögt möchte möchtest möchten willst wollen wollt
	wollte wollten lass lasst lassen lässt gib gibt geben geht gehst gehen geh ging komm komme kommst kommt kommen kam mach mache machst macht
	machen gemacht sag sage sagst sagt sagen schau schaue schaust schaut schauen guck gucke guckst guckt gucken schreib schreibe
	schreibst schreibt schreiben schick schicke schickst schickt schicken sende sendest sendet senden melde meld meldest meldet melden ruf rufe
	rufst ruft rufen frag frage fragst fragt fragen such suche suchst sucht suchen find finde findest findet finden bewirb
	bewerbe bewirbst bewirbt bewerben nimm nehme nimmst nimmt nehmen lies lese liest lesen klick klicke klickst klickt klicken
	weiß weißt wissen wisst denke denk denkst denken glaube glaub hoffe hoff hoffen hoffentlich freu freue freut freuen wünsche
	wünsch wünscht wünschen grüße grüßt grüß gruß grüßen lg vg mfg glg hg brauche brauchst braucht brauchen lerne lernst lernen
	arbeite arbeitest arbeitet arbeiten warte wartest warten wart warten vergiss denkst nutze nutz nutzen füll fülle füllen
	trag trage bring bringe bringst bringen sprich spreche sprechen red rede reden hör höre hören heiß heiße heißt heißen wohne wohnst wohnt
	lebe lebst lebt überleg überlege probier probiere versuch versuche hol hole stell stelle stellst stellen lad lade laden
	passt passen klingt klappt klappen hilft helfe helfen hilf bleib bleibe bleiben läuft stimmt stimmen gilt reicht fehlt fehlen
	gefällt interessiert interessierst beginnt beginnen startet starten dauert kostet bekommst bekommt bekommen kriegst kriegen verstehe verstanden
	gelesen gesehen gehört geschrieben geschickt gesendet bekommen erhalten angekommen gefunden gefragt gemeldet angemeldet beworben
	einfach kurz kurze kurzer kurzen schnell schnelle langsam lange groß große kleine kleiner kleines neu neue neuen neues neuer alt alte
	jung junge richtig falsch wahr wichtige leicht schwer einig möglich nötig frei freie freien offen offene fertig bereit online persönlich
	vegan vegetarier single lost down blond bi trans queer hetero schwul lesbisch divers raus blank pleite platt matt baff happy done
	willkommen interessant interessante spannend spannende fleißig müde krank gesund traurig froh glücklich zufrieden
	verzweifelt nervös aufgeregt unsicher neugierig motiviert interessiert gespannt begeistert sauer genervt gestresst
	überfordert arbeitslos arbeitssuchend schwanger ledig verheiratet geschieden verlobt verliebt alleine allein alleinerziehend deutsch
	türkisch arabisch syrisch ukrainisch russisch polnisch afghanisch kurdisch männlich weiblich divers volljährig minderjährig
	erwachsen unterwegs dabei daheim drin raus rein durch fertig soweit erreichbar verfügbar zuständig vorbei umgezogen gezogen
	geboren aufgewachsen gekommen gegangen geflüchtet geflohen hergekommen momentan aktuell derzeit zurzeit damals anfangs
	eigentlich übrigens nämlich jedenfalls trotzdem außerdem sonst sowieso ebenfalls ebenso genauso zumindest mindestens höchstens
	ungefähr circa ca etwa fast beinahe kaum bisschen bissel weiter weiterhin weitere voll total richtig ziemlich recht relativ
	absolut definitiv selbstverständlich freilich jawohl jap genial hammer krass geil stark süß witzig lustig schade stimmt logo
	eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn
	zwanzig dreißig vierzig fünfzig erste ersten erster erstes zweite zweiten dritte dritten letzte letzten letzter nächste nächsten nächster nächstes
	montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april juni juli august september
	oktober november dezember frühling herbst woche wochen wochenende monat monate jahr jahre jahren tag tage tagen
	abend abends nacht nachts morgens mittag mittags vormittag vormittags nachmittag nachmittags feiertag feierabend ferien urlaub
	weihnachten ostern neujahr uhr stunde stunden minute minuten zeit zeiten mal termin termine
	ausbildung ausbildungen bewerbung bewerbungen beruf berufe job jobs praktikum praktika fsj bfd schule schulen abschluss hauptschule
	hauptschulabschluss realschule realschulabschluss abitur abi fachabi studium pflege erziehung verwaltung kita krankenhaus
	altenheim altenpflege pflegeausbildung pflegefachkraft unterlagen zeugnis zeugnisse lebenslauf foto fotos bild bilder datei anhang link links seite
	webseite website homepage portal karriereportal karriereseite formular mail mails email e-mail telefon nummer handynummer adresse
	anruf nachricht nachrichten antwort antworten frage fragen anliegen thema themen problem probleme idee ideen tipp tipps
	beispiel grund gründe schritt schritte plan plätze platz stelle stellen stellenangebote infotag info-tag messe veranstaltung gespräch
	vorstellungsgespräch kennenlernen hilfe unterstützung beratung berufsberatung berufsberaterin berufsberater diakonie caritas kirche
	team kollegin kollege kollegen kolleginnen chefin chef büro einrichtung einrichtungen haus träger amt agentur jobcenter
	arbeitsagentur bamf anerkennung geld gehalt lohn vergütung wohnung wohnheim zimmer kind kinder eltern mutter vater bruder schwester
	egal geheim programm dran stau stress chaos regen schnee screenshot notfall busy ready safe ende mitte anfang text hallo
	jahrgang familie menschen personen person leben welt stadt land deutschland österreich schweiz türkei syrien ukraine afghanistan
	polen serbien kroatien bosnien kosovo albanien rumänien bulgarien russland iran irak marokko tunesien ghana nigeria
	kamerun eritrea somalia vietnam indien brasilien spanien italien griechenland portugal frankreich england
	berlin hamburg münchen köln frankfurt stuttgart düsseldorf dortmund essen bochum herne duisburg bremen leipzig dresden hannover
	nürnberg bielefeld münster bonn mannheim karlsruhe wiesbaden gelsenkirchen hagen hamm witten ruhr ruhrgebiet nrw kassel
	erfolg glück spaß mut kraft geduld interesse vertrauen verständnis mühe rückmeldung rückfrage rückfragen rückruf vertretung
	interessentin interessent interessierte interessierter bewerberin bewerber bewerbende schülerin schüler schülerinnen azubi azubis
	praktikantin praktikant absolventin absolvent unbekannte unbekannter unbekannt kundin kunde gruppe klasse runde
	herr herrn frau dame damen herren fräulein familie fam
	sonst dazu zuerst erstmal erstens zweitens drittens
	hello hi there dear everyone everybody all guys folks friend friends team again back thanks thank you your yours we us our i me my
	mine he she they them his her their it its this that these those the a an and or but so because if when while where who what
	which why how is are was were be been being am do does did done have has had having can could would should shall may might must
	not never always often sometimes now then here today tomorrow yesterday tonight soon later later just only also too very
	really quite still yet already maybe perhaps please yes no sure right okay great good nice fine cool perfect awesome wonderful
	lovely best better well welcome sorry congrats congratulations cheers regards wishes kind warm take care looking forward hope
	have see let know check look visit apply call click come send write ask tell read try find need want like love get got go going
	to from at in on of for with about by as into out up down off over after before between through during without within
	one two three first second next last new old big small young tired happy sad sick married single student pregnant
	interested looking working living nurse teacher mother father afraid glad currently unemployed monday tuesday wednesday thursday friday saturday sunday morning
	applicant applicants candidate candidates colleague colleagues student students parents family
	afternoon evening night day week month year time times job jobs work training application question questions
	information website page form appointment interview place places open day
`)

// jobs are words by which people say what they are rather than who. Longer
// ones are found by their endings, see nounEnds.
var jobs = list(`
	schülerin schüler student studentin azubi auszubildende auszubildender abiturient abiturientin erzieher erzieherin krankenschwester
	krankenpfleger krankenpflegerin pfleger pflegerin altenpfleger altenpflegerin pflegehelfer pflegehelferin lehrer lehrerin
	lehrling mutter mama mami papa vater oma opa hausfrau hausmann verkäufer verkäuferin koch köchin friseur friseurin friseuse maler malerin
	bäcker bäckerin arzt ärztin sanitäter sanitäterin mechaniker elektriker informatiker mechatroniker fahrer busfahrer kellner
	kellnerin rentner rentnerin single christ christin muslim muslima moslem katholisch evangelisch deutscher deutsche türke türkin
	kurde kurdin syrer syrerin ukrainer ukrainerin russe russin pole polin afghane afghanin iraner iranerin iraker irakerin
	araber araberin albaner albanerin serbe serbin kroate kroatin bosnier bosnierin rumäne rumänin bulgare bulgarin grieche
	griechin italiener italienerin spanier spanierin inder inderin vietnamese vietnamesin nigerianer ghanaer marokkaner
	marokkanerin eritreer somalier flüchtling ausländer ausländerin quereinsteiger quereinsteigerin berufsberaterin berufsberater
	beraterin berater sozialarbeiter sozialarbeiterin sozialpädagogin sozialpädagoge heilerziehungspfleger kinderpfleger kinderpflegerin
	sozialassistent sozialassistentin fachkraft hebamme bufdi fsjler fsjlerin freiwillige freiwilliger praktikant praktikantin
	anfänger anfängerin fan mensch mann frau junge mädchen zwilling tochter sohn schwester bruder neuling ansprechpartnerin
	ansprechpartner jude jüdin jesidin jeside yezidin yezide alevit alevitin hindu buddhist atheist atheistin witwe witwer waise steinbock widder stier löwe jungfrau waage skorpion schütze wassermann
	raucher raucherin nichtraucher autist autistin optimist optimistin allrounder linkshänder gymnasiast gymnasiastin
	tester bot roboter fahranfänger selbstständig selbständig student nurse teacher refugee man woman girl boy
`)

// nounEnds end nouns and adjectives that no name ends in.
var nounEnds = []string{
	"ung", "ungen", "heit", "keit", "schaft", "schaften", "tion", "tionen", "ismus", "platz", "plaetze", "stelle", "stellen",
	"zeit", "zeiten", "zeugnis", "zeugnisse", "nachweis", "gespraech", "unterlagen", "formular", "angebot", "angebote", "beruf",
	"berufe", "schule", "abschluss", "messe", "infotag", "kita", "portal", "seite", "team", "beratung", "pflege", "hilfe", "dienst", "dienste",
	"haus", "heim", "zentrum", "verband", "werk", "praktikum", "jahr", "material", "bogen", "liste", "link", "nummer",
	"erin", "erinnen", "istin", "entin", "iker", "ikerin", "pfleger", "helfer", "lehrer", "arbeiter", "schueler", "azubi", "beauftragte",
	"meister", "kraft", "fachkraft", "assistent", "assistentin", "loge", "login", "paedagoge", "paedagogin", "kaufmann", "kauffrau", "fachfrau", "fachmann",
	"lich", "liche", "lichen", "ischen", "iert", "igt",
}

// greetings open a salutation by themselves. Letters that are repeated
// (halloooo) count once, see squeeze.
var greetings = list(`
	hallo halo hello helo hallöchen hallöle hallihallo halli hi hy hey hej hei heyho hiya huhu moin moinmoin moinsen servus tach tag grüezi
	gruezi mahlzeit merhaba selam salam salem salut hola ciao bonjour buongiorno na ey yo hoi aloha
	liebe lieber liebes liebster liebste liebe/r liebe*r geehrte geehrter geehrtes werte werter dear willkommen welcome morning morgen namaste
	assalamu salamu selamun aleikum alaikum
`, foreignText)

// foreignText are greetings in other languages than German and English, after
// which any word can follow that is not known here.
const foreignText = `
	merhabalar selamlar günaydın sevgili değerli sayın coucou chère cher chers querida querido estimada estimado
	buonasera gentile cześć witam witaj siema drogi droga kochana kochany ahoj zdravo čao ćao dragi draga poštovani
	poštovana buna salutare stimate rojbaş silav përshëndetje mirëdita tungjatjeta
	привет здравствуйте здравствуй приветствую дорогая дорогой уважаемая уважаемый привіт вітаю шановний шановна дорога дорогий здраво ћао
	مرحبا أهلا وسهلا سلام السلام عليكم وعليكم عزيزي عزيزتي درود
`

const foreignStartsText = `dzień iyi bonne buenos buenas buona dobar dobro dobra dobrý добрый доброе доброго добрий добар добро صباح مساء`

// foreignGreetings say that the words after them may be of their language.
var foreignGreetings = list(foreignText, foreignStartsText, `merhaba selam salam salem salut hola ciao bonjour buongiorno aloha namaste
	assalamu salamu selamun aleikum alaikum`)

// greetingStarts begin a greeting that a word of greetingEnds has to end:
// "guten Morgen", "einen wunderschönen guten Tag".
var (
	greetingStarts = list(`guten gute schönen schöne wunderschönen einen good grüß gruß sehr herzlich herzliches ganz moin`, foreignStartsText)
	greetingEnds   = list(`morgen tag abend mittag nachmittag vormittag morning afternoon evening day dich gott euch geehrte geehrter geehrtes willkommen liebe lieber liebes
		dobry günler akşamlar geceler sabahlar soirée journée días tardes noches giorno sera dan večer jutro den ziua
		день вечер утро ранок дня вечір вечора дан вече јутро الخير النور`)
)

// alone are greetings that need a name after them: a comma there shows that
// it is missing.
var alone = list(`liebe lieber liebes liebster liebste geehrte geehrter geehrtes werte werter dear frau herr herrn`)

// fillers stand between a greeting and a name.
var fillers = list(`
	liebe lieber liebes liebste liebster du dir euch nochmal nochmals noch mal wieder zurück und einen schönen guten schön zusammen
	again dear my back there sehr geehrte geehrter werte werter herzlich willkommen welcome auch erstmal ihr an dich to the
`)

// titles stand before a last name.
var titles = list(`
	frau herr herrn hr fr fräulein dr doktor prof professor professorin dipl ing mag mr mrs ms miss sir madam mme
	madame monsieur mademoiselle señora señor signora signore signor`)

// adjectiveEnds end words in small letters by which people say how they are.
var adjectiveEnds = []string{
	"lich", "isch", "bar", "los", "voll", "sam", "iert", "igt", "ig", "haft", "frei", "end", "ert", "elt", "aehrig", "jaehrig", "t", "en", "er", "es", "em",
}

// particles are parts of names that are no names themselves.
var particles = list(`von van vom zu zur zum de del della di da do dos das du le la el al ul ibn bin ben bint abu der den ter ten und y e`)

// bound are first halves of first names of two words.
var bound = list(`abd abdul abdel abdal abdoul abu umm`)

// businesses are words that companies and clubs have in their names.
var businesses = list(`
	gmbh ggmbh mbh ag kg ohg ug gbr ev e.v ltd inc llc co cie holding group gruppe service services firma company shop store studio
	salon restaurant imbiss pizzeria cafe café bar hotel praxis apotheke klinik klinikum krankenhaus pflegedienst pflegeheim
	altenheim seniorenheim autohaus autoservice kfz werkstatt bäckerei metzgerei friseursalon nagelstudio kosmetik reinigung
	gebäudereinigung umzüge transporte spedition logistik handwerk bau immobilien versicherung versicherungen bank sparkasse
	verein verband stiftung diakonie caritas awo drk asb johanniter malteser kita kindergarten schule grundschule gesamtschule
	realschule gymnasium berufskolleg universität uni hochschule akademie institut agentur jobcenter arbeitsamt amt büro sekretariat
	verwaltung zentrale team official marketing media design events catering fitness yoga taxi reisebüro reisen travel
	rewe edeka lidl aldi rossmann netto kaufland penny ikea amazon
	fahrschule partner solutions consulting it-service support info kundenservice gemeinde kirche moschee familie fam
`)

// businessEnds end compounds that businesses has the last part of.
var businessEnds = []string{
	"gmbh", "dienst", "haus", "heim", "service", "salon", "studio", "praxis", "apotheke", "klinik", "verein", "verband", "werk",
	"werkstatt", "schule", "zentrum", "residenz", "baeckerei", "metzgerei", "reinigung", "technik", "logistik", "handel",
	"markt", "laden", "shop", "betrieb", "agentur", "beratung", "kolleg", "transporte", "immobilien", "buero", "team",
}

// nobodies are entries of telephone books and profiles that name nobody.
var nobodies = list(`
	mama mami mutti mutter papa papi vati vater oma opa tante onkel schwester bruder schatz schatzi baby privat private handy mobil
	mobile phone telefon festnetz home zuhause arbeit work büro office neu neue new alt alte nummer number user username nutzer
	name vorname nachname kontakt contact unknown unbekannt anonym anonymous nobody niemand none null nil undefined test tester
	whatsapp wa business kein keine no ich me myself admin queen king prinzessin princess boss gangster life love
	available busy verfügbar beschäftigt
`)
