package prepared

import (
	"embed"
	"strings"

	"sprechstunde/internal/domain"
)

//go:embed starter/*.yaml
var starters embed.FS

// Starter returns the answers a new installation begins with, in the language
// of the screen: German unless lang begins with "en". The keys are the same in
// both. The files are part of the program and tested to have no mistakes.
func Starter(lang string) []domain.Answer {
	file := "starter/de.yaml"
	if strings.HasPrefix(strings.ToLower(lang), "en") {
		file = "starter/en.yaml"
	}
	text, err := starters.ReadFile(file)
	if err != nil {
		panic(err) // the file is compiled in under this very name
	}
	answers, _ := ReadYAML(text)
	return answers
}
