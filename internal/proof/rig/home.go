//go:build proof

package rig

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/freeport"
)

// The secrets of every home here. None of them may turn up anywhere else.
const (
	RelayToken  = "kanarienvogel-relay-4711-wort"
	AccessToken = fakewa.DefaultToken
	AppSecret   = fakewa.DefaultAppSecret
	VerifyToken = "kanarienvogel-verify-0815-wort"
)

// Home is a folder with a configuration: a relay in a process of its own on a
// socket in the folder, and a desk that pulls from it.
type Home struct {
	// Dir has a short name, because the path of a socket has a limit.
	Dir string
	// Hook is where the relay takes webhooks, as host:port.
	Hook string
	// API is the address of Meta's Graph API.
	API string
	// Embedded: the desk runs the relay inside itself.
	Embedded bool
	// More is added to the configuration, as YAML with keys of its own.
	More string
	// Program is run in place of the one that is shipped.
	Program string
	// Vars are more variables of the environment, NAME=value.
	Vars []string
}

// NewHome makes a home whose program talks to a pretend Meta at api. It is
// removed when the test ends.
func NewHome(tb testing.TB, api string) *Home {
	tb.Helper()
	dir, err := os.MkdirTemp("", "h")
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = os.RemoveAll(dir) })
	return HomeIn(tb, dir, api)
}

// HomeIn is NewHome in a folder of the caller's.
func HomeIn(tb testing.TB, dir, api string) *Home {
	tb.Helper()
	h := &Home{Dir: dir, Hook: freeAddress(tb), API: api}
	h.Configure(tb)
	return h
}

// Configure writes config.yaml anew from the fields of h.
func (h *Home) Configure(tb testing.TB) {
	tb.Helper()
	address := "unix:" + filepath.Join(h.Dir, "s")
	url := address
	if h.Embedded {
		url = ""
	}
	settings := fmt.Sprintf(`adviser: {name: Maja, team: Berufsberatung der Diakonie}
language: de
send: {hold: 0s}
hours: {slots: [{name: Immer, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00"}]}
relay: {url: %q, listen: %q, webhook_listen: %q, token: %s}
whatsapp: {phone_number_id: %q, business_account_id: %q, access_token: %s, app_secret: %s, verify_token: %s, api_url: %q}
%s
`, url, address, h.Hook, RelayToken, fakewa.DefaultPhoneNumberID, fakewa.DefaultBusinessAccountID, AccessToken, AppSecret, VerifyToken, h.API, h.More)
	if err := os.WriteFile(h.Path("config.yaml"), []byte(settings), 0o600); err != nil {
		tb.Fatal(err)
	}
}

// Path is that of a file in the home.
func (h *Home) Path(name string) string { return filepath.Join(h.Dir, name) }

// Env is what the program needs to find the home.
func (h *Home) Env() []string {
	return append([]string{"SPRECHSTUNDE_HOME=" + h.Dir, "LC_ALL=de_DE.UTF-8"}, h.Vars...)
}

// Command is a command of the program in this home, not started yet.
func (h *Home) Command(tb testing.TB, args ...string) *exec.Cmd {
	tb.Helper()
	return h.CommandContext(tb.Context(), tb, args...)
}

// CommandContext is Command for one that shall end before the test does.
func (h *Home) CommandContext(ctx context.Context, tb testing.TB, args ...string) *exec.Cmd {
	tb.Helper()
	program := h.Program
	if program == "" {
		program = Program(tb)
	}
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(os.Environ(), h.Env()...)
	return cmd
}

func freeAddress(tb testing.TB) string {
	tb.Helper()
	addr, err := freeport.Address()
	if err != nil {
		tb.Fatal(err)
	}
	return addr
}
