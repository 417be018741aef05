package tui

import (
	"sprechstunde/internal/i18n"
)

// hoursActions are what can be done about the adviser's hours.
func hoursActions() []action {
	return []action{
		{id: "crisis", ctx: ctxReading, keys: []string{"!"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Hours.Crisis }, why: whyNoChat, do: (*Model).toggleCrisis},
	}
}
