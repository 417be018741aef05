package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
)

// bench is one run with what it needs.
type bench struct {
	program, empty, ptybench, corpus string // what is run
	folder                           string // where homes and corpora lie
	runs, keys                       int
	peers                            bool // measure the mail programs of this machine as well
	clock                            domain.Clock
	out                              io.Writer // the table
	say                              io.Writer // what is being done

	meta *fakewa.Server
}

// size is one size of the corpus and what filling a home with it cost.
type size struct {
	name          string
	corpus, home  string
	messages      int
	chats         int
	posting, fill time.Duration // until the relay had all; until the desk had all
	post99        time.Duration
	find          found
}

func main() {
	b := bench{clock: time.Now, out: os.Stdout, say: os.Stderr}
	flag.StringVar(&b.program, "program", "", "the built program")
	flag.StringVar(&b.empty, "empty", "", "the built empty Bubble Tea program")
	flag.StringVar(&b.ptybench, "ptybench", "", "the built pseudo-terminal harness")
	flag.StringVar(&b.corpus, "corpus", "", "the built corpus tool")
	flag.StringVar(&b.folder, "folder", "", "where corpora and homes are made; a corpus that is there is used again")
	flag.IntVar(&b.runs, "runs", 10, "runs of each program")
	flag.IntVar(&b.keys, "keys", 50, "keys of each run")
	flag.BoolVar(&b.peers, "peers", true, "measure neomutt and aerc as well")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := b.run(ctx, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		stop()
		os.Exit(1) //nolint:gocritic // stop was called
	}
}

func (b *bench) run(ctx context.Context, names []string) error {
	if b.program == "" || b.empty == "" || b.ptybench == "" || b.corpus == "" || b.folder == "" || len(names) == 0 {
		return errors.New("start scripts/bench, which gives what is needed here")
	}
	meta, err := fakewa.Start(ctx, fakewa.Options{Clock: b.clock})
	if err != nil {
		return fmt.Errorf("starting the pretend API: %w", err)
	}
	defer meta.Close()
	b.meta = meta
	sizes := make([]*size, len(names))
	for i, name := range names {
		if sizes[i], err = b.prepare(ctx, name); err != nil {
			return fmt.Errorf("size %s: %w", name, err)
		}
	}
	results, err := b.measure(ctx, sizes)
	if err != nil {
		return err
	}
	for _, s := range sizes {
		if err := b.search(ctx, s); err != nil {
			return fmt.Errorf("searching in size %s: %w", s.name, err)
		}
	}
	return b.table(sizes, results)
}

// prepare makes the corpus and fills a home with it.
func (b *bench) prepare(ctx context.Context, name string) (*size, error) {
	s := &size{name: name, corpus: filepath.Join(b.folder, "corpus-"+name), home: filepath.Join(b.folder, "home-"+name)}
	if err := b.makeCorpus(ctx, s); err != nil {
		return s, err
	}
	if err := b.fillHome(ctx, s); err != nil {
		return s, err
	}
	fmt.Fprintf(b.say, "%s: comparing the desk's database with the corpus\n", name)
	if err := compare(ctx, s); err != nil {
		return s, fmt.Errorf("comparing the desk with the corpus: %w", err)
	}
	fmt.Fprintf(b.say, "%s: %d messages in %d chats, each exactly once\n", name, s.messages, s.chats)
	return s, nil
}
