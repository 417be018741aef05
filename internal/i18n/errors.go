package i18n

// ErrorTexts is filled by its own file.
type ErrorTexts struct{}

var (
	errorsDE ErrorTexts
	errorsEN ErrorTexts
)
