package i18n_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

// TestFilesAreNamed: every type and every reason for a loss has its words, in the
// order of the source, so that a new one fails here.
func TestFilesAreNamed(t *testing.T) {
	t.Parallel()
	types, losses := words[domain.FileType](t, "../domain/file.go", "File"), words[domain.LossReason](t, "../domain/file.go", "Loss")
	states := map[domain.FileType]bool{"": true, "fetched": true, "here": true, "lost": true}
	if len(types) < 15 || len(losses) < 9 {
		t.Fatalf("found only %d types and %d reasons", len(types), len(losses))
	}
	for _, lang := range []string{i18n.German, i18n.English} {
		files := i18n.For(lang).Screen.Files
		for _, k := range types {
			if !states[k] && files.Types[string(k)] == "" {
				t.Errorf("%s: no words for the type %q", lang, k)
			}
		}
		for _, r := range losses {
			if r != domain.LossNone && files.Loss[string(r)] == "" {
				t.Errorf("%s: no words for the reason %q", lang, r)
			}
		}
	}
	got := i18n.For(i18n.German).Errors.Sentence(domain.CodeFileLost, string(domain.LossEmpty))
	if want := "Die Datei ist verloren: sie ist leer (0 Bytes). Bitte die Person, sie noch einmal zu schicken."; got != want {
		t.Errorf("got %q", got)
	}
	got = i18n.For(i18n.English).Errors.Sentence(domain.CodeAskFirst, string(domain.FileOffice))
	if want := "This file is not opened just like that (Office file). Save it, or open it on purpose."; got != want {
		t.Errorf("got %q", got)
	}
}

// TestProgramsAreNamed: who lacks a program learns of one, and what goes without.
func TestProgramsAreNamed(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"files.open": "xdg-utils", "files.play": "mpv", "voice.record": "ffmpeg", "voice.transcribe": "whisper.cpp", "": "Installiere eins",
	} {
		if got := i18n.For(i18n.German).Errors.Sentence(domain.CodeNoTool, key); !strings.Contains(got, want) || !strings.Contains(got, key) {
			t.Errorf("%s: %q", key, got)
		}
	}
}
