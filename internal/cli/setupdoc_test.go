package cli

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"sprechstunde/internal/config"
	"sprechstunde/internal/i18n"
)

var setupDocs = map[string]string{i18n.German: "setup.de.md", i18n.English: "setup.en.md"}

// fence is one block of code with its language.
type fence struct{ lang, text string }

// document is a page as the tests see it.
type document struct {
	whole    string
	headings []string // their marks only: #, ##, …
	titles   []string
	fences   []fence
	spans    []string // code within lines
}

var codeSpan = regexp.MustCompile("`([^`]+)`")

func readDocument(t *testing.T, name string) document {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", name))
	if err != nil {
		t.Fatal(err)
	}
	d := document{whole: string(text)}
	var open *fence
	for line := range strings.Lines(d.whole) {
		trimmed := strings.TrimSpace(line)
		lang, isFence := strings.CutPrefix(trimmed, "```")
		switch {
		case isFence && open == nil:
			open = &fence{lang: lang}
		case isFence:
			d.fences, open = append(d.fences, *open), nil
		case open != nil:
			open.text += line
		case strings.HasPrefix(line, "#"):
			marks, title, _ := strings.Cut(trimmed, " ")
			d.headings, d.titles = append(d.headings, marks), append(d.titles, title)
		default:
			for _, m := range codeSpan.FindAllStringSubmatch(line, -1) {
				d.spans = append(d.spans, m[1])
			}
		}
	}
	if open != nil {
		t.Fatalf("%s: a block of code is never closed", name)
	}
	return d
}

// commandsOf lists every call of our program in a page.
func (d document) commandsOf() []string {
	var lines []string
	for _, f := range d.fences {
		lines = append(lines, strings.Split(f.text, "\n")...)
	}
	var calls []string
	for _, line := range slices.Concat(lines, d.spans) {
		line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "ExecStart=%h/.local/bin/"))
		if line == "sprechstunde" || strings.HasPrefix(line, "sprechstunde ") {
			calls = append(calls, line)
		}
	}
	return calls
}

func TestSetupDocsCallCommandsThatExist(t *testing.T) {
	t.Parallel()
	for lang, name := range setupDocs {
		c := newCall(t, "", nil)
		c.app.texts = i18n.For(lang)
		calls := readDocument(t, name).commandsOf()
		if len(calls) < 8 {
			t.Fatalf("%s: only %d calls were found: %v", name, len(calls), calls)
		}
		for _, call := range calls {
			cmd, rest, err := c.app.root().Find(strings.Fields(call)[1:])
			if err != nil {
				t.Errorf("%s: %s: %v", name, call, err)
				continue
			}
			if err := cmd.ParseFlags(rest); err != nil {
				t.Errorf("%s: %s: %v", name, call, err)
			}
			if len(cmd.Flags().Args()) > 0 {
				t.Errorf("%s: %s: what is %v?", name, call, cmd.Flags().Args())
			}
		}
	}
}

// TestDocsNameKeysThatExist loads every block of our configuration and looks up
// every key in the text.
func TestDocsNameKeysThatExist(t *testing.T) {
	t.Parallel()
	for _, name := range slices.AppendSeq(slices.Collect(maps.Values(setupDocs)), maps.Values(guides)) {
		d := readDocument(t, name)
		blocks := 0
		for _, f := range d.fences {
			if f.lang != "yaml" {
				continue
			}
			blocks++
			path := filepath.Join(t.TempDir(), "config.yaml")
			put(t, path, f.text)
			if _, err := config.Load(config.LoadOptions{Path: path}); err != nil {
				t.Errorf("%s: %v in\n%s", name, err, f.text)
			}
		}
		if blocks == 0 {
			t.Errorf("%s shows no configuration", name)
		}
		groups := map[string]bool{}
		for _, key := range config.Keys() {
			if group, _, inGroup := strings.Cut(key, "."); inGroup {
				groups[group] = true
			}
		}
		named := 0
		for _, span := range d.spans {
			group, _, dotted := strings.Cut(span, ".")
			if !dotted || !groups[group] {
				continue
			}
			named++
			if !slices.Contains(config.Keys(), span) {
				t.Errorf("%s names %s, which is no key", name, span)
			}
		}
		if named == 0 {
			t.Errorf("%s names no key", name)
		}
	}
}

