package safego_test

import (
	"errors"
	"strings"
	"testing"

	"sprechstunde/internal/safego"
)

func TestPanicBecomesAnErrorWithoutItsValue(t *testing.T) {
	t.Parallel()
	var got error
	<-safego.Go("the loop", func(err error) { got = err }, func() { panic("hallo ich bin Samira") })
	var p *safego.PanicError
	if !errors.As(got, &p) {
		t.Fatalf("got %v", got)
	}
	if strings.Contains(got.Error(), "Samira") || !strings.Contains(got.Error(), "the loop") {
		t.Errorf("bad text: %s", got)
	}
	if len(p.Stack) == 0 {
		t.Error("no stack")
	}
}

func TestRuntimeErrorsAreQuoted(t *testing.T) {
	t.Parallel()
	var list []int
	err := safego.Run("x", func() { _ = list[len(list)] })
	if err == nil || !strings.Contains(err.Error(), "index out of range") {
		t.Errorf("got %v", err)
	}
}

func TestNoPanicNoError(t *testing.T) {
	t.Parallel()
	called := false
	<-safego.Go("x", func(error) { called = true }, func() {})
	if called || safego.Run("x", func() {}) != nil {
		t.Error("an error out of nothing")
	}
}
