package store_test

import (
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"sprechstunde/internal/domain"

	"github.com/google/go-cmp/cmp"
)

func (f *fixture) consents(ref string) domain.ConsentLog {
	f.t.Helper()
	log, err := f.Consents(f.t.Context(), f.find(ref).ID)
	f.check(err)
	return log
}

// kinds are the kinds of a log in their order.
func kinds(log domain.ConsentLog) string {
	var out []string
	for _, c := range log {
		out = append(out, string(c.Kind))
	}
	return strings.Join(out, " ")
}

// TestStopWordsAreKept with their message as proof, also when another copy of
// that message is the one that counts, and go where the message goes.
func TestStopWordsAreKept(t *testing.T) {
	t.Parallel()
	f := two(t)
	stop := says(person("", "DE.2", "Lena K."), "w9", "Stopp!", 30)
	f.take(stop)
	f.take(stop, says(person("", "DE.2", ""), "w10", "Start", 40), says(person("", "DE.2", ""), "w11", "stopp mal", 50))
	log := f.consents("DE.2")
	if kinds(log) != "stop start" || log.Stopped() || log[0].Proof != "w9" || log[0].Wording != "Stopp!" || !log[0].At.Equal(at(30)) {
		t.Errorf("log %+v", log)
	}
	f.take(says(person("", "DE.2", ""), "w12", "abmelden", 60))
	f.merge("DE.2", "+491")
	if log := f.consents("+491"); kinds(log) != "stop start stop" || !log.Stopped() {
		t.Errorf("after the merge: %s", kinds(log))
	}
	f.split("+491", domain.AliasUserID, "DE.2")
	if mine, hers := kinds(f.consents("+491")), kinds(f.consents("DE.2")); mine != "" || hers != "stop start stop" {
		t.Errorf("after the split: %q and %q", mine, hers)
	}
}

// TestStopWordsGoWithTheirMessage: what turns out to be a send of ours was no stop
// word, whichever is told first; what was entered by hand and hangs there stays.
func TestStopWordsGoWithTheirMessage(t *testing.T) {
	t.Parallel()
	for _, wordFirst := range []bool{true, false} {
		f := waiting(t)
		f.send("u1", "Hallo")
		word, accepted := says(samira, "w9", "Stopp", 1), domain.SendResult{UUID: "u1", State: domain.SendAccepted, WAMID: "w9", At: at(1)}
		if wordFirst {
			f.take(word)
			if kinds(f.consents("Samira")) != "stop" {
				t.Fatal("the word is not kept")
			}
		}
		f.check(f.AddConsent(t.Context(), f.find("Samira").ID, domain.Consent{Kind: domain.ConsentStop, Wording: "am Telefon", Channel: "phone", At: at(2)}))
		f.result(accepted)
		f.take(word)
		if log := f.consents("Samira"); len(log) != 1 || log[0].Wording != "am Telefon" {
			t.Errorf("word first %v: %+v", wordFirst, log)
		}
	}
}

// TestSwitchCounts: what a person sets in WhatsApp, also before they write.
func TestSwitchCounts(t *testing.T) {
	t.Parallel()
	notice := func(p domain.Person, event string, minute int) domain.Notice {
		return domain.Notice{Kind: domain.NoticePreference, Event: event, Subject: "marketing_messages", Person: p, At: at(minute)}
	}
	f := open(t)
	f.take(notice(person("+491", "", ""), "stop", 0), notice(person("+499", "", ""), "stop", 0))
	f.take(says(person("+491", "DE.1", "Lena"), "w1", "hallo", 10))
	if log := f.consents("+491"); !log.Stopped() || len(log) != 1 || log[0].Channel != domain.ChannelSwitch {
		t.Errorf("by number: %+v", log)
	}
	f.take(notice(person("", "DE.1", ""), "resume", 20))
	f.take(notice(person("", "DE.1", ""), "resume", 20))
	if log := f.consents("+491"); log.Stopped() || len(log) != 2 {
		t.Errorf("by id: %+v", log)
	}
}

// TestNoticeIsLoggedOnce, with the text that gave it; one that did not leave was
// not given.
func TestNoticeIsLoggedOnce(t *testing.T) {
	t.Parallel()
	f := waiting(t)
	auto := domain.AutoSent{UUID: "auto", To: toSamira, Rule: domain.AutoEvening, Text: "… https://x.example/datenschutz", WAMID: "w1", Notice: "3"}
	f.seq += 2
	said := domain.Decoded{Event: domain.Event{Seq: f.seq, Kind: domain.EventAuto, At: at(1), Auto: &auto}}
	_, err := f.TakeIn(t.Context(), domain.Batch{Instance: "one", To: f.seq, Events: []domain.Decoded{said, said}})
	f.check(err)
	log := f.consents("Samira")
	if len(log) != 1 || log[0].Kind != domain.ConsentNotice || log[0].Proof != "auto" || !log.Noticed("3") || log.Noticed("4") {
		t.Errorf("log %+v", log)
	}
	f.back("auto", domain.ReturnDate, 2)
	if log := f.consents("Samira"); len(log) != 0 {
		t.Errorf("one that came back: %+v", log)
	}
}

