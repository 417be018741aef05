package cli

import (
	"context"
	"fmt"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
)

// lookTemplates asks whether parked replies can be announced: without the
// template for it nothing reaches a person after 24 hours.
func (d *doctor) lookTemplates(ctx context.Context) verdict {
	list, err := d.templates(ctx)
	if v := d.blameMeta(err); err != nil && v != d.noMeta {
		return v
	}
	if list == nil {
		return verdict{} // one of the checks before has said why
	}
	name, rest := d.cfg.Parking.Template, verdict{}
	for _, t := range list {
		switch {
		case t.Name != name:
		case t.Announces():
			return fine(d.t.TemplateFine, name)
		case t.Usable():
			rest = verdict{stateWarn, fmt.Sprintf(d.t.TemplateOdd, name), d.t.TemplateOddDo}
		case rest == verdict{}:
			rest = verdict{stateWarn, fmt.Sprintf(d.t.TemplateState, name, wordOr(d.app.texts.Line.Templates.State, t.Status)), d.t.TemplateStateDo}
		}
	}
	if rest == (verdict{}) {
		return verdict{stateWarn, fmt.Sprintf(d.t.TemplateGone, name), d.t.TemplateGoneDo}
	}
	return rest
}

// templates asks Meta or, where the access token is not here, the relay; nil
// if neither can be asked.
func (d *doctor) templates(ctx context.Context) ([]domain.TemplateInfo, error) {
	w := d.cfg.WhatsApp
	if w.AccessToken.IsSet() && w.BusinessAccountID != "" {
		ctx, cancel := context.WithTimeout(ctx, 2*netPatience)
		defer cancel()
		return graph(d.cfg, nil).Templates(ctx)
	}
	if d.cfg.Relay.URL == "" || d.relayAhead == nil {
		return nil, nil
	}
	c, err := relay.NewClient(relay.ClientOptions{URL: d.cfg.Relay.URL, Token: d.cfg.Relay.Token.Reveal(), Timeout: netPatience})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	list, err := c.Templates(ctx, false)
	return list.Templates, err
}
