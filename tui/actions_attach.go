package tui

import "sprechstunde/internal/i18n"

// attachActions are for sending more than text.
func attachActions() []action {
	return []action{
		{id: "attach", ctx: ctxCompose, keys: []string{"ctrl+b"}, footer: 7, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Attach.Attach }, why: whyAttach, do: (*Model).openAttach},
		{id: "detach", ctx: ctxCompose, keys: []string{"ctrl+x"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Attach.Detach }, why: whyDetach, do: (*Model).detach},
		{id: "put_notice", ctx: ctxCompose, keys: []string{"ctrl+g"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Data.Notice }, why: whyNotice, do: (*Model).putNotice},
		{id: "as_document", ctx: ctxCompose, keys: []string{"ctrl+d"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Attach.AsDocument }, why: whyAsDocument, do: (*Model).asDocument},
		{id: "attach_reading", ctx: ctxReading, keys: []string{"ctrl+b"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Attach.Attach }, why: whyAttach, do: (*Model).openAttach},
		{id: "place", ctx: ctxReading, keys: []string{"O"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Attach.Place }, why: whyPlace, do: (*Model).askPlace},
		{id: "card", ctx: ctxReading, keys: []string{"C"}, text: func(t *i18n.ActionTexts) i18n.ActionText { return t.Attach.Card }, why: whyCard, do: (*Model).askCard},
	}
}