// TestConsentLogIsOnlyAddedTo: not even a mistake in the program changes a line.
func TestConsentLogIsOnlyAddedTo(t *testing.T) {
	t.Parallel()
	f := open(t)
	f.take(says(samira, "w1", "ja, gern", 0))
	id := f.find("Samira").ID
	given := domain.Consent{
		Kind: domain.ConsentGiven, Purpose: domain.PurposePool, Wording: "Dürfen wir dich ein Jahr lang vormerken?", Version: "2",
		Channel: domain.ChannelWhatsApp, Proof: "w1", At: at(5), Until: at(5 + 365*24*60),
	}
	f.check(f.AddConsent(t.Context(), id, given))
	f.check(f.AddConsent(t.Context(), id, domain.Consent{Kind: domain.ConsentWithdrawn, Purpose: domain.PurposePool, Channel: domain.ChannelPhone, At: at(9)}))
	log := f.consents("Samira")
	if diff := cmp.Diff(given, log[0]); diff != "" {
		t.Error(diff)
	}
	if _, live := log.Live(domain.PurposePool, at(8)); live {
		t.Error("withdrawn and live")
	}
	if domain.CodeOf(f.AddConsent(t.Context(), 999, given)) != domain.CodeNotFound {
		t.Error("a consent of nobody")
	}
	db, err := sql.Open("sqlite", "file:"+f.path)
	f.check(err)
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), `UPDATE consent_log SET wording = 'x'`); err == nil {
		t.Error("a line was changed")
	}
}

func (f *fixture) lasting(ref string) domain.Lasting {
	f.t.Helper()
	l, err := f.Lasting(f.t.Context(), f.find(ref).ID)
	f.check(err)
	return l
}

// TestLastContact is theirs, ours, on the phone, or what is still to come.
func TestLastContact(t *testing.T) {
	t.Parallel()
	f := two(t)
	id := f.find("+491").ID
	wants := func(step string, want time.Time) {
		t.Helper()
		if got := f.lasting("+491").Contact; !got.Equal(want) {
			t.Errorf("%s: %s, want %s", step, got, want)
		}
	}
	wants("they wrote", at(20))
	f.take(typed(person("+491", "", ""), "w7", "von mir", 40))
	wants("she wrote", at(40))
	_, err := f.AddLog(t.Context(), id, domain.LogEntry{Kind: domain.LogCall, Text: "Anruf", At: at(60)})
	f.check(err)
	wants("a call", at(60))
	_, err = f.AddPromise(t.Context(), domain.Promise{ChatID: id, Words: "morgen", Due: at(5000)})
	f.check(err)
	wants("a promise", at(5000))
	f.fact("+491", domain.FactStage, "abgeschlossen")
	if l := f.lasting("+491"); l.Stage != "abgeschlossen" || !l.Staged.Equal(f.now) {
		t.Errorf("stage: %+v", l)
	}
	if _, err := f.Lasting(t.Context(), 999); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("nobody: %v", err)
	}
}

// quietSince are the chats the store names in pages, with their consents.
func (f *fixture) quietSince(quiet time.Time) map[int64]domain.Lasting {
	f.t.Helper()
	found := map[int64]domain.Lasting{}
	for last := int64(0); ; {
		page, err := f.Lastings(f.t.Context(), last, quiet)
		f.check(err)
		if len(page) == 0 {
			return found
		}
		for _, l := range page {
			if l.ChatID <= last {
				f.t.Fatalf("%d after %d", l.ChatID, last)
			}
			last, found[l.ChatID] = l.ChatID, l
		}
	}
}

// TestQuietPersons: nobody is left out between two pages, whoever had contact
// since is, unless it is told that they go.
func TestQuietPersons(t *testing.T) {
	t.Parallel()
	f := open(t)
	const many = 600 // more than two pages
	var events []domain.Update
	for i := range many {
		events = append(events, says(person(fmt.Sprintf("+49%d", 1000+i), "", ""), fmt.Sprintf("w%d", i), "hallo", i))
	}
	f.take(events...)
	if got := f.quietSince(at(many)); len(got) != many {
		t.Errorf("%d of %d", len(got), many)
	}
	if got := f.quietSince(at(10)); len(got) != 10 {
		t.Errorf("%d without contact since, want 10", len(got))
	}
	last := f.find(fmt.Sprintf("+49%d", 1000+many-1)).ID
	f.check(f.AddConsent(t.Context(), last, domain.Consent{Kind: domain.ConsentGiven, Purpose: domain.PurposePool, At: at(5)}))
	f.check(f.Foretell(t.Context(), map[int64]time.Time{last: at(7)}))
	if got := f.quietSince(at(0)); len(got) != 1 || !got[last].Pool || len(got[last].Log) != 1 || !got[last].Due.Equal(at(7)) {
		t.Errorf("told: %+v", got)
	}
}

// TestPostponedAndForetold: the newest word counts, and a day that moves is told
// anew.
func TestPostponedAndForetold(t *testing.T) {
	t.Parallel()
	f := two(t)
	a, b := f.find("+491").ID, f.find("DE.2").ID
	f.check(f.Postpone(t.Context(), a, at(9000), "Klage"))
	f.now = f.now.Add(time.Minute)
	f.check(f.Postpone(t.Context(), a, at(8000), "doch nur bis dann"))
	if l := f.lasting("+491"); !l.Later.Equal(at(8000)) || l.Why != "doch nur bis dann" {
		t.Errorf("postponed: %+v", l)
	}
	told := f.now
	f.check(f.Foretell(t.Context(), map[int64]time.Time{a: at(1000), b: at(2000)}))
	f.now = f.now.Add(time.Hour)
	f.check(f.Foretell(t.Context(), map[int64]time.Time{a: at(1000), b: {}}))
	if l := f.lasting("+491"); !l.Told.Equal(told) || !l.Due.Equal(at(1000)) {
		t.Errorf("told: %+v", l)
	}
	if l := f.lasting("DE.2"); !l.Told.IsZero() {
		t.Errorf("what goes no more: %+v", l)
	}
	f.check(f.Foretell(t.Context(), map[int64]time.Time{a: at(1500)}))
	if l := f.lasting("+491"); !l.Told.Equal(f.now) {
		t.Errorf("moved: %+v", l)
	}
}
