package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

// beDeskHand is a desk in a process of its own that does what is written to its
// standard input, one order a line, and says when each is done:
//
//	park PHONE TEXT   →  parked PHONE UUID
//	back UUID         →  back
//	pull              →  pulled
//
// An order may be given again to the next process after this one was killed.
func beDeskHand() int {
	ctx := context.Background()
	app := &App{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.LookupEnv, Clock: time.Now, texts: german()}
	h, err := app.openHouse(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return exitFailed
	}
	defer h.close()
	orders := bufio.NewScanner(os.Stdin)
	for orders.Scan() {
		done, err := h.obey(ctx, orders.Text())
		for err != nil {
			<-time.After(20 * time.Millisecond)
			done, err = h.obey(ctx, orders.Text())
		}
		fmt.Fprintln(os.Stdout, done)
	}
	return exitDone
}

func (h *house) obey(ctx context.Context, order string) (string, error) {
	words := strings.SplitN(order, " ", 3)
	switch words[0] {
	case "pull":
		_, err := h.desk.Sync(ctx)
		return "pulled", err
	case "back":
		_, _, err := h.desk.TakeBack(ctx, words[1])
		if code := domain.CodeOf(err); code == domain.CodeNotFound || code == domain.CodeTooLate {
			err = nil // a process before this one did, or it has left
		}
		return "back", err
	}
	chat, err := h.desk.FindChat(ctx, words[1])
	if err != nil {
		_, again := h.desk.Sync(ctx)
		return "", errors.Join(err, again)
	}
	uuid, err := h.parkOnce(ctx, chat, words[2])
	if err != nil {
		_, again := h.desk.Templates(ctx, true) // perhaps it has never seen them
		return "", errors.Join(err, again)
	}
	if _, err := h.desk.Sync(ctx); err != nil {
		return "", err
	}
	return "parked " + words[1] + " " + uuid, nil
}

// parkOnce parks a text unless a process before this one did.
func (h *house) parkOnce(ctx context.Context, chat domain.Chat, text string) (string, error) {
	th, err := h.desk.Thread(ctx, chat.ID, 0, 0)
	if err != nil {
		return "", err
	}
	for _, m := range th.Messages {
		if m.Direction == domain.Out && m.Content.Text == text {
			return m.UUID, nil
		}
	}
	m, err := h.desk.Send(ctx, domain.Reply{ChatID: chat.ID, To: chat.Contact.Address(), Text: text, Park: true, Now: true})
	return m.UUID, err
}
