package words

import (
	"maps"
	"slices"
	"strings"
)

// IsStop reports folded words that say nothing about what somebody wants:
// articles, pronouns, small verbs, fillers and what young people shorten them
// to, German and English. Words that can make the difference (nicht, wann, wo,
// ohne, alt) are none.
func IsStop(folded string) bool {
	_, yes := stops[folded]
	return yes
}

// StopWords returns the words IsStop knows, sorted.
func StopWords() []string { return slices.Sorted(maps.Keys(stops)) }

// The lists are in folded spelling.
const (
	germanStops = `
		der die das den dem des ein eine einen einem einer eines ne nen nem ner n
		ich du er sie es wir ihr mich mir dich dir ihn ihm ihnen uns euch sich man
		mein meine meinen meinem meiner meins dein deine deinen deinem deiner sein seine seinen seinem seiner
		ihre ihren ihrem ihrer unser unsere unseren euer eure euren eurer
		dieser diese dieses diesen diesem jener jede jeder jedes jeden jedem solche solcher solches
		und oder aber denn sondern dass weil wenn ob als wie so da dann doch damit sodass bzw
		in im ins an am ans auf aus bei beim mit nach seit von vom zu zum zur fuer durch gegen um bis ueber unter vor hinter neben zwischen
		fur uber wegen per pro ab waehrend bevor nachdem bis erst erstmal statt anstatt
		bin bist ist sind seid war waren wart warst sei waere waeren waer
		habe hab hast hat haben habt hatte hatten hattest haette haetten haett gehabt
		werde wirst wird werden werdet wurde wurden wuerde wuerden wuerd geworden
		kann kannst koennen koennt konnte konnten koennte koennten konnen konnt
		muss musst muessen muesst musste mussten muesste muessten mussen
		soll sollst sollen sollte sollten sollt
		will willst wollen wollt wollte wollten
		darf darfst duerfen duerft durfte duerfte duerften
		mag magst moegen moechte moechten moecht mochte mochten
		mache machst macht machen gemacht mach
		gibt gibts gebt gebe geben gib
		geht gehts gehen gehe geh ging gegangen
		was wer wen wem wessen welche welcher welches welchen welchem wieso weshalb warum
		hier dort da dahin daher dazu dafuer davon dabei daran darauf darueber damit drin drauf dran drueber dazu
		ja nein nee ne jo jup ok okay oki okey
		mal halt eben eigentlich auch nur schon noch sehr so gar ganz etwa ungefaehr ca circa einfach grad gerade
		vielleicht vllt viellt vlt iwie irgendwie iwas irgendwas iwo irgendwo iwann irgendwann iwelche irgendwelche
		mmn imho imo btw eig eigtl bspw zb usw usf etc bzgl evtl ggf
		also naja tja hm hmm aeh aehm haha hahaha lol xd digga diggah bro alter alta brudi wallah ey yo
		jetzt gleich bald immer nie mehr viel viele vielen wenig etwas alle alles allem allen aller andere anderen anderes
		sonst trotzdem deswegen deshalb darum allerdings jedoch ebenso ausserdem zwar
		weiss weisst wissen wusste glaube glaub denke denk meine meinst meinen
		innen bitte bidde plz pls
		sowas sone son soviel sonstige wirklich echt voll mega krass bissl bisschen
		leider sogar auch etwa wohl ach oh
		hinter rein raus hin her rum`
	englishStops = `
		a an the and or but if so as at by for from in into of off on onto out over to up with without
		i you he she it we they me him her us them my your his its our their mine yours myself
		this that these those there here
		am is are was were be been being do does did done doing have has had having
		can could may might must shall should will would
		what which who whom whose why how
		just also too very really some any each all both more most other than then
		yes no ok okay please pls hmm well about
		im ive id dont cant want wanted wanna gonna like get got know`
)

var stops = func() map[string]struct{} {
	out := map[string]struct{}{}
	for _, list := range []string{germanStops, englishStops} {
		for _, w := range strings.Fields(list) {
			out[Fold(w)] = struct{}{}
		}
	}
	return out
}()
