package domain_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"sprechstunde/internal/domain"
)

func TestNormalizePhone(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"4915550100001": "+4915550100001", "+49 1555 0100-001": "+4915550100001", "0049 (1555) 0100/001": "+4915550100001",
		"+49\u00a01555\u202f0100\u2011001": "+4915550100001", "\u202a+49 1555\u20130100001\u202c": "+4915550100001",
		"": "", "  ": "", "+": "", "DE.13491208655302741918": "", "abc": "", "49x1": "", "0151 1234": "", "00001": "",
	} {
		if got := domain.NormalizePhone(in); got != want {
			t.Errorf("NormalizePhone(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzNormalizePhone(f *testing.F) {
	f.Add("+49 1555 0100001")
	f.Add("DE.1349")
	f.Fuzz(func(t *testing.T, s string) {
		got := domain.NormalizePhone(s)
		if again := domain.NormalizePhone(got); again != got {
			t.Errorf("not idempotent: %q, %q", got, again)
		}
		for i, r := range got {
			if (i == 0) != (r == '+') || (i > 0 && (r < '0' || r > '9')) {
				t.Errorf("%q from %q is no number", got, s)
			}
		}
	})
}

func TestLooksLikeUserID(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{"DE.1349": true, "DE.ENT.1": true, "4915": false, "de.1": false, "DE.": false, "": false} {
		if got := domain.LooksLikeUserID(in); got != want {
			t.Errorf("LooksLikeUserID(%q) = %v", in, got)
		}
	}
}

func TestAddressPrefersThePhone(t *testing.T) {
	t.Parallel()
	c := domain.Contact{Phone: "+491", UserID: "DE.1"}
	if got := c.Address(); got != (domain.Address{Phone: "+491"}) {
		t.Errorf("got %+v", got)
	}
	c.Phone = ""
	if got := c.Address(); got != (domain.Address{UserID: "DE.1"}) {
		t.Errorf("got %+v", got)
	}
}

func TestReplyWindow(t *testing.T) {
	t.Parallel()
	wrote := time.Date(2026, 11, 20, 18, 0, 0, 0, time.UTC)
	c := domain.Chat{LastInAt: wrote}
	if !c.CanReply(wrote.Add(domain.ReplyWindow - time.Second)) {
		t.Error("shut too early")
	}
	if c.CanReply(wrote.Add(domain.ReplyWindow)) {
		t.Error("open too long")
	}
	if (domain.Chat{}).CanReply(wrote) {
		t.Error("open for somebody who never wrote")
	}
}

func TestCodeOfLooksThroughTheChain(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("opening: %w", domain.Fail(domain.CodeNewer, "x", errors.New("why")))
	if got := domain.CodeOf(err); got != domain.CodeNewer {
		t.Errorf("got %q", got)
	}
	if domain.CodeOf(errors.New("plain")) != domain.CodeInternal || domain.CodeOf(nil) != "" {
		t.Error("wrong code for plain or no error")
	}
}

func TestMergingChangesKeepsEachChatOnce(t *testing.T) {
	t.Parallel()
	var c domain.Changes
	if !c.Empty() {
		t.Error("no change is not empty")
	}
	c.Merge(domain.Changes{Chats: []int64{1, 2}, Messages: 2, Waiting: []int64{2}})
	c.Merge(domain.Changes{Chats: []int64{2, 3}, Messages: 1, Link: true})
	if len(c.Chats) != 3 || c.Messages != 3 || !c.Link || c.Empty() {
		t.Errorf("got %+v", c)
	}
}
