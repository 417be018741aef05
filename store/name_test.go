package store_test

import (
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

func (f *fixture) name(ref, name string, source domain.NameSource) {
	f.t.Helper()
	f.check(f.SetName(f.t.Context(), f.find(ref).ID, name, source))
}

func TestSetName(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(person("+491", "DE.1", "🌸"), "w1", "hallo", 0))
	type named struct {
		Name   string
		Source domain.NameSource
	}
	is := func(what string, want named) {
		t.Helper()
		c := f.find("DE.1").Contact
		if diff := cmp.Diff(want, named{c.Name, c.NameSource}); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	f.name("DE.1", " Luca ", domain.NameSaid)
	is("said", named{"Luca", domain.NameSaid})
	f.take(says(person("+491", "DE.1", "Anderer"), "w2", "ich heiße jetzt anders", 5))
	is("another profile", named{"Luca", domain.NameSaid})
	f.name("DE.1", "Luca Öztürk", domain.NameConfirmed)
	f.take(says(person("+491", "DE.1", "Dritter"), "w3", "und wieder", 6))
	is("confirmed", named{"Luca Öztürk", domain.NameConfirmed})
	if c := f.find("luca oezt"); c.Contact.Name != "Luca Öztürk" {
		t.Errorf("found %+v", c)
	}
	if _, err := f.FindChat(t.Context(), "Dritter"); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("still found by the profile: %v", err)
	}
	f.name("DE.1", "  ", domain.NameConfirmed)
	is("back to the profile", named{"Dritter", domain.NameProfile})
	f.name("DE.1", "", domain.NameUnknown)
	is("twice", named{"Dritter", domain.NameProfile})
	if c := f.find("dritter"); c.Contact.Name != "Dritter" {
		t.Errorf("not found by the profile: %+v", c)
	}
	f.take(says(person("+492", "DE.2", ""), "w4", "ohne Profil", 7))
	f.name("DE.2", "Tom", domain.NameSaid)
	f.name("DE.2", "", domain.NameSaid)
	if c := f.find("DE.2").Contact; c.Name != "" || c.NameSource != domain.NameUnknown {
		t.Errorf("nobody: %+v", c)
	}
	for _, source := range []domain.NameSource{domain.NameProfile, domain.NameUnknown, "x"} {
		if err := f.SetName(t.Context(), f.find("DE.1").ID, "Luca", source); err == nil {
			t.Errorf("a name from source %q was taken", source)
		}
	}
	if err := f.SetName(t.Context(), 99, "Luca", domain.NameSaid); domain.CodeOf(err) != domain.CodeNotFound {
		t.Error(err)
	}
}

func TestNamesOfMergedContacts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		old, home domain.NameSource // home is the contact that stays, "" for only a profile
		want      string
	}{
		{"neither", "", "", "Neu"},
		{"said beats profile", domain.NameSaid, "", "alt"},
		{"said stays", "", domain.NameSaid, "heim"},
		{"confirmed beats said", domain.NameConfirmed, domain.NameSaid, "alt"},
		{"confirmed stays", domain.NameSaid, domain.NameConfirmed, "heim"},
		{"the newer of two confirmed", domain.NameConfirmed, domain.NameConfirmed, "alt"},
		{"the newer of two said", domain.NameSaid, domain.NameSaid, "alt"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := open(t)
			f.take(says(person("+491", "", "Profil"), "w1", "eins", 0), says(person("", "DE.1", "Profil"), "w2", "zwei", 1))
			if tt.home != "" {
				f.name("+491", "heim", tt.home)
			}
			f.now = f.now.Add(time.Second)
			if tt.old != "" {
				f.name("DE.1", "alt", tt.old)
			}
			f.take(says(person("+491", "DE.1", "Neu"), "w3", "drei", 2))
			if c := f.find("DE.1").Contact; c.Name != tt.want {
				t.Errorf("%q from %q", c.Name, c.NameSource)
			}
			if c := f.find(tt.want); c.Contact.Phone != "+491" {
				t.Errorf("found %+v", c)
			}
		})
	}
}

