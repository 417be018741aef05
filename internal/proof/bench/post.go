package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

// connections is how many webhooks are under way at once.
const connections = 64

// poster posts signed webhooks over one connection. It speaks just enough HTTP
// to leave the two cores to the program that is measured.
type poster struct {
	conn  net.Conn
	in    *bufio.Reader
	host  string
	times []time.Duration
	err   error
}

// post sends each line of a file as a signed webhook, and returns how long each
// took. Any answer but 200 is an error.
func post(ctx context.Context, clock domain.Clock, host, secret, file string) ([]time.Duration, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("opening the corpus: %w", err)
	}
	defer f.Close()
	bodies := make(chan []byte, connections)
	quit := make(chan struct{})
	var once sync.Once
	posters := make([]*poster, connections)
	ended := make([]<-chan struct{}, connections)
	for i := range posters {
		p := &poster{host: host}
		posters[i] = p
		ended[i] = safego.Go("posting", func(err error) { p.err = err }, func() {
			if p.err = p.run(ctx, clock, secret, bodies); p.err != nil {
				once.Do(func() { close(quit) })
			}
		})
	}
	readErr := feed(f, bodies, quit)
	close(bodies)
	var times []time.Duration
	errs := []error{readErr}
	for i, p := range posters {
		<-ended[i]
		errs = append(errs, p.err)
		times = append(times, p.times...)
	}
	return times, errors.Join(errs...)
}

func feed(f io.Reader, bodies chan<- []byte, quit <-chan struct{}) error {
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 1<<20), 8<<20)
	for lines.Scan() {
		select {
		case bodies <- slices.Clone(lines.Bytes()):
		case <-quit:
			return nil
		}
	}
	return lines.Err()
}

func (p *poster) run(ctx context.Context, clock domain.Clock, secret string, bodies <-chan []byte) (err error) {
	var d net.Dialer
	if p.conn, err = d.DialContext(ctx, "tcp", p.host); err != nil {
		return fmt.Errorf("reaching the relay: %w", err)
	}
	defer p.conn.Close()
	p.in = bufio.NewReader(p.conn)
	for body := range bodies {
		signature := whatsapp.Sign(secret, body)
		began := clock()
		if err := p.one(signature, body); err != nil {
			return err
		}
		p.times = append(p.times, clock().Sub(began))
	}
	return nil
}

func (p *poster) one(signature string, body []byte) error {
	head := fmt.Sprintf("POST /webhook HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s: %s\r\n\r\n",
		p.host, len(body), whatsapp.SignatureHeader, signature)
	if _, err := p.conn.Write(append([]byte(head), body...)); err != nil {
		return fmt.Errorf("posting: %w", err)
	}
	status, err := p.in.ReadString('\n')
	if err != nil {
		return fmt.Errorf("reading the answer: %w", err)
	}
	if !strings.HasPrefix(status, "HTTP/1.1 200 ") {
		return fmt.Errorf("the relay answers %q", strings.TrimSpace(status))
	}
	for { // the answer has no body
		line, err := p.in.ReadString('\n')
		if err != nil {
			return fmt.Errorf("reading the answer: %w", err)
		}
		if line == "\r\n" {
			return nil
		}
	}
}

func percentile[T int | float64 | time.Duration](values []T, p int) T {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(max((len(sorted)*p+99)/100-1, 0), len(sorted)-1)]
}
