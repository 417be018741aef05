package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// english are cobra's own words.
var english = regexp.MustCompile(`(?i)\b(usage|available|flags?|default|help for|version for|global|command|accepts|received|unknown|invalid|argument|needs an)\b`)

// TestCallsSpeakGerman: whatever cobra has to say is said by us.
func TestCallsSpeakGerman(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"sned"},
		{"person", "nix"},
		{"help", "nix"},
		{"send"},
		{"files", "1", "2"},
		{"send", "1", "--foo"},
		{"send", "1", "-x"},
		{"search", "--limit"},
		{"search", "--limit", "x", "y"},
		{"person", "label", "1", "+p", "--force"},
		{"demo", "--home", "x"},
		{"answers"},
		{"files", "save"},
	} {
		c := newCall(t, "", germanEnv)
		if exit := c.app.Run(t.Context(), args); exit != exitUsage {
			t.Errorf("%q: exit status %d", args, exit)
		}
		if word := english.FindString(c.err.String()); word != "" {
			t.Errorf("%q is answered with %q:\n%s", args, word, c.err.String())
		}
	}
	app := &App{texts: german()}
	every(app.root(), func(cmd *cobra.Command) {
		if cmd.Name() == "completion" || cmd.HasParent() && cmd.Parent().Name() == "completion" {
			return
		}
		page := cmd.UsageString()
		for _, word := range []string{"Usage", "Available", "help for", "[flags]", "Flags:", "(default"} {
			if strings.Contains(page, word) {
				t.Errorf("%s says %q:\n%s", cmd.CommandPath(), word, page)
			}
		}
		if !strings.Contains(page, cmd.CommandPath()) {
			t.Errorf("%s does not say how it is called:\n%s", cmd.CommandPath(), page)
		}
	})
}

func every(cmd *cobra.Command, do func(*cobra.Command)) {
	do(cmd)
	for _, c := range cmd.Commands() {
		every(c, do)
	}
}

// TestCallsSpeakTheConfiguredLanguage: what a command says about itself comes in
// the language of the configuration, not in that of the system.
func TestCallsSpeakTheConfiguredLanguage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "config.yaml"), []byte("# language: en\nadviser: {name: Maja}\nlanguage: \"de\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"--home", dir, "sned"}, {"person", "nix", "--home=" + dir}} {
		c := newCall(t, "", map[string]string{"LANG": "en_GB.UTF-8"})
		if exit := c.app.Run(t.Context(), args); exit != exitUsage || english.MatchString(c.err.String()) {
			t.Errorf("%q ends with %d: %s", args, exit, c.err.String())
		}
	}
}
