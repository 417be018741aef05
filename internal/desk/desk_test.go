package desk_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/store"
)

var morning = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)

// stage is a desk with a real database and a pretend relay. A webhook body is
// "NUMBER: text" here; "!" instead of a number makes the decoder panic.
type stage struct {
	*desk.Desk
	t     *testing.T
	relay *pretendRelay
	store *store.Store
	now   time.Time
	ids   int
	path  string            // of the database
	again func() *desk.Desk // another desk on the same database
}

func newStage(t *testing.T, wrap func(desk.Store) desk.Store) *stage {
	t.Helper()
	return newStageWith(t, wrap, desk.Pen{})
}

func newStageWith(t *testing.T, wrap func(desk.Store) desk.Store, pen desk.Pen) *stage {
	t.Helper()
	return stageOn(t, wrap, desk.Options{Receipt: true, Pen: pen})
}

func newStageOf(t *testing.T, o desk.Options) *stage {
	t.Helper()
	return stageOn(t, nil, o)
}

// stageOn makes a stage; of the options it takes what a test chooses.
func stageOn(t *testing.T, wrap func(desk.Store) desk.Store, o desk.Options) *stage {
	t.Helper()
	s := &stage{t: t, relay: newPretendRelay(), now: morning}
	clock := func() time.Time { return s.now }
	s.relay.clock = clock
	path := filepath.Join(t.TempDir(), "desk.db")
	st, err := store.Open(t.Context(), store.Options{Path: path, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	s.store, s.path = st, path
	var port desk.Store = st
	if wrap != nil {
		port = wrap(st)
	}
	o.Store, o.Relay, o.Decode, o.Clock, o.Hold = port, s.relay, decode, clock, 7*time.Second
	o.NewID = func() string { s.ids++; return fmt.Sprintf("uuid-%d", s.ids) }
	o.Log, o.OnPanic = slog.New(slog.DiscardHandler), func(error) {}
	s.again = func() *desk.Desk { return desk.New(o) }
	s.Desk = s.again()
	return s
}

// belated is a message that was written half a day before the others, however
// late it is delivered.
const belated = "noch gestern geschrieben"

// muchLater begins a message that was written more than a day after the others.
const muchLater = "am Tag darauf"

func decode(body []byte) []domain.Update {
	phone, text, _ := strings.Cut(string(body), ": ")
	if phone == "!" {
		panic("a decoder broke")
	}
	at := morning.Add(-time.Hour)
	if number, ok := strings.CutPrefix(text, "moved to "); ok {
		was, is := domain.Identity{Phone: phone}, domain.Identity{Phone: number}
		return []domain.Update{domain.IdentityChanged{WAMID: "wamid." + text, Previous: was, Current: is, At: morning.Add(10 * time.Hour)}}
	}
	if old, text, ok := strings.Cut(text, " => "); ok { // the person edits what they wrote before
		from := domain.Person{Identity: domain.Identity{Phone: phone}, Name: "Luca"}
		edit := domain.Edit{At: at, Known: true, Text: text}
		return []domain.Update{domain.Changed{From: from, By: domain.In, WAMID: "wamid.edit " + text, On: "wamid." + old, Edit: edit, At: at}}
	}
	if text == belated {
		at = at.Add(-12 * time.Hour)
	}
	if strings.HasPrefix(text, muchLater) {
		at = at.Add(30 * time.Hour)
	}
	return []domain.Update{domain.Incoming{
		From: domain.Person{Identity: domain.Identity{Phone: phone}, Name: "Luca"},
		Message: withTap(withFile(domain.Message{
			WAMID: "wamid." + text, Direction: domain.In, Origin: domain.OriginContact, Kind: domain.KindText,
			At: at, Content: domain.Content{Text: text},
		})),
	}}
}

// withTap makes a tap on the button of an announcement, after everything else of
// the day, of "tap on UUID".
func withTap(m domain.Message) domain.Message {
	if uuid, ok := strings.CutPrefix(m.Content.Text, "tap on "); ok {
		m.Kind, m.Content.Text, m.At = domain.KindButton, "Antwort lesen", m.At.Add(8*time.Hour)
		m.Content.Choice = &domain.Choice{ID: domain.ParkPayload(uuid), Title: m.Content.Text}
	}
	return m
}

func (s *stage) sync() domain.Changes {
	s.t.Helper()
	c, err := s.Sync(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// chat takes in one message of somebody and returns the chat.
func (s *stage) chat() domain.Chat {
	s.t.Helper()
	s.relay.webhooks("+491: hallo")
	s.sync()
	chat, err := s.FindChat(s.t.Context(), "+491")
	if err != nil {
		s.t.Fatal(err)
	}
	return chat
}

func (s *stage) send(chat domain.Chat, text string) domain.Message {
	s.t.Helper()
	m, err := s.Send(s.t.Context(), domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: text})
	if err != nil {
		s.t.Fatal(err)
	}
	return m
}

func (s *stage) messages(chatID int64) []domain.Message {
	s.t.Helper()
	thread, err := s.Thread(s.t.Context(), chatID, 0, 0)
	if err != nil {
		s.t.Fatal(err)
	}
	return thread.Messages
}

func TestSyncTakesInEverythingOnce(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	for i := range 1200 {
		s.relay.webhooks(fmt.Sprintf("+49%d: m%d", i%7+1, i))
	}
	if c := s.sync(); c.Messages != 1200 || len(c.Chats) != 7 {
		t.Errorf("got %d messages in %d chats", c.Messages, len(c.Chats))
	}
	if c := s.sync(); !c.Empty() {
		t.Errorf("a second pull changed %+v", c)
	}
}

// The rows of chats do not stay behind because of a relay that had said it had
// more.
func TestCatchingUpThatIsCutOffLeavesNoOldRows(t *testing.T) {
	t.Parallel()
	for name, set := range map[string]func(*pretendRelay){
		"it goes away":       func(r *pretendRelay) { r.breaks = 500 },
		"it has no more":     func(r *pretendRelay) { r.log, r.promises = r.log[:500], 700 },
		"it told everything": func(*pretendRelay) {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, nil)
			for i := range 1200 {
				s.relay.webhooks(fmt.Sprintf("+491: m%d", i))
			}
			s.relay.set(set)
			_, err := s.Sync(t.Context())
			if gone := err != nil; gone != (name == "it goes away") {
				t.Error(err)
			}
			chat, err := s.FindChat(t.Context(), "+491")
			if err != nil {
				t.Fatal(err)
			}
			last := s.messages(chat.ID)
			if want := last[len(last)-1].Content.Text; chat.LastText != want {
				t.Errorf("the row says %q, the chat %q", chat.LastText, want)
			}
		})
	}
}

func TestAnotherRelayDatabaseIsReadFromTheStart(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	s.relay.webhooks("+491: a", "+491: b", "+491: c")
	s.sync()
	s.relay.set(func(r *pretendRelay) { r.instance, r.log = "relay-2", nil })
	s.relay.webhooks("+491: c", "+491: d")
	if c := s.sync(); c.Messages != 1 {
		t.Errorf("%d messages are new, want 1", c.Messages)
	}
}

// A relay whose numbers a disk has mixed up is not asked for ever.
func TestPullingEndsWhenTheNumbersDoNotRise(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	s.relay.webhooks("+491: a", "+491: b", "+491: c")
	s.sync()
	s.relay.set(func(r *pretendRelay) { r.jumbled = true })
	if _, err := s.Sync(t.Context()); domain.CodeOf(err) != domain.CodeDamaged {
		t.Errorf("%v", err)
	}
}

// Nor is one that calls itself another with every call, as a damaged one may.
func TestPullingEndsWhenTheRelayIsAlwaysAnother(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	s.relay.webhooks("+491: a", "+491: b")
	s.sync()
	s.relay.set(func(r *pretendRelay) { r.restless = 1 })
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if _, err := s.Sync(ctx); domain.CodeOf(err) != domain.CodeDamaged {
		t.Errorf("%v", err)
	}
	s.relay.set(func(r *pretendRelay) { r.restless = 0 })
	s.relay.webhooks("+491: c")
	if c := s.sync(); c.Messages != 1 {
		t.Errorf("%d messages are new once it keeps its name, want 1", c.Messages)
	}
}

func TestRepliesAreChecked(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	good := domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: "hallo"}
	for name, c := range map[string]struct {
		change func(*domain.Reply)
		late   time.Duration
		want   domain.Code
	}{
		"empty":          {func(r *domain.Reply) { r.Text = " \n " }, 0, domain.CodeEmpty},
		"too long":       {func(r *domain.Reply) { r.Text = strings.Repeat("ü", 4097) }, 0, domain.CodeTooLong},
		"nowhere":        {func(r *domain.Reply) { r.To = domain.Address{} }, 0, domain.CodeNoAddress},
		"somebody else":  {func(r *domain.Reply) { r.To.Phone = "+492" }, 0, domain.CodeChatMoved},
		"unknown chat":   {func(r *domain.Reply) { r.ChatID = 77 }, 0, domain.CodeNotFound},
		"window is shut": {func(*domain.Reply) {}, 24 * time.Hour, domain.CodeWindowClosed},
	} {
		r := good
		c.change(&r)
		s.now = morning.Add(c.late)
		if _, err := s.Send(t.Context(), r); domain.CodeOf(err) != c.want {
			t.Errorf("%s: got %v", name, err)
		}
	}
	s.now = morning
	s.sync()
	if len(s.relay.puts) != 0 || len(s.messages(chat.ID)) != 1 {
		t.Error("a refused reply left something behind")
	}
	good.Text = strings.Repeat("ü", 4096)
	if _, err := s.Send(t.Context(), good); err != nil {
		t.Errorf("a text of full length is refused: %v", err)
	}
}

