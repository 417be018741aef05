package whatsapp

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
)

// Number is what Meta says about the number we send from. All words are Meta's.
type Number struct {
	ID             string
	DisplayPhone   string
	VerifiedName   string
	NameStatus     string
	Status         string // CONNECTED, …
	Quality        string // GREEN, YELLOW, RED, UNKNOWN
	Verification   string
	Throughput     string // level
	MessagingLimit string // TIER_250, …
	CanSend        string // AVAILABLE, LIMITED, BLOCKED
	Entities       []HealthEntity
}

// HealthEntity is one part of what must work for messages to leave.
type HealthEntity struct {
	Type     string // PHONE_NUMBER, WABA, BUSINESS, APP, MESSAGE_TEMPLATE
	ID       string
	CanSend  string
	Problems []HealthProblem
	Notes    []string
}

// HealthProblem is why an entity is limited or blocked, in Meta's words.
type HealthProblem struct {
	Code        int
	Description string
	Solution    string
}

const numberFields = "id,display_phone_number,verified_name,name_status,status,quality_rating,code_verification_status," +
	"throughput,whatsapp_business_manager_messaging_limit,health_status"

// Number asks about the number and whether messages can leave.
func (c *Client) Number(ctx context.Context) (Number, error) {
	o, err := c.call(ctx, http.MethodGet, c.o.PhoneNumberID, url.Values{"fields": {numberFields}}, nil)
	if err != nil {
		return Number{}, fmt.Errorf("asking about our number: %w", err)
	}
	n := Number{
		ID:             o.word("id"),
		DisplayPhone:   o.word("display_phone_number"),
		VerifiedName:   o.text("verified_name"),
		NameStatus:     o.word("name_status"),
		Status:         o.word("status"),
		Quality:        o.word("quality_rating"),
		Verification:   o.word("code_verification_status"),
		Throughput:     o.child("throughput").word("level"),
		MessagingLimit: o.word("whatsapp_business_manager_messaging_limit"),
		CanSend:        o.child("health_status").word("can_send_message"),
	}
	for _, v := range o.child("health_status").get("entities").list() {
		n.Entities = append(n.Entities, entity(v.object()))
	}
	return n, nil
}

func entity(o object) HealthEntity {
	e := HealthEntity{Type: o.word("entity_type"), ID: o.word("id"), CanSend: o.word("can_send_message")}
	for _, v := range o.get("errors").list() {
		p := v.object()
		e.Problems = append(e.Problems, HealthProblem{
			Code:        int(p.get("error_code").integer()),
			Description: p.text("error_description"),
			Solution:    p.text("possible_solution"),
		})
	}
	for _, v := range o.get("additional_info").list() {
		e.Notes = append(e.Notes, v.text())
	}
	return e
}

// SubscribedApp is an app that gets the webhooks of our account.
type SubscribedApp struct {
	ID, Name, Callback string // Callback: only if it overrides the app's own
}

// SubscribedApps lists the apps joined to our account. None means that no
// webhook will ever arrive; two that each update arrives twice.
func (c *Client) SubscribedApps(ctx context.Context) ([]SubscribedApp, error) {
	o, err := c.call(ctx, http.MethodGet, c.o.BusinessAccountID+"/subscribed_apps", nil, nil)
	if err != nil {
		return nil, fmt.Errorf("asking which apps get our webhooks: %w", err)
	}
	if o.get("data") == nil {
		return nil, fmt.Errorf("asking which apps get our webhooks: %w", errNotGraph)
	}
	var apps []SubscribedApp
	for _, v := range o.get("data").list() {
		app := v.object()
		data := app.child("whatsapp_business_api_data")
		apps = append(apps, SubscribedApp{
			ID: data.word("id"), Name: data.text("name"), Callback: app.word("override_callback_uri"),
		})
	}
	return apps, nil
}

// Subscribe joins the token's app to our account.
func (c *Client) Subscribe(ctx context.Context) error {
	if err := c.succeed(ctx, c.o.BusinessAccountID+"/subscribed_apps", nil); err != nil {
		return fmt.Errorf("subscribing to webhooks: %w", err)
	}
	return nil
}

// Profile is our business profile as people see it.
type Profile struct {
	About       string   `json:"about,omitempty"`
	Address     string   `json:"address,omitempty"`
	Description string   `json:"description,omitempty"`
	Email       string   `json:"email,omitempty"`
	Vertical    string   `json:"vertical,omitempty"`
	Websites    []string `json:"websites,omitempty"`
	PictureURL  string   `json:"profile_picture_url,omitempty"` // read only
}

const profileFields = "about,address,description,email,profile_picture_url,websites,vertical"

// Profile reads the business profile.
func (c *Client) Profile(ctx context.Context) (Profile, error) {
	o, err := c.call(ctx, http.MethodGet, c.o.PhoneNumberID+"/whatsapp_business_profile", url.Values{"fields": {profileFields}}, nil)
	if err != nil {
		return Profile{}, fmt.Errorf("reading the business profile: %w", err)
	}
	if l := o.get("data").list(); len(l) > 0 {
		o = l[0].object()
	}
	p := Profile{
		About:       o.text("about"),
		Address:     o.text("address"),
		Description: o.text("description"),
		Email:       o.text("email"),
		Vertical:    o.word("vertical"),
		PictureURL:  o.word("profile_picture_url"),
	}
	for _, v := range o.get("websites").list() {
		p.Websites = append(p.Websites, v.text())
	}
	return p, nil
}
