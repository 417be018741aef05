package config

import (
	"os"
	"regexp"
)

var languageLine = regexp.MustCompile(`(?m)^language:[ \t]*["']?([A-Za-z]+)`)

// Language is the setting of the language, "" if there is none: the words of
// commands are needed before the configuration is read, and also where it cannot
// be. What is wrong with the file, Load tells.
func Language(path string, env LookupEnv) string {
	if set, ok := env(EnvName("language")); ok && set != "" {
		return set
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	if found := languageLine.FindSubmatch(text); found != nil {
		return string(found[1])
	}
	return ""
}
