package domain_test

import (
	"strings"
	"testing"

	"sprechstunde/internal/domain"
)

func TestThanks(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"danke", "Danke!", "danke!!", "dankeee", "DANKE", "danke 🙏", "ok danke dir 🙏", "vielen lieben dank", "Vielen Dank für die schnelle Antwort!",
		"thx", "THX!!", "thank you so much", "thanks a lot", "passt, merci", "Dankeschön", "dankeschoen", "dankescho\u0308n", "Super, vielen Dank!",
		"alles klar danke", "perfekt danke", "ok\n\ndanke", "Danke Maja!", "ok danke dir maja 😊", "tausend dank ❤️❤️", "danke, schönen Abend noch", "Danke, LG",
		"danke, schönes wochenende", "danke dir, bis bald", "dank dir", "❤️ danke", "das ist lieb danke", "ty", "danke für die Infos", "Danke für den Link!",
	} {
		if !domain.Thanks(text, "Maja", "") {
			t.Errorf("%q is a thank-you", text)
		}
	}
	for _, text := range []string{
		"", " ", "🙏", "ok", "okay", "ja", "ja danke", "gerne, danke", "nein danke", "danke, nein", "danke?", "Danke! Und wann?", "danke，wann？",
		"danke, aber ich habe noch eine Frage", "danke, ich komme am Montag", "Danke, wo finde ich das", "danke ich hab mich beworben", "ok bis Montag",
		"danke Lena", "danke 👍 14 Uhr passt", "danke, hab noch nichts bekommen", "kein Dank nötig, ich will sterben", "danke, ich kann nicht mehr",
		"passt", "super", "hallo", "danke für nichts", "no thanks", "danke ❓", "vielen dank " + strings.Repeat("danke ", 100), "\xff", "danke \xff gestern",
	} {
		if domain.Thanks(text, "Maja") {
			t.Errorf("%q is more than a thank-you", text)
		}
	}
	if domain.Thanks("Maja", "Maja") {
		t.Error("a name alone thanks nobody")
	}
}
