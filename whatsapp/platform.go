package whatsapp

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"sprechstunde/internal/domain"
)

// OwnNumber asks about our number, in the words of the domain.
func (c *Client) OwnNumber(ctx context.Context) (domain.Number, error) {
	n, err := c.Number(ctx)
	if err != nil {
		return domain.Number{}, err
	}
	out := domain.Number{
		Phone: n.DisplayPhone, Name: n.VerifiedName, NameState: n.NameStatus, State: n.Status, Quality: n.Quality,
		Limit: n.MessagingLimit, Verification: n.Verification, CanSend: n.CanSend, Problems: []domain.NumberProblem{},
	}
	for _, e := range n.Entities {
		for _, p := range e.Problems {
			out.Problems = append(out.Problems, domain.NumberProblem{Part: e.Type, Code: p.Code, Says: p.Description, Solution: p.Solution})
		}
	}
	return out, nil
}

// OwnProfile reads our business profile, in the words of the domain.
func (c *Client) OwnProfile(ctx context.Context) (domain.Profile, error) {
	p, err := c.Profile(ctx)
	if err != nil {
		return domain.Profile{}, err
	}
	return domain.Profile{
		About: p.About, Address: p.Address, Description: p.Description, Email: p.Email,
		Websites: append([]string{}, p.Websites...), Vertical: p.Vertical, Picture: p.PictureURL,
	}, nil
}

// SetProfile writes the fields of our business profile that are named, and
// leaves the others as they are.
func (c *Client) SetProfile(ctx context.Context, p domain.Profile, fields []domain.ProfileField) error {
	body := map[string]any{"messaging_product": "whatsapp"}
	for _, f := range fields {
		if f == domain.ProfileWebsites {
			body[string(f)] = append([]string{}, p.Websites...)
		} else {
			body[string(f)] = p.Get(f)
		}
	}
	if err := c.succeed(ctx, c.o.PhoneNumberID+"/whatsapp_business_profile", body); err != nil {
		return fmt.Errorf("writing the business profile: %w", err)
	}
	return nil
}

// Calling tells whether people can call our number.
func (c *Client) Calling(ctx context.Context) (domain.Calling, error) {
	o, err := c.call(ctx, http.MethodGet, c.o.PhoneNumberID+"/settings", nil, nil)
	if err != nil {
		return domain.Calling{}, fmt.Errorf("reading the settings of our number: %w", err)
	}
	calling := o.child("calling")
	return domain.Calling{Status: calling.word("status"), Icon: calling.word("call_icon_visibility")}, nil
}

// StopCalls takes the button for calling away. Source: Meta, "Call settings".
func (c *Client) StopCalls(ctx context.Context) error {
	body := map[string]any{"calling": map[string]string{"status": "DISABLED"}}
	if err := c.succeed(ctx, c.o.PhoneNumberID+"/settings", body); err != nil {
		return fmt.Errorf("switching calls off: %w", err)
	}
	return nil
}

// Decline ends a call that rings, without answering it. Source: Meta, "Cloud API
// Calling, API and Webhook Reference".
func (c *Client) Decline(ctx context.Context, callID string) error {
	body := map[string]string{"messaging_product": "whatsapp", "call_id": callID, "action": "reject"}
	if err := c.succeed(ctx, c.o.PhoneNumberID+"/calls", body); err != nil {
		return fmt.Errorf("declining a call: %w", err)
	}
	return nil
}

// Openers reads what somebody sees who opens a chat with us for the first time.
func (c *Client) Openers(ctx context.Context) (domain.Openers, error) {
	o, err := c.call(ctx, http.MethodGet, c.o.PhoneNumberID, url.Values{"fields": {"conversational_automation"}}, nil)
	if err != nil {
		return domain.Openers{}, fmt.Errorf("reading ice breakers: %w", err)
	}
	auto := o.child("conversational_automation")
	out := domain.Openers{Prompts: []string{}, Commands: []domain.Command{}}
	for _, v := range auto.get("prompts").list() {
		out.Prompts = append(out.Prompts, v.text())
	}
	for _, v := range auto.get("commands").list() {
		command := v.object()
		out.Commands = append(out.Commands, domain.Command{Name: command.text("command_name"), Hint: command.text("command_description")})
	}
	return out, nil
}

// SetOpeners takes the place of all ice breakers and commands.
func (c *Client) SetOpeners(ctx context.Context, o domain.Openers) error {
	type command struct {
		Name string `json:"command_name"`
		Hint string `json:"command_description"`
	}
	commands := []command{}
	for _, x := range o.Commands {
		commands = append(commands, command(x))
	}
	body := map[string]any{"prompts": append([]string{}, o.Prompts...), "commands": commands}
	if err := c.succeed(ctx, c.o.PhoneNumberID+"/conversational_automation", body); err != nil {
		return fmt.Errorf("writing ice breakers: %w", err)
	}
	return nil
}

// CodeNotBlocked is Meta's code for a person it does not block or unblock.
const CodeNotBlocked = 139100

// errNotBlocked is an answer that names nobody as done.
var errNotBlocked = errors.New("the answer names nobody")

// SetBlocked blocks one person, or lets them write again. A failure of Meta's is
// an APIError: with one person there is no half of it.
func (c *Client) SetBlocked(ctx context.Context, who domain.Address, on bool) error {
	user := map[string]string{"user": who.Phone}
	if who.Phone == "" {
		user = map[string]string{"user_id": who.UserID}
	}
	method, done := http.MethodDelete, "removed_users"
	if on {
		method, done = http.MethodPost, "added_users"
	}
	body := map[string]any{"messaging_product": "whatsapp", "block_users": []any{user}}
	o, err := c.call(ctx, method, c.o.PhoneNumberID+"/block_users", nil, body)
	if err == nil && len(o.child("block_users").get(done).list()) == 0 {
		err = errNotBlocked
	}
	if err != nil {
		return fmt.Errorf("blocking, or unblocking, a person: %w", err)
	}
	return nil
}
