//go:build proof && linux

package wire_test

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"sprechstunde/internal/proof/rig"
	"sprechstunde/internal/safego"
	"sprechstunde/whatsapp"
)

// bareEnv makes the test binary the bare server, on the database it names.
const bareEnv = "PROOF_BARE"

// bareServer is the least that keeps the promise "what got a 200 is on the
// disk", and so the limit a relay can be measured by: net/http as it comes, the
// body read, its HMAC compared, one INSERT of the same row into SQLite (WAL,
// synchronous=FULL, the same driver) with a statement prepared once, and one
// commit for all who wait. It has no limits, no lock, no reader, no log, it
// survives no panic and never looks at what it has stored.
type bareServer struct {
	in  chan bareArrival
	tx  func() (*sql.Tx, error)
	put *sql.Stmt
}

type bareArrival struct {
	body []byte
	done chan error
}

// bare serves until it is killed.
func bare(path string) int {
	s, l, err := openBare(path)
	if err == nil {
		fmt.Fprintln(os.Stdout, l.Addr())
		safego.Go("commits", func(err error) { panic(err) }, s.commit)
		err = http.Serve(l, s)
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

func openBare(path string) (*bareServer, net.Listener, error) {
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	if err != nil {
		return nil, nil, err
	}
	db.SetMaxOpenConns(1)
	_, err = db.Exec(`CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, at INTEGER NOT NULL,
		body BLOB NOT NULL, sha256 BLOB NOT NULL) STRICT`)
	if err != nil {
		return nil, nil, err
	}
	put, err := db.Prepare(`INSERT INTO events (kind, at, body, sha256) VALUES (?, ?, ?, ?)`)
	if err != nil {
		return nil, nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	return &bareServer{in: make(chan bareArrival), tx: db.Begin, put: put}, l, err
}

func (s *bareServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	mac := hmac.New(sha256.New, []byte(rig.AppSecret))
	mac.Write(body)
	given, err := hex.DecodeString(strings.TrimPrefix(r.Header.Get(whatsapp.SignatureHeader), "sha256="))
	if err != nil || !hmac.Equal(given, mac.Sum(nil)) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	a := bareArrival{body: body, done: make(chan error, 1)}
	s.in <- a
	if err := <-a.done; err != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

func (s *bareServer) commit() {
	for first := range s.in {
		group := []bareArrival{first}
	more:
		for {
			select {
			case a := <-s.in:
				group = append(group, a)
			default:
				break more
			}
		}
		err := s.store(group)
		for _, a := range group {
			a.done <- err
		}
	}
}

func (s *bareServer) store(group []bareArrival) error {
	tx, err := s.tx()
	if err != nil {
		return err
	}
	put := tx.Stmt(s.put) //nolint:sqlclosecheck // the transaction closes it
	for _, a := range group {
		sum := sha256.Sum256(a.body)
		if _, err := put.Exec("webhook", time.Now().UnixMilli(), a.body, sum[:]); err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}

// startBare runs the bare server as a process of its own, on the same disk as
// the relay of h.
func startBare(t *testing.T, h *rig.Home) (addr string, pid int) {
	t.Helper()
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), os.Args[0])
	cmd.Env = append(os.Environ(), bareEnv+"="+h.Path("bare.db"))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait() // "signal: killed" is what was asked for
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal("the bare server did not start:", err)
	}
	return strings.TrimSpace(line), cmd.Process.Pid
}
