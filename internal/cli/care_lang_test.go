package cli

import (
	"strings"
	"testing"

	"sprechstunde/internal/config"
)

// TestCrisisCardIsGerman whatever language the screen has: who reads it is not
// the adviser, and the lines are German ones. She sees the numbers in hers.
func TestCrisisCardIsGerman(t *testing.T) {
	t.Parallel()
	care := careOf(config.Default(), "en")
	if !strings.Contains(care.Card, "Danke, dass du mir das schreibst") || !strings.Contains(care.Card, "Tag und Nacht") || strings.Contains(care.Card, "day and night") {
		t.Errorf("the card:\n%s", care.Card)
	}
	if care.Lines[0].Hours != "day and night" {
		t.Errorf("on her screen: %+v", care.Lines[0])
	}
}
