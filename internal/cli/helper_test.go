package cli

import (
	"sprechstunde/internal/domain"
	"sprechstunde/internal/i18n"
)

func german() *i18n.Texts { return i18n.For(i18n.German) }

var allKinds = []domain.Kind{
	domain.KindText, domain.KindImage, domain.KindVideo, domain.KindAudio, domain.KindVoice, domain.KindDocument,
	domain.KindSticker, domain.KindLocation, domain.KindContacts, domain.KindButton, domain.KindList, domain.KindForm,
	domain.KindPermission, domain.KindOrder, domain.KindSystem, domain.KindWelcome, domain.KindCall, domain.KindTemplate,
	domain.KindUnsupported, domain.KindUnknown, domain.KindError,
}

var allStatuses = []domain.Status{
	domain.StatusQueued, domain.StatusParked, domain.StatusReturned, domain.StatusSending, domain.StatusUnknown, domain.StatusAccepted, domain.StatusSent,
	domain.StatusDelivered, domain.StatusRead, domain.StatusPlayed, domain.StatusFailed,
}