// The name was given to whoever wrote these messages, not to the contact that
// held them by mistake.
func TestNameGoesWithTheMessages(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(domain.Reported{WAMID: "x", Status: domain.StatusSent, Recipient: person("+491", "DE.2", ""), At: at(10 * day)})
	f.take(says(person("+491", "", "L."), "w1", "hallo", 5*day))
	f.name("DE.2", "Lena", domain.NameConfirmed)
	f.take(domain.Reported{WAMID: "y", Status: domain.StatusSent, Recipient: person("+491", "DE.1", ""), At: at(1 * day)})
	if c := f.find("DE.1").Contact; c.Name != "Lena" || c.NameSource != domain.NameConfirmed {
		t.Errorf("contact = %+v", c)
	}
	f.take(says(person("", "DE.2", "Tom"), "w2", "jetzt ich", 20*day))
	if c := f.find("DE.2").Contact; c.Name != "Tom" || c.NameSource != domain.NameProfile {
		t.Errorf("the other one = %+v", c)
	}
}

func TestFindChatPrefersTheWholeName(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(
		says(person("+491", "", "Lena Marie"), "w1", "x", 0), says(person("+492", "", "Lena"), "w2", "x", 0),
		says(person("+493", "", "Lenart"), "w3", "x", 0),
	)
	if c := f.find("lena"); c.Contact.Phone != "+492" {
		t.Errorf("found %+v", c.Contact)
	}
	f.name("+493", "Lena", domain.NameSaid)
	if _, err := f.FindChat(t.Context(), "Lena"); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("two of that name: %v", err)
	}
}

func TestOtherNames(t *testing.T) {
	t.Parallel()
	f := open(t)
	for i, name := range []string{
		"Samira", "Jülïa Groß", "Anna-Lena", "Mehmet🌸", "Noah_07", "Ana", "O'Neil", "Tom (Azubi)", "ÖZGÜR", "Samira Weber", "",
	} {
		phone := "+4915" + string(rune('a'+i))
		f.take(says(person("", "DE."+phone, name), "w"+phone, "hallo", i))
	}
	samiras := f.find("DE.+4915a").ID
	asked := []string{
		"Julia", "jülia", "JUELIA GROSS", "Groß", "Anna", "Anna-Lena", "Lena", "Mehmet", "Meh", "Noah", "Ana", "An", "O", "O'Neil",
		"Tom", "Özgür", "Oezguer", "Samira", "", " ", "%", "Tom (",
	}
	want := map[string]bool{
		"Julia": true, "jülia": true, "JUELIA GROSS": true, "Anna-Lena": true, "Mehmet": true, "Noah": true, "Ana": true,
		"O'Neil": true, "Tom": true, "Özgür": true, "Oezguer": true, "Samira": true,
	}
	got, err := f.OtherNames(t.Context(), samiras, asked)
	f.check(err)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	f.name("Samira Weber", "Weber", domain.NameConfirmed)
	if got, err := f.OtherNames(t.Context(), samiras, []string{"Samira"}); err != nil || got["Samira"] {
		t.Errorf("her own name: %v %v", got, err)
	}
	if got, err := f.OtherNames(t.Context(), 999, []string{"Samira"}); err != nil || !got["Samira"] {
		t.Errorf("from no chat: %v %v", got, err)
	}
}

// A chat may hold nothing but an echo of ours, which goes when it turns out to
// be of our own send; name and reminder stay.
func TestWhatHangsOnAnEchoStays(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.now = at(10)
	f.take(typed(samira, "w9", "Hallo", 9))
	f.name(samira.Phone, "Samira W.", domain.NameConfirmed)
	f.check(f.SetLater(t.Context(), f.find(samira.Phone).ID, at(60)))
	f.send("u1", "Hallo")
	f.result(domain.SendResult{UUID: "u1", State: domain.SendAccepted, WAMID: "w9", At: at(10)})
	th := f.thread(samira.Phone)
	if len(th.Messages) != 1 || th.Messages[0].UUID != "u1" || th.Chat.Contact.Name != "Samira W." || th.Chat.State != domain.ChatOpen {
		t.Errorf("thread = %+v", th)
	}
	f.take(says(person(samira.Phone, samira.UserID, "Profil"), "w1", "ja?", 20))
	if c := f.find("samira w."); c.Contact.NameSource != domain.NameConfirmed || c.State != domain.ChatWaiting {
		t.Errorf("chat = %+v", c)
	}
}
