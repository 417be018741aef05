package cli

import (
	"context"
	"errors"
	"runtime"
	"testing"
)

func TestDoctorOfTheTerminal(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		return // other systems need no locale for UTF-8
	}
	for name, tc := range map[string]struct {
		env   map[string]string
		state string
		words []string
	}{
		"all colours": {map[string]string{"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "de_DE.UTF-8"}, stateOK, []string{"alle Farben", "emoji: auto"}},
		"256":         {map[string]string{"TERM": "xterm-256color", "LC_ALL": "de_DE.utf8"}, stateOK, []string{"256 Farben"}},
		"no colour":   {map[string]string{"TERM": "xterm-256color", "NO_COLOR": "1", "LANG": "de_DE.UTF-8"}, stateOK, []string{"NO_COLOR"}},
		"dumb":        {map[string]string{"TERM": "dumb", "LANG": "de_DE.UTF-8"}, stateWarn, []string{"TERM=dumb", "sprechstunde inbox"}},
		"none":        {map[string]string{"LANG": "de_DE.UTF-8"}, stateOK, []string{"nicht in ein Terminal"}},
		"Latin-1":     {map[string]string{"TERM": "xterm", "LANG": "de_DE"}, stateWarn, []string{"UTF-8"}},
		"no locale":   {map[string]string{"TERM": "xterm"}, stateWarn, []string{"UTF-8"}},
	} {
		v := doctorOf(newCall(t, "", tc.env), nil).lookTerminal(t.Context())
		expect(t, finding{ID: name, State: v.state, What: v.what, Action: optional(v.action)}, tc.state, tc.words...)
	}
}

func TestDoctorOfTmux(t *testing.T) {
	t.Parallel()
	gone := errors.New("no such option")
	for name, tc := range map[string]struct {
		clipboard, pass string
		err, passErr    error
		state           string
	}{
		"on":                {clipboard: "on", pass: "off", state: stateOK},
		"passed through":    {clipboard: "external", pass: "all", state: stateOK},
		"the usual":         {clipboard: "external", pass: "off", state: stateWarn},
		"before the option": {clipboard: "external", passErr: gone, state: stateOK},
		"silent":            {err: gone, state: stateWarn},
	} {
		d := doctorOf(newCall(t, "", map[string]string{"TMUX": "/tmp/tmux-1/default,1,0"}), nil)
		d.tmux = func(_ context.Context, option string) (string, error) {
			if option == "set-clipboard" {
				return tc.clipboard, tc.err
			}
			return tc.pass, tc.passErr
		}
		if v := d.lookTmux(t.Context()); v.state != tc.state || (v.state == stateWarn) != (v.action != "") {
			t.Errorf("%s: %+v", name, v)
		}
	}
	if v := doctorOf(newCall(t, "", nil), nil).lookTmux(t.Context()); v != (verdict{}) {
		t.Errorf("outside tmux: %+v", v)
	}
}
