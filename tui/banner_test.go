package tui_test

import (
	"os/exec"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/tui"
)

func TestBanners(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		health domain.RelayHealth
		want   string
		stays  bool
	}{
		"silent":    {domain.RelayHealth{Silent: true, LastWebhook: local(20, 21, 4), Usual: 4.6}, "Verdächtig still: seit Fr 21:04 nichts, üblich sind 5 am Tag.", false},
		"quiet":     {domain.RelayHealth{Silent: true}, "Verdächtig still: Es kommt nichts an.", false},
		"token":     {domain.RelayHealth{Paused: &domain.Pause{Reason: "token"}}, "Der Zugang zu Meta ist abgelaufen", true},
		"account":   {domain.RelayHealth{Paused: &domain.Pause{Reason: "account"}}, "Meta lässt nichts hinaus.", true},
		"templates": {domain.RelayHealth{Templates: "antwort_bereit"}, "Vorlage antwort_bereit. V zeigt, warum.", false},
		"hooks":     {domain.RelayHealth{Hooks: "Callback \x1b]52;c;x\x07failed"}, "Meta kann nicht zustellen (Callback failed)", false},
		"ahead":     {domain.RelayHealth{ClockAhead: 720}, "Die Uhr des Relays geht 12 Min vor.", false},
		"behind":    {domain.RelayHealth{ClockAhead: -7200}, "Die Uhr des Relays geht 2 Std nach.", false},
	} {
		r := newRig(t, 160, 24, func(d *fakeDesk) { d.morning(); d.link.Health = c.health })
		if line := strings.Split(r.screen(), "\n")[1]; !strings.Contains(line, c.want) {
			t.Errorf("%s: %q", name, line)
		}
		r.checkFrame(160, 24)
		r.press("m")
		if got := strings.Contains(r.screen(), c.want); got != c.stays {
			t.Errorf("%s: after m it is there: %v", name, got)
		}
		r.advance(24 * time.Hour)
		if !strings.Contains(r.screen(), strings.Fields(c.want)[0]) {
			t.Errorf("%s: not there the next day:\n%s", name, r.screen())
		}
	}
	r := newRig(t, 80, 24, func(d *fakeDesk) {
		d.morning()
		d.link.Health = domain.RelayHealth{Paused: &domain.Pause{Reason: "service"}}
	})
	r.press("m")
	r.wants("Es steht kein Hinweis da.")
}

func TestBannerWordsAreNotCut(t *testing.T) {
	t.Parallel()
	for _, w := range []int{60, 66, 80, 100, 120} {
		for _, lang := range []string{"de", "en"} {
			for _, h := range []domain.RelayHealth{
				{Silent: true, LastWebhook: local(20, 21, 4), Usual: 5},
				{Paused: &domain.Pause{Reason: "token"}},
				{Paused: &domain.Pause{Reason: "payment"}},
				{Templates: "antwort_bereit_mit_einem_langen_namen"},
				{Hooks: strings.Repeat("lang ", 40)},
				{ClockAhead: 7200},
				{ClockAhead: -7200},
			} {
				r := newRig(t, w, 24, func(d *fakeDesk) { d.morning(); d.link.Health = h }, func(o *tui.Options) { o.Lang = lang })
				if line := strings.Split(r.screen(), "\n")[1]; strings.Contains(line, "…") {
					t.Errorf("%d %s: %q", w, lang, line)
				}
				r.checkFrame(w, 24)
			}
		}
	}
}

func TestSleptOverTheSlot(t *testing.T) {
	t.Parallel()
	r := slotRig(t, local(22, 22, 0), morning)
	r.press("enter")
	asked := r.d.asked("queue")
	r.now = local(23, 11, 0) // no timer rang meanwhile
	r.timers = nil
	r.press("j")
	r.wants("Fenster 09:00 bis 09:45 ist ohne dich vergangen", "heute 15:30")
	if r.d.asked("queue") == asked || r.d.asked("thread") == 0 {
		t.Error("nothing was read anew")
	}
	r.checkFrame(80, 24)
	r.press("m")
	r.lacks("ohne dich vergangen")
}

func TestSleptWithoutLoss(t *testing.T) {
	t.Parallel()
	r := slotRig(t, local(23, 9, 50), morning)
	r.press("enter")
	r.now = local(23, 14, 0)
	r.press("j")
	r.wants("Seit 09:50 stand hier alles still")
	r.lacks("vergangen")
}

func TestClockSetBack(t *testing.T) {
	t.Parallel()
	r := slotRig(t, local(23, 11, 50), morning)
	r.press("enter")
	r.now = local(23, 9, 30)
	r.press("j")
	r.wants("Uhr um 2 Std zurückgestellt", "Fenster bis 09:45")
}

func trueEditor(path string) (*exec.Cmd, error) { return exec.Command("true", path), nil }

func TestEditorIsNoSleep(t *testing.T) {
	t.Parallel()
	r := slotRig(t, local(23, 8, 50), morning, func(o *tui.Options) {
		o.StateDir, o.EditorCommand = t.TempDir(), trueEditor
	})
	r.press("enter", "e")
	r.now = local(23, 9, 50)
	r.send(tui.ReadBack(t.TempDir()+"/x", 1, ""))
	r.lacks("vergangen", "stand hier alles still")
}

func TestTravellingLaptop(t *testing.T) {
	t.Parallel()
	zone := "Europe/Berlin"
	r := newRig(t, 120, 24, morning, func(o *tui.Options) { o.HostZone = func() string { return zone } })
	r.lacks("Rechner")
	zone = "America/New_York"
	r.advance(time.Minute)
	r.wants("Dieser Rechner steht jetzt auf America/New_York. Alle Zeiten hier meinen weiter Europe/Berlin.", "09:13")
	r.press("m")
	r.lacks("New_York")
}

// TestFilesThatDoNotGetHere: a full disk is told, hers and the relay's.
func TestFilesThatDoNotGetHere(t *testing.T) {
	t.Parallel()
	for _, trouble := range []func(*domain.Link){
		func(l *domain.Link) { l.Files = domain.CodeDiskFull },
		func(l *domain.Link) { l.Health.FilesTrouble = domain.CodeDiskFull },
	} {
		r := newRig(t, 80, 24, func(d *fakeDesk) { d.morning(); trouble(&d.link) })
		r.wants("✗ Platte voll, nichts wird geholt")
		r.checkFrame(80, 24)
	}
}
