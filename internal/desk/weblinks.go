package desk

import (
	"context"
	"fmt"
	"net/url"
	"slices"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/links"
	"sprechstunde/internal/prepared"
)

// Links lists the addresses in the messages of a chat, the newest first, each
// as often as it was written, but once a message.
func (d *Desk) Links(ctx context.Context, chatID int64) ([]domain.ChatLink, error) {
	t, err := d.store.Thread(ctx, chatID, 0, 0)
	if err != nil {
		return nil, fmt.Errorf("reading the chat for its links: %w", err)
	}
	known := d.knownHosts()
	var list []domain.ChatLink
	for i := range t.Messages {
		m := &t.Messages[i]
		seen := map[string]bool{}
		for _, text := range addressesOf(m) {
			for _, f := range links.Find(text, known) {
				if !seen[f.Written] {
					seen[f.Written] = true
					list = append(list, domain.ChatLink{WebLink: f.WebLink, MessageID: m.ID, From: m.Direction, At: m.At})
				}
			}
		}
	}
	slices.Reverse(list)
	return list, nil
}

// addressesOf are the texts of a message that may hold addresses, the last one
// first, because the list is turned round.
func addressesOf(m *domain.Message) []string {
	if m.RevokedAt != nil {
		return nil
	}
	c := &m.Content
	var texts []string
	if c.Referral != nil {
		texts = append(texts, c.Referral.URL)
	}
	for _, card := range c.Cards {
		texts = append(texts, card.URLs...)
	}
	if c.Place != nil {
		texts = append(texts, c.Place.URL)
	}
	return append(texts, m.Wording())
}

// OpenLink shows a page in the browser: only an address that Links has handed
// out as one to open.
func (d *Desk) OpenLink(ctx context.Context, address string) error {
	if !links.Opens(address) {
		return domain.Fail(domain.CodeNotWeb, "", nil)
	}
	if d.pen.Browse == nil {
		return domain.Fail(domain.CodeNoBrowser, "", nil)
	}
	if err := d.pen.Browse(ctx, address); err != nil {
		return fmt.Errorf("showing a page: %w", err)
	}
	return nil
}

// knownHosts are those of the catalogue: somebody may imitate them.
func (d *Desk) knownHosts() []string {
	var hosts []string
	for _, l := range d.pen.Links {
		if u, err := url.Parse(l.URL); err == nil && u.Hostname() != "" {
			hosts = append(hosts, u.Hostname())
		}
	}
	return hosts
}

// linksFor are the addresses of the catalogue whose last day is not over.
func (d *Desk) linksFor(today string) map[string]string {
	all := make(map[string]string, len(d.pen.Links))
	for _, l := range d.pen.Links {
		if !l.Expired(today) {
			all[l.Alias] = l.URL
		}
	}
	return all
}

func (d *Desk) fromCatalogue(alias string) (domain.CatalogueLink, bool) {
	for _, l := range d.pen.Links {
		if l.Alias == alias {
			return l, true
		}
	}
	return domain.CatalogueLink{}, false
}

func (d *Desk) hasLink(alias string) bool {
	_, ok := d.fromCatalogue(alias)
	return ok
}

// expiredLinks are red lights for links whose last day is over: those that stayed
// open because of it, and addresses that were put in before.
func (d *Desk) expiredLinks(text, today string) []domain.Light {
	var lights []domain.Light
	for _, alias := range prepared.LinksIn(text) {
		if l, ok := d.fromCatalogue(alias); ok && l.Expired(today) {
			lights = append(lights, domain.Light{Rule: domain.RuleExpired, Level: domain.Red, Words: l.Called()})
		}
	}
	for _, l := range d.pen.Links {
		if l.Expired(today) && prepared.HasAddress(text, l.URL) {
			lights = append(lights, domain.Light{Rule: domain.RuleExpired, Level: domain.Red, Words: l.Called()})
		}
	}
	return lights
}
