package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/termtext"
)

type jsonLeaving struct {
	Chat   int64      `json:"chat"`
	On     *time.Time `json:"erased_on"`
	Days   int        `json:"days_left"`
	Reason string     `json:"keep_reason"`
	Why    string     `json:"postponed_why"`
}

type jsonTerms struct {
	Keep     jsonKeeping   `json:"keep"`
	Stopped  bool          `json:"stopped"`
	Consents []jsonConsent `json:"consents"`
}

type jsonKeeping struct {
	Reason string     `json:"keep_reason"`
	On     *time.Time `json:"erased_on"`
	Why    string     `json:"postponed_why"`
}

type jsonConsent struct {
	Kind    string     `json:"consent_kind"`
	Purpose string     `json:"purpose"`
	Wording string     `json:"wording"`
	Version string     `json:"version"`
	Channel string     `json:"channel"`
	Proof   string     `json:"proof"`
	At      *time.Time `json:"at"`
	Until   *time.Time `json:"until"`
}

func (a *App) retentionCommand() *cobra.Command {
	var asJSON bool
	cmd := a.command("retention", a.texts.Terms.Line.CmdRetention, 0, func(ctx context.Context, _ []string) error {
		return a.withHouse(ctx, func(h *house) error {
			list, err := h.desk.Leavings(ctx)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.Out, leavingsJSON(h, list))
			}
			a.printLeavings(h, list)
			return nil
		})
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	return cmd
}

func leavingsJSON(h *house, list []domain.Leaving) []jsonLeaving {
	return each(list, func(l domain.Leaving) jsonLeaving {
		return jsonLeaving{l.Chat.ID, moment(l.On), h.daysTo(l.On), string(l.Keeping.Reason), l.Keeping.Why}
	})
}

func (a *App) printLeavings(h *house, list []domain.Leaving) {
	if len(list) == 0 {
		fmt.Fprintln(a.Out, a.texts.Terms.Line.Nobody)
	}
	for _, l := range list {
		fmt.Fprintln(a.Out, strings.Join([]string{
			fmt.Sprint(l.Chat.ID), a.nameOf(l.Chat.Contact), a.keepingWords(h, l.Keeping, l.On), h.dayOf(l.On),
		}, " | "))
	}
}

// daysTo counts midnights until a day.
func (h *house) daysTo(on time.Time) int { return daysBetween(h.app.Clock().In(h.zone), on.In(h.zone)) }

func (a *App) keepingWords(h *house, k domain.Keeping, on time.Time) string {
	t := &a.texts.Terms
	words := t.Keeping(k, h.daysTo(on))
	if k.Why != "" {
		words += ", " + fmt.Sprintf(t.LaterF, termtext.Line(k.Why))
	}
	return words
}

// termsLines say how long a person is kept and what they have agreed to.
func (a *App) termsLines(h *house, x domain.Terms) []string {
	t := &a.texts.Terms
	lines := []string{t.Label + ": " + a.keepingWords(h, x.Keeping, x.On)}
	if x.Log.Stopped() {
		lines = append(lines, t.Stopped)
	}
	if x.Log.Child() {
		lines = append(lines, t.Child)
	}
	for _, p := range domain.ConsentPurposes() {
		switch c, ok := x.Log.Live(p, h.app.Clock()); {
		case ok && c.Until.IsZero():
			lines = append(lines, fmt.Sprintf(t.ConsentF, t.Purposes[p], h.dayOf(c.At)))
		case ok:
			lines = append(lines, fmt.Sprintf(t.UntilF, t.Purposes[p], h.dayOf(c.Until)))
		}
	}
	if _, version := h.desk.Notice(); version != "" && !x.Log.Noticed(version) {
		lines = append(lines, t.NoNotice)
	}
	return lines
}

func termsJSON(x domain.Terms) jsonTerms {
	return jsonTerms{
		Keep: jsonKeeping{string(x.Keeping.Reason), moment(x.On), x.Keeping.Why}, Stopped: x.Log.Stopped(), Consents: consentsJSON(x.Log),
	}
}

func consentsJSON(log domain.ConsentLog) []jsonConsent {
	out := make([]jsonConsent, len(log))
	for i, c := range log {
		out[i] = jsonConsent{
			string(c.Kind), string(c.Purpose), c.Wording, c.Version, string(c.Channel), c.Proof, moment(c.At), moment(c.Until),
		}
	}
	return out
}

func (a *App) personPostponeCommand() *cobra.Command {
	var until, reason string
	t := &a.texts.Terms.Line
	cmd := a.command("postpone CHAT", t.CmdPostpone, 1, func(ctx context.Context, args []string) error {
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			day, err := h.comingDay(until)
			if err != nil {
				return err
			}
			if strings.TrimSpace(reason) == "" {
				return &usageError{fmt.Errorf("%s", a.texts.Terms.Line.NoReason)}
			}
			if err := h.desk.Postpone(ctx, chat.ID, day, termtext.Outgoing(reason)); err != nil {
				return err
			}
			fmt.Fprintln(a.Out, a.texts.Terms.Line.Postponed)
			return nil
		})
	})
	cmd.Flags().StringVar(&until, "until", "", t.FlagUntil)
	cmd.Flags().StringVar(&reason, "reason", "", t.FlagReason)
	return cmd
}

