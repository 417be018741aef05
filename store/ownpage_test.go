package store_test

import (
	"reflect"
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

func TestOwnPage(t *testing.T) {
	t.Parallel()
	s := open(t)
	if p, err := s.OwnPage(t.Context()); err != nil || !p.At.IsZero() {
		t.Fatalf("before anything was heard: %+v, %v", p, err)
	}
	for _, quality := range []string{"GREEN", "RED"} {
		want := domain.OwnPage{
			Number:  domain.Number{Quality: quality, Problems: []domain.NumberProblem{}},
			Profile: domain.Profile{About: "ü", Websites: []string{"https://a.example"}}, At: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC),
		}
		if err := s.SetOwnPage(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		if got, err := s.OwnPage(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, want %+v: %v", got, want, err)
		}
	}
}
