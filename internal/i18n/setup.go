package i18n

// SetupTexts is filled by its own file.
type SetupTexts struct{}

var (
	setupDE SetupTexts
	setupEN SetupTexts
)
