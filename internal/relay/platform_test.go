package relay_test

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

// ownPage is Meta's side of our number.
type ownPage struct {
	profile domain.Profile
	fields  []domain.ProfileField
	openers domain.Openers
	stopped int
	blocked map[domain.Address]bool
	mu      sync.Mutex
	asked   int
	fails   error
}

func (p *ownPage) OwnNumber(context.Context) (domain.Number, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked++
	return domain.Number{Phone: "+49 155 50100000", Quality: "YELLOW", Problems: []domain.NumberProblem{}}, p.fails
}

func (p *ownPage) OwnProfile(context.Context) (domain.Profile, error) { return p.profile, p.fails }

func (p *ownPage) SetProfile(_ context.Context, v domain.Profile, fields []domain.ProfileField) error {
	p.asked++
	p.profile, p.fields = v, fields
	return p.fails
}

func (p *ownPage) Calling(context.Context) (domain.Calling, error) {
	return domain.Calling{Status: "ENABLED"}, p.fails
}

func (p *ownPage) StopCalls(context.Context) error { p.stopped++; return p.fails }

func (p *ownPage) Openers(context.Context) (domain.Openers, error) { return p.openers, p.fails }

func (p *ownPage) SetOpeners(_ context.Context, o domain.Openers) error {
	p.asked++
	p.openers = o
	return p.fails
}

func (p *ownPage) SetBlocked(_ context.Context, who domain.Address, on bool) error {
	p.blocked[who] = on
	return p.fails
}

func withPage(t *testing.T, fn func(d *desk, p *ownPage)) {
	t.Helper()
	p := &ownPage{blocked: map[domain.Address]bool{}, profile: domain.Profile{About: "alt", Websites: []string{}}}
	inBubbleOf(t, func(o *relay.Options) { o.Platform = p }, func(d *desk, _ relay.Options) { fn(d, p) })
}

func TestOwnPageGoesThrough(t *testing.T) {
	t.Parallel()
	withPage(t, func(d *desk, p *ownPage) {
		ctx := context.Background()
		if n, err := d.Number(ctx); err != nil || n.Phone != "+49 155 50100000" || n.Quality != "YELLOW" {
			t.Errorf("number %+v: %v", n, err)
		}
		if got, err := d.Profile(ctx); err != nil || !reflect.DeepEqual(got, p.profile) {
			t.Errorf("profile %+v: %v", got, err)
		}
		fresh := domain.Profile{About: "neu", Websites: []string{"https://example.org"}}
		fields := []domain.ProfileField{domain.ProfileAbout, domain.ProfileWebsites}
		if err := d.SetProfile(ctx, fresh, fields); err != nil || !reflect.DeepEqual(p.profile, fresh) || !reflect.DeepEqual(p.fields, fields) {
			t.Errorf("written %+v %v: %v", p.profile, p.fields, err)
		}
		if c, err := d.Calling(ctx); err != nil || c.Off() {
			t.Errorf("calling %+v: %v", c, err)
		}
		if err := d.StopCalls(ctx); err != nil || p.stopped != 1 {
			t.Errorf("stopped %d times: %v", p.stopped, err)
		}
		openers := domain.Openers{Prompts: []string{"Was gibt es?"}, Commands: []domain.Command{{Name: "termin", Hint: "Beratung"}}}
		if err := d.SetOpeners(ctx, openers); err != nil {
			t.Error(err)
		}
		if got, err := d.Openers(ctx); err != nil || !reflect.DeepEqual(got, openers) {
			t.Errorf("openers %+v: %v", got, err)
		}
		who := domain.Address{UserID: "DE.1"}
		if err := d.SetBlocked(ctx, who, true); err != nil || !p.blocked[who] {
			t.Errorf("blocked %v: %v", p.blocked, err)
		}
	})
}

// TestOwnPageIsCheckedBeforeMetaIsAsked: what Meta would refuse never goes there.
func TestOwnPageIsCheckedBeforeMetaIsAsked(t *testing.T) {
	t.Parallel()
	withPage(t, func(d *desk, p *ownPage) {
		ctx := context.Background()
		long := make([]rune, 140)
		for i := range long {
			long[i] = 'ä'
		}
		for name, err := range map[string]error{
			"long about":   d.SetProfile(ctx, domain.Profile{About: string(long)}, []domain.ProfileField{domain.ProfileAbout}),
			"no fields":    d.SetProfile(ctx, domain.Profile{About: "a"}, nil),
			"field":        d.SetProfile(ctx, domain.Profile{About: "a"}, []domain.ProfileField{"vertical"}),
			"prompts":      d.SetOpeners(ctx, domain.Openers{Prompts: make([]string, 5)}),
			"nobody":       d.SetBlocked(ctx, domain.Address{}, true),
			"empty prompt": d.SetOpeners(ctx, domain.Openers{Prompts: []string{""}}),
		} {
			if domain.CodeOf(err) != domain.CodeUsage {
				t.Errorf("%s: %v", name, err)
			}
		}
		if p.asked != 0 || len(p.blocked) != 0 {
			t.Errorf("Meta was asked %d times", p.asked)
		}
	})
}

func TestWhatMetaRefusesComesBackInItsWords(t *testing.T) {
	t.Parallel()
	withPage(t, func(d *desk, p *ownPage) {
		ctx := context.Background()
		p.fails = &whatsapp.APIError{HTTP: 400, Failure: domain.Failure{Code: 139100, Title: "Failed to block", Details: "re-engagement required"}}
		err := d.SetBlocked(ctx, domain.Address{Phone: "+491"}, true)
		if e, ok := errors.AsType[*domain.Error](err); !ok || e.Code != domain.CodeNotBlocked || e.Detail != "re-engagement required" {
			t.Errorf("not blocked: %v", err)
		}
		p.fails = &whatsapp.APIError{HTTP: 400, Failure: domain.Failure{Code: 100, Title: "Invalid parameter"}}
		if err := d.SetProfile(ctx, domain.Profile{About: "a"}, []domain.ProfileField{domain.ProfileAbout}); domain.CodeOf(err) != domain.CodeRefused {
			t.Errorf("refused: %v", err)
		}
		p.fails = &whatsapp.APIError{HTTP: 500}
		if _, err := d.Number(ctx); domain.CodeOf(err) != domain.CodeMetaDown {
			t.Errorf("no answer: %v", err)
		}
	})
}
