//go:build unix

package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sprechstunde/internal/config"
)

func TestOwnBellLearnsNothing(t *testing.T) {
	t.Parallel()
	out := filepath.Join(t.TempDir(), "env")
	env := append(os.Environ(), "SPRECHSTUNDE_WHATSAPP_ACCESS_TOKEN=geheim", "OTHER=bleibt")
	if err := callOut(t.Context(), config.Notify{Command: []string{"sh", "-c", `env > "$0"; echo "$#" >> "$0"`, out}}, env); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(raw); strings.Contains(got, "geheim") || !strings.Contains(got, "OTHER=bleibt") || !strings.HasSuffix(got, "\n0\n") {
		t.Errorf("the program learns:\n%s", got)
	}
	for _, command := range [][]string{nil, {"/gibt/es/nicht"}, {"false"}} {
		if callOut(t.Context(), config.Notify{Command: command}, env) == nil {
			t.Errorf("%v: no error", command)
		}
	}
}