// comingDay reads a day that is still to come.
func (h *house) comingDay(typed string) (time.Time, error) {
	day, err := time.ParseInLocation(domain.DateForm, typed, h.zone)
	if err != nil || !day.After(h.app.Clock()) {
		return day, &usageError{fmt.Errorf("%s", h.app.texts.Terms.Line.Future)}
	}
	return day, nil
}

// consentFlags are what the adviser says of a consent.
type consentFlags struct {
	given, withdrawn, wording, version, channel, proof, until string
	child, grown                                              bool
}

// about is what is to be noted; ok is false unless it is exactly one thing.
func (f consentFlags) about() (kind domain.ConsentKind, ok bool) {
	n := 0
	for _, x := range []struct {
		kind domain.ConsentKind
		is   bool
	}{
		{domain.ConsentGiven, f.given != ""},
		{domain.ConsentWithdrawn, f.withdrawn != ""},
		{domain.ConsentChild, f.child},
		{domain.ConsentGrown, f.grown},
	} {
		if x.is {
			kind, n = x.kind, n+1
		}
	}
	return kind, n == 1
}

func (a *App) personConsentCommand() *cobra.Command {
	var f consentFlags
	var asJSON bool
	t := &a.texts.Terms.Line
	cmd := a.command("consent CHAT", t.CmdConsent, 1, func(ctx context.Context, args []string) error {
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			if f != (consentFlags{channel: f.channel}) {
				return a.noteConsent(ctx, h, chat.ID, f)
			}
			log, err := h.desk.Consents(ctx, chat.ID)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.Out, consentsJSON(log))
			}
			a.printConsents(h, log)
			return nil
		})
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	cmd.Flags().StringVar(&f.given, "given", "", t.FlagGiven)
	cmd.Flags().StringVar(&f.withdrawn, "withdrawn", "", t.FlagTaken)
	cmd.Flags().BoolVar(&f.child, "child", false, t.FlagChild)
	cmd.Flags().BoolVar(&f.grown, "grown", false, t.FlagGrown)
	cmd.Flags().StringVar(&f.wording, "wording", "", t.FlagWording)
	cmd.Flags().StringVar(&f.version, "version", "", t.FlagVersion)
	cmd.Flags().StringVar(&f.channel, "channel", string(domain.ChannelWhatsApp), t.FlagChannel)
	cmd.Flags().StringVar(&f.proof, "proof", "", t.FlagProof)
	cmd.Flags().StringVar(&f.until, "until", "", t.FlagEnds)
	return cmd
}

func (a *App) noteConsent(ctx context.Context, h *house, chatID int64, f consentFlags) error {
	t := &a.texts.Terms.Line
	kind, ok := f.about()
	if !ok {
		return &usageError{fmt.Errorf("%s", t.OneOf)}
	}
	c := domain.Consent{
		Kind: kind, Purpose: domain.ConsentPurpose(f.given + f.withdrawn), Wording: termtext.Outgoing(f.wording),
		Version: f.version, Channel: domain.ConsentChannel(f.channel), Proof: f.proof,
	}
	if c.Purpose != "" && !slices.Contains(domain.ConsentPurposes(), c.Purpose) {
		return &usageError{fmt.Errorf(t.NoneOfF, string(c.Purpose), joined(domain.ConsentPurposes()))}
	}
	if !slices.Contains(domain.ConsentChannels(), c.Channel) {
		return &usageError{fmt.Errorf(t.NoneOfF, string(c.Channel), joined(domain.ConsentChannels()))}
	}
	if f.until != "" {
		day, err := h.comingDay(f.until)
		if err != nil {
			return err
		}
		c.Until = day
	}
	if err := h.desk.AddConsent(ctx, chatID, c); err != nil {
		return err
	}
	fmt.Fprintln(a.Out, t.Noted)
	return nil
}

func joined[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}

func (a *App) printConsents(h *house, log domain.ConsentLog) {
	t := &a.texts.Terms
	if len(log) == 0 {
		fmt.Fprintln(a.Out, t.Line.NoLog)
	}
	for _, c := range log {
		parts := []string{h.shortTime(c.At), t.Kinds[c.Kind], t.Purposes[c.Purpose], t.Channels[c.Channel], c.Version, c.Wording, c.Proof}
		parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
		for i, p := range parts {
			parts[i] = termtext.Line(p).String()
		}
		fmt.Fprintln(a.Out, strings.Join(parts, " | "))
	}
}
