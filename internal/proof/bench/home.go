package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"sprechstunde/internal/fakewa"
)

// withMail is the largest size for which files are made for mail programs: a
// folder of a million files says more about the disk than about them.
var withMail = map[string]bool{"S": true, "M": true}

func (b *bench) makeCorpus(ctx context.Context, s *size) error {
	formats := "jsonl,webhook"
	if b.peers && withMail[s.name] {
		formats += ",maildir"
	}
	if _, err := os.Stat(filepath.Join(s.corpus, "chats.tsv")); err == nil {
		return nil // written last
	}
	fmt.Fprintf(b.say, "%s: making the corpus\n", s.name)
	cmd := exec.CommandContext(ctx, b.corpus, "-size", s.name, "-out", s.corpus, "-only", formats)
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("making the corpus: %w\n%s", err, text)
	}
	return nil
}

// settings are those of a desk that is set up completely, inside a slot: the
// first screen is then the queue and not the calm page.
const settings = `language: de
timezone: UTC
relay: {listen: "unix:%s", webhook_listen: "127.0.0.1:0", token: bench-token-0123456789abcdef0123456789}
whatsapp:
  phone_number_id: "%s"
  business_account_id: "%s"
  access_token: %s
  app_secret: %s
  verify_token: bench-verify
  api_url: %s
hours:
  office: [{days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00"}]
  slots: [{name: Bench, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00"}]
`

// fillHome sends the corpus through a relay of its own process and lets the
// desk pull it in line mode.
func (b *bench) fillHome(ctx context.Context, s *size) error {
	if err := os.RemoveAll(s.home); err != nil {
		return fmt.Errorf("clearing the home: %w", err)
	}
	if err := os.MkdirAll(s.home, 0o700); err != nil {
		return fmt.Errorf("making the home: %w", err)
	}
	text := fmt.Sprintf(settings, filepath.Join(s.home, "api"), fakewa.DefaultPhoneNumberID, fakewa.DefaultBusinessAccountID,
		fakewa.DefaultToken, fakewa.DefaultAppSecret, b.meta.Base())
	if err := os.WriteFile(filepath.Join(s.home, "config.yaml"), []byte(text), 0o600); err != nil {
		return fmt.Errorf("writing the settings: %w", err)
	}
	r, err := b.startRelay(ctx, s)
	if err != nil {
		return err
	}
	began := b.clock()
	fmt.Fprintf(b.say, "%s: posting\n", s.name)
	times, err := post(ctx, b.clock, r.webhooks, fakewa.DefaultAppSecret, filepath.Join(s.corpus, "webhook.jsonl"))
	s.posting = b.clock().Sub(began)
	if err == nil {
		s.post99 = percentile(times, 99)
		fmt.Fprintf(b.say, "%s: %d webhooks in %v, p99 %v\n%s: pulling\n", s.name, len(times), s.posting, s.post99, s.name)
		err = b.sync(ctx, s)
		s.fill = b.clock().Sub(began)
		fmt.Fprintf(b.say, "%s: filled after %v\n", s.name, s.fill)
	}
	return errors.Join(err, r.stop())
}

func (b *bench) sync(ctx context.Context, s *size) error {
	cmd := exec.CommandContext(ctx, b.program, "--home", s.home, "sync")
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("pulling: %w\n%s", err, text)
	}
	return nil
}

// relayProcess is "sprechstunde relay" as a process of its own.
type relayProcess struct {
	cmd      *exec.Cmd
	out      io.Closer
	webhooks string // host:port
}

func (b *bench) startRelay(ctx context.Context, s *size) (*relayProcess, error) {
	r := &relayProcess{cmd: exec.CommandContext(ctx, b.program, "--home", s.home, "relay")}
	r.cmd.Stderr = os.Stderr
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("listening to the relay: %w", err)
	}
	if err := r.cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting the relay: %w", err)
	}
	r.out = out
	lines := bufio.NewScanner(out)
	for lines.Scan() { // the line with the address of the webhooks is the last
		if _, address, ok := strings.Cut(lines.Text(), "http://"); ok {
			r.webhooks, _, _ = strings.Cut(strings.TrimSpace(address), "/")
			return r, nil
		}
	}
	return nil, errors.Join(errors.New("the relay did not say where it takes webhooks"), lines.Err(), r.stop())
}

func (r *relayProcess) stop() error {
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil {
		return fmt.Errorf("stopping the relay: %w", err)
	}
	_, err := io.Copy(io.Discard, r.out.(io.Reader))
	if err = errors.Join(err, r.cmd.Wait()); err != nil {
		return fmt.Errorf("the relay's end: %w", err)
	}
	return nil
}
