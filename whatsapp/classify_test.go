package whatsapp_test

import (
	"regexp"
	"slices"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

func TestClassify(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]struct {
		class whatsapp.Class
		pause string
	}{
		190:     {whatsapp.ClassStop, "token"},
		3:       {whatsapp.ClassStop, "permission"},
		10:      {whatsapp.ClassStop, "permission"},
		200:     {whatsapp.ClassStop, "permission"},
		230:     {whatsapp.ClassStop, "permission"},
		299:     {whatsapp.ClassStop, "permission"},
		131005:  {whatsapp.ClassStop, "permission"},
		33:      {whatsapp.ClassStop, "number"},
		133010:  {whatsapp.ClassStop, "number"},
		131045:  {whatsapp.ClassStop, "number"},
		131037:  {whatsapp.ClassStop, "number"},
		131031:  {whatsapp.ClassStop, "account"},
		368:     {whatsapp.ClassStop, "account"},
		130497:  {whatsapp.ClassStop, "account"},
		131048:  {whatsapp.ClassStop, "account"},
		131042:  {whatsapp.ClassStop, "payment"},
		2:       {whatsapp.ClassPause, "service"},
		131016:  {whatsapp.ClassPause, "service"},
		131057:  {whatsapp.ClassPause, "service"},
		133004:  {whatsapp.ClassPause, "service"},
		4:       {whatsapp.ClassPause, "throughput"},
		80007:   {whatsapp.ClassPause, "throughput"},
		130429:  {whatsapp.ClassPause, "throughput"},
		131056:  {whatsapp.ClassPair, ""},
		131047:  {whatsapp.ClassWindow, ""},
		131026:  {whatsapp.ClassFail, ""},
		131000:  {whatsapp.ClassFail, ""},
		1:       {whatsapp.ClassFail, ""},
		100:     {whatsapp.ClassFail, ""},
		131049:  {whatsapp.ClassFail, ""},
		131050:  {whatsapp.ClassFail, ""},
		132015:  {whatsapp.ClassFail, ""},
		138006:  {whatsapp.ClassFail, ""},
		2388293: {whatsapp.ClassFail, ""},
		199:     {whatsapp.ClassFail, ""},
		300:     {whatsapp.ClassFail, ""},
		999999:  {whatsapp.ClassFail, ""},
		-1:      {whatsapp.ClassFail, ""},
	} {
		f := domain.Failure{Code: code, Title: "title"}
		if got := whatsapp.Classify(f); got != want.class {
			t.Errorf("%d: class %q, want %q", code, got, want.class)
		}
		if got := whatsapp.PauseReason(f); got != want.pause {
			t.Errorf("%d: pause %q, want %q", code, got, want.pause)
		}
	}
}

// Code 0 is a bad token if Graph says it; a failure without any words is our
// own, of a send that nobody has answered, and must not stop the queue.
func TestCodeZero(t *testing.T) {
	t.Parallel()
	if got := whatsapp.Classify(domain.Failure{Title: "AuthException"}); got != whatsapp.ClassStop {
		t.Errorf("from Graph: %q", got)
	}
	if got := whatsapp.Classify(domain.Failure{}); got != whatsapp.ClassFail {
		t.Errorf("our own: %q", got)
	}
}

func TestExactlyStopAndPauseHaveAReason(t *testing.T) {
	t.Parallel()
	known := []string{"token", "permission", "account", "payment", "throughput", "service", "number"}
	for _, code := range append(whatsapp.Codes(), 250, 138001, 147001, 2388001) {
		f := domain.Failure{Code: code, Title: "x"}
		class := whatsapp.Classify(f)
		pauses := class == whatsapp.ClassStop || class == whatsapp.ClassPause
		if reason := whatsapp.PauseReason(f); pauses != slices.Contains(known, reason) {
			t.Errorf("%d: class %q with reason %q", code, class, reason)
		}
	}
}

var digits = regexp.MustCompile(`\d{3}`)

func TestExplainHasWordsForEveryCode(t *testing.T) {
	t.Parallel()
	failures := []domain.Failure{{}, {Code: 424242, Title: "x"}, {Code: 207, Title: "x"}, {Code: 138006}, {Code: 147003}, {Code: 2388293}}
	for _, code := range whatsapp.Codes() {
		failures = append(failures, domain.Failure{Code: code, Title: "Some (#131047) English title", Details: "details"})
	}
	for _, f := range failures {
		de, en := whatsapp.Explain(f, "de"), whatsapp.Explain(f, "en")
		for lang, a := range map[string]whatsapp.Advice{"de": de, "en": en} {
			if len(a.Reason) < 20 || len(a.Action) < 20 {
				t.Errorf("%d in %s: %+v", f.Code, lang, a)
			}
			if digits.MatchString(a.Reason + a.Action) {
				t.Errorf("%d in %s has a code number in it", f.Code, lang)
			}
			if a.Class != whatsapp.Classify(f) {
				t.Errorf("%d in %s: class %q", f.Code, lang, a.Class)
			}
		}
		if de.Reason == en.Reason || de.Action == en.Action {
			t.Errorf("%d: German and English are the same", f.Code)
		}
	}
}

func TestExplainFallsBackToEnglish(t *testing.T) {
	t.Parallel()
	f := domain.Failure{Code: 131047}
	if whatsapp.Explain(f, "fr") != whatsapp.Explain(f, "en") {
		t.Error("French is not English")
	}
	if whatsapp.Explain(f, "de").Class != whatsapp.ClassWindow {
		t.Error("the class got lost")
	}
}