func TestSendCarriesHoldReceiptAndQuote(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	if _, err := s.Send(t.Context(), domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: "gern", ReplyTo: "wamid.hallo"}); err != nil {
		t.Fatal(err)
	}
	s.sync()
	got := s.relay.puts[0]
	want := domain.Send{
		UUID: "uuid-1", To: domain.Address{Phone: "+491"}, Kind: domain.SendText, Text: "gern",
		ReplyTo: "wamid.hallo", Read: "wamid.hallo", NotBefore: morning.Add(7 * time.Second),
	}
	if got.UUID != want.UUID || got.To != want.To || got.Text != want.Text || got.ReplyTo != want.ReplyTo ||
		got.Read != want.Read || !got.NotBefore.Equal(want.NotBefore) || got.Kind != want.Kind {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestAwaitFollowsASendToItsEnd(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	s.relay.set(func(r *pretendRelay) { r.answer = true })
	m := s.send(chat, "hallo")
	got, err := s.Await(t.Context(), m.UUID, morning.Add(time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	if got.Status != domain.StatusAccepted || got.WAMID != "wamid.uuid-1" {
		t.Errorf("got %s %s", got.Status, got.WAMID)
	}
}

func TestAwaitGivesUpInTime(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	m := s.send(s.chat(), "hallo")
	got, err := s.Await(t.Context(), m.UUID, morning)
	if err != nil || got.Status != domain.StatusQueued {
		t.Errorf("got %s, %v", got.Status, err)
	}
}

func TestTakeBackInTimeGivesTheTextBack(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	m := s.send(chat, "Hallo Luca")
	s.sync()
	result, draft, err := s.TakeBack(t.Context(), m.UUID)
	if err != nil || result != domain.TakenBack || draft.Text != "Hallo Luca" {
		t.Errorf("got %s, %+v, %v", result, draft, err)
	}
	if n := len(s.messages(chat.ID)); n != 1 {
		t.Errorf("%d messages are left, want the incoming one", n)
	}
}

func TestTakeBackTooLateKeepsTheMessage(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	m := s.send(chat, "hallo")
	s.relay.set(func(r *pretendRelay) { r.late = true })
	if result, _, err := s.TakeBack(t.Context(), m.UUID); err != nil || result != domain.TooLate {
		t.Errorf("got %s, %v", result, err)
	}
	if n := len(s.messages(chat.ID)); n != 2 {
		t.Errorf("%d messages", n)
	}
}

func TestTakeBackWithoutRelayIsCarriedOutBeforeAnythingLeaves(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	m := s.send(chat, "hallo")
	s.relay.set(func(r *pretendRelay) { r.fail = domain.Fail(domain.CodeRelayDown, "", nil) })
	if result, _, err := s.TakeBack(t.Context(), m.UUID); err != nil || result != domain.TakeBackOpen {
		t.Errorf("got %s, %v", result, err)
	}
	if s.Link().Code != domain.CodeRelayDown {
		t.Error("the status line does not know")
	}
	if _, err := s.Sync(t.Context()); err == nil || s.Link().Pending != 1 {
		t.Errorf("%d sends are said to wait, %v", s.Link().Pending, err)
	}
	s.relay.set(func(r *pretendRelay) { r.fail = nil })
	s.sync()
	if n := s.Link().Pending; n != 0 {
		t.Errorf("%d sends are still said to wait", n)
	}
	if len(s.relay.puts) != 0 || len(s.relay.backs) != 1 {
		t.Errorf("%d handed over, %d withdrawn", len(s.relay.puts), len(s.relay.backs))
	}
	thread, err := s.Thread(t.Context(), chat.ID, 0, 0)
	if err != nil || thread.Draft.Text != "hallo" || len(thread.Messages) != 1 {
		t.Errorf("draft %q, %d messages, %v", thread.Draft.Text, len(thread.Messages), err)
	}
}

func TestARefusedSendFailsAndHoldsUpNobody(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	bad := s.send(chat, "hallo")
	s.relay.set(func(r *pretendRelay) { r.refuse = domain.Fail(domain.CodeUsage, "", nil) })
	s.sync()
	s.relay.set(func(r *pretendRelay) { r.refuse = nil })
	s.send(chat, "noch einmal")
	s.sync()
	if len(s.relay.puts) != 1 || s.relay.puts[0].Text != "noch einmal" {
		t.Errorf("handed over: %+v", s.relay.puts)
	}
	for _, m := range s.messages(chat.ID) {
		if m.UUID == bad.UUID && m.Status != domain.StatusFailed {
			t.Errorf("the refused one is %s", m.Status)
		}
	}
}

func TestASendTheRelayStumblesOverHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	bad := s.send(chat, "hallo")
	good := s.send(chat, "noch einmal")
	s.relay.set(func(r *pretendRelay) { r.stumble = bad.UUID })
	if _, err := s.Sync(t.Context()); err == nil {
		t.Error("nothing is said of it")
	}
	if len(s.relay.puts) != 1 || s.relay.puts[0].UUID != good.UUID {
		t.Errorf("handed over: %+v", s.relay.puts)
	}
	s.relay.set(func(r *pretendRelay) { r.stumble = "" })
	s.sync()
	if len(s.relay.puts) != 2 {
		t.Errorf("handed over: %+v", s.relay.puts)
	}
}

func TestOnlyWhatSurelyFailedIsSentAgain(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	m := s.send(chat, "hallo")
	s.sync()
	for _, step := range []struct {
		state domain.SendState
		want  domain.Code
	}{{domain.SendHeld, domain.CodeTooLate}, {domain.SendUnknown, domain.CodeTooLate}} {
		s.relay.set(func(r *pretendRelay) { r.tell(domain.SendResult{UUID: m.UUID, State: step.state, At: morning}) })
		s.sync()
		if _, err := s.Resend(t.Context(), m.UUID); domain.CodeOf(err) != step.want {
			t.Errorf("%s: got %v", step.state, err)
		}
	}
	if err := s.Settle(t.Context(), m.UUID, false); err != nil {
		t.Fatal(err)
	}
	again, err := s.Resend(t.Context(), m.UUID)
	if err != nil || again.UUID == m.UUID || again.Content.Text != "hallo" {
		t.Errorf("got %+v, %v", again, err)
	}
}

func TestSettledByTheAdviserAsArrived(t *testing.T) {
	t.Parallel()
	s := newStage(t, nil)
	chat := s.chat()
	m := s.send(chat, "hallo")
	s.sync()
	s.relay.set(func(r *pretendRelay) { r.tell(domain.SendResult{UUID: m.UUID, State: domain.SendUnknown, At: morning}) })
	s.sync()
	if err := s.Settle(t.Context(), m.UUID, true); err != nil {
		t.Fatal(err)
	}
	for _, got := range s.messages(chat.ID) {
		if got.UUID == m.UUID && got.Status != domain.StatusAccepted {
			t.Errorf("got %s", got.Status)
		}
	}
}

// stubborn refuses one wamid, whatever else is in the batch.
type stubborn struct {
	desk.Store
	wamid string
}

func (s stubborn) TakeIn(ctx context.Context, b domain.Batch) (domain.Changes, error) {
	for _, e := range b.Events {
		for _, u := range e.Updates {
			if in, ok := u.(domain.Incoming); ok && in.Message.WAMID == s.wamid {
				return domain.Changes{}, errors.New("constraint failed")
			}
		}
	}
	return s.Store.TakeIn(ctx, b)
}

func TestOneBadEventHidesNoOther(t *testing.T) {
	t.Parallel()
	s := newStage(t, func(st desk.Store) desk.Store { return stubborn{st, "wamid.bad"} })
	s.relay.webhooks("+491: a", "+491: bad", "+491: b")
	if c := s.sync(); c.Messages != 2 || c.Unreadable != 1 {
		t.Errorf("got %+v", c)
	}
	if c := s.sync(); !c.Empty() {
		t.Errorf("it comes again: %+v", c)
	}
}

func TestRunTellsChangesAndTheStateOfTheRelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, nil)
		ctx, cancel := context.WithCancel(t.Context())
		ended := safego.Go("desk", func(err error) { t.Error(err) }, func() { s.Run(ctx) })

		s.relay.webhooks("+491: a", "+491: b")
		seen := 0
		for seen < 2 {
			seen += (<-s.Changes()).Messages
		}
		if l := s.Link(); !l.Up || l.Code != "" {
			t.Errorf("the relay answers, but the link is %+v", l)
		}
		s.relay.set(func(r *pretendRelay) { r.fail = domain.Fail(domain.CodeRelayNonsense, "", nil) })
		for s.Link().Code != domain.CodeRelayNonsense {
			<-s.Changes()
		}
		if s.Link().Up {
			t.Error("nonsense counts as up")
		}
		s.relay.set(func(r *pretendRelay) {
			r.fail = nil
			r.health.Paused = &domain.Pause{Reason: "token"}
		})
		for l := s.Link(); !l.Up || l.Health.Paused == nil; l = s.Link() {
			<-s.Changes()
		}
		cancel()
		<-ended
	})
}

