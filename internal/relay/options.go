package relay

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"time"

	"sprechstunde/internal/auto"
	"sprechstunde/internal/crisis"
	"sprechstunde/internal/domain"
	"sprechstunde/whatsapp"
)

// Graph is what the relay needs of the Cloud API. *whatsapp.Client is one.
type Graph interface {
	// Send makes exactly one attempt and says what is known of its outcome.
	Send(ctx context.Context, s domain.Send) whatsapp.SendOutcome
	// MarkRead marks a message, and everything before it, as read. It may be
	// repeated. Typing also shows the typing sign, for at most 25 s.
	MarkRead(ctx context.Context, wamid string, typing bool) error
}

// Auto decides on automatic texts.
type Auto interface {
	// Decide returns the text that is due now, if one is. It is asked once for
	// each new message; its answer must depend on nothing but the case and the
	// calendar.
	Decide(c auto.Case) (auto.Text, bool)
}

// Files is what the relay needs of the Cloud API for files. *whatsapp.Client is
// one. It sends the token to nobody but Meta.
type Files interface {
	// MediaInfo tells of a file, with an address that lives 5 minutes.
	MediaInfo(ctx context.Context, id string) (domain.Media, error)
	// Download fetches from an address that MediaInfo or a message gave.
	Download(ctx context.Context, address string) (whatsapp.Download, error)
	// Upload hands a file over and returns its id.
	Upload(ctx context.Context, name, mime string, r io.Reader) (string, error)
}

// Options say how a relay runs.
type Options struct {
	// DBPath is relay.db; its lock file stands beside it.
	DBPath string
	// Clock tells the time; required.
	Clock domain.Clock
	// NewID makes the random name of a new database; required.
	NewID func() string
	// Random gives numbers in [0,1) that spread repeated attempts; required.
	Random func() float64
	// Graph sends; required.
	Graph Graph
	// Account is asked about templates and how the account is; nil: nobody is.
	Account Account
	// Files fetches and uploads; nil: files are noted and wait.
	Files Files
	// Free is how many bytes are left on the disk of a folder; nil: nobody knows.
	Free func(folder string) (uint64, error)
	// Platform is asked about our own number and its profile; nil: nobody is.
	Platform Platform
	// Drift tells whether our clock is right; nil: nobody knows.
	Drift *Drift
	// Auto decides on automatic texts; nil: there are none.
	Auto Auto
	// Caller declines calls that come in; nil: they ring.
	Caller Caller
	// StopText confirms a stop word; "": nothing does.
	StopText string
	// ForgetLog takes lines with certain words out of the log; nil: nothing does.
	ForgetLog func(words []string) (lines int, err error)
	// Hint reports whether a text hints at a person in distress; nil: by the
	// built-in phrases.
	Hint func(text string) bool
	// PhoneNumberID is our number at Meta. What arrived at another number of
	// the same app is stored and not thought about; "": everything is ours.
	PhoneNumberID string
	// VerifyToken is what Meta shows in the set-up handshake. Without one the
	// handshake always fails.
	VerifyToken string
	// AppSecrets returns the current app secret and, while it is being
	// changed, the previous one. Asked for each webhook; while it returns
	// none, webhooks are put off with 503.
	AppSecrets func() []string
	// APIToken is the bearer token of the private API; required.
	APIToken string
	// Listen is the address of the private API, "127.0.0.1:8788" or
	// "unix:PATH". Empty: it can only be reached through Relay.Dial.
	Listen string
	// AllowRemote permits a private API beyond the loopback interface, for
	// setups where something else encrypts the way there.
	AllowRemote bool
	// WebhookListen is the address a tunnel leads to, "127.0.0.1:8787".
	WebhookListen string
	// Listener and WebhookListener replace the two addresses by listeners that
	// are open already. The relay closes them.
	Listener        net.Listener
	WebhookListener net.Listener
	// Version is told in the health.
	Version string
	// Logger gets no personal data; nil logs nothing.
	Logger *slog.Logger
}

func (o *Options) check() error {
	switch {
	case o.Clock == nil || o.NewID == nil || o.Random == nil || o.Graph == nil || o.AppSecrets == nil || o.DBPath == "":
		return errors.New("relay options incomplete")
	case o.APIToken == "":
		return domain.Fail(domain.CodeMissingSecret, "relay.token", nil)
	case o.WebhookListen == "" && o.WebhookListener == nil:
		return domain.Fail(domain.CodeConfig, "relay.webhook_listen", errors.New("no address for webhooks"))
	}
	if o.Hint == nil {
		o.Hint = crisis.Hint
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Listen == "" || o.Listener != nil || o.AllowRemote {
		return nil
	}
	return mustBeLoopback(o.Listen)
}

// now is the clock in the precision and zone of the database.
func (o *Options) now() time.Time { return o.Clock().UTC().Truncate(time.Millisecond) }