func TestSetupDocsAgree(t *testing.T) {
	t.Parallel()
	de, en := readDocument(t, setupDocs[i18n.German]), readDocument(t, setupDocs[i18n.English])
	if diff := cmp.Diff(de.headings, en.headings); diff != "" {
		t.Errorf("headings differ (-de +en):\n%s", diff)
	}
	langs := func(d document) (all []string) {
		for _, f := range d.fences {
			all = append(all, f.lang)
		}
		return all
	}
	if diff := cmp.Diff(langs(de), langs(en)); diff != "" {
		t.Errorf("blocks of code differ (-de +en):\n%s", diff)
	}
	if diff := cmp.Diff(de.commandsOf(), en.commandsOf()); diff != "" {
		t.Errorf("calls of the program differ (-de +en):\n%s", diff)
	}
	for i, f := range de.fences {
		if f.lang == "ini" || f.lang == "xml" {
			if diff := cmp.Diff(f.text, en.fences[i].text); diff != "" {
				t.Errorf("the files for the service differ (-de +en):\n%s", diff)
			}
		}
	}
}

// TestSetupDocsSayWhatTheProgramSays holds pages, wizard and doctor together.
func TestSetupDocsSayWhatTheProgramSays(t *testing.T) {
	t.Parallel()
	quotes := map[string]*regexp.Regexp{i18n.German: regexp.MustCompile(`„([^“]+)“\)`), i18n.English: regexp.MustCompile(`“([^”]+)”\)`)}
	for lang, name := range setupDocs {
		d := readDocument(t, name)
		for _, field := range webhookFields {
			if !slices.Contains(d.spans, field) {
				t.Errorf("%s does not name the field %s", name, field)
			}
		}
		listen := config.Default().Relay
		for _, address := range []string{listen.WebhookListen + webhookPath, listen.Listen} {
			if !strings.Contains(d.whole, address) {
				t.Errorf("%s does not name %s", name, address)
			}
		}
		title := quotes[lang].FindStringSubmatch(i18n.For(lang).Setup.Doctor.RelayIdleDo)
		if title == nil || !slices.Contains(d.titles, title[1]) {
			t.Errorf("doctor sends to a chapter %v that %s has not", title, name)
		}
	}
}

// TestOnlyTheWebhookIsLedOutside reads the snippets that open a way from the
// internet: none may lead to the private interface.
func TestOnlyTheWebhookIsLedOutside(t *testing.T) {
	t.Parallel()
	for _, name := range setupDocs {
		ways := 0
		for _, f := range readDocument(t, name).fences {
			if !strings.Contains(f.text, "tailscale funnel") && !strings.Contains(f.text, "ingress:") && !strings.Contains(f.text, "reverse_proxy") {
				continue
			}
			ways++
			if strings.Contains(f.text, "8788") || !strings.Contains(f.text, "127.0.0.1:8787") || !strings.Contains(f.text, "/webhook") {
				t.Errorf("%s: this leads elsewhere:\n%s", name, f.text)
			}
			if f.lang == "yml" {
				var tunnel struct{ Ingress []map[string]string }
				if err := yaml.Unmarshal([]byte(f.text), &tunnel); err != nil || len(tunnel.Ingress) != 2 || tunnel.Ingress[1]["service"] != "http_status:404" {
					t.Errorf("%s: the tunnel has %v, %v", name, tunnel.Ingress, err)
				}
			}
		}
		if ways != 3 {
			t.Errorf("%s shows %d ways to a public address", name, ways)
		}
	}
}