// awaitLink waits on the bubble's own clock until the link is up or down.
func awaitLink(s *stage, up bool) time.Duration {
	from := time.Now()
	for s.Link().Up != up {
		<-time.After(100 * time.Millisecond) // of the bubble's own clock
	}
	return time.Since(from)
}

func TestAQuietRelayIsSeenAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, nil)
		if l := s.Link(); !l.Since.IsZero() || l.Code != "" {
			t.Errorf("nobody was asked yet, but the link is %+v", l)
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := safego.Go("desk", func(err error) { t.Error(err) }, func() { s.Run(ctx) })
		if took := awaitLink(s, true); took > time.Second {
			t.Errorf("a relay without news counts as up after %v", took)
		}
		s.relay.set(func(r *pretendRelay) { r.fail = domain.Fail(domain.CodeRelayDown, "", nil) })
		awaitLink(s, false)
		s.relay.set(func(r *pretendRelay) { r.fail = nil })
		if took := awaitLink(s, true); took > lastRetry+time.Second {
			t.Errorf("a relay that is back without news counts as up after %v", took)
		}
		cancel()
		<-ended
	})
}

// lastRetry is the longest the desk waits before it asks a relay in trouble
// again.
const lastRetry = 10 * time.Second

func TestABurstIsOneChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, nil)
		for i := range 500 {
			s.relay.webhooks(fmt.Sprintf("+49%d: m%d", i%50+1, i))
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := safego.Go("desk", func(err error) { t.Error(err) }, func() { s.Run(ctx) })
		// Nobody listens for a while: nothing blocks, all of it is kept.
		for s.Link().LastOK.IsZero() {
			<-time.After(time.Second) // of the bubble's own clock
		}
		<-time.After(time.Second) // of the bubble's own clock
		if c := <-s.Changes(); c.Messages != 500 || len(c.Chats) != 50 {
			t.Errorf("got %d messages in %d chats", c.Messages, len(c.Chats))
		}
		cancel()
		<-ended
	})
}
