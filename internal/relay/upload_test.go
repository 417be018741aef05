package relay_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/fakewa"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

func TestUploadGoesThrough(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := files(nil)
		o := bubble(t)
		o.Files = f
		d := &desk{t: t}
		d.open(o)
		defer d.stop()
		var length int64
		f.upload = func(name, mime string, r io.Reader) (string, error) {
			var err error
			if length, err = whatsapp.Remaining(r); err != nil {
				return "", err
			}
			got, err := io.ReadAll(r)
			if name != `Flyer "neu".pdf` || mime != "application/pdf" || string(got) != "%PDF Flyer" {
				t.Errorf("%q, %q, %q", name, mime, got)
			}
			return "900", err
		}
		for _, known := range []bool{true, false} {
			var r io.Reader = strings.NewReader("%PDF Flyer")
			want := int64(10)
			if !known {
				r, want = io.MultiReader(r), -1
			}
			id, err := d.Upload(context.Background(), `Flyer "neu".pdf`, "application/pdf", r)
			if id != "900" || err != nil || length != want {
				t.Errorf("%q, %v, length %d, want %d", id, err, length, want)
			}
		}
	})
}

func TestUploadThatFails(t *testing.T) {
	t.Parallel()
	all := func(r io.Reader) error { _, err := io.Copy(io.Discard, r); return err }
	for name, tc := range map[string]struct {
		body   io.Reader
		kind   string
		upload func(r io.Reader) error
		code   domain.Code
	}{
		"refused by Meta":  {nil, "", func(r io.Reader) error { return errors.Join(all(r), graphSays(131053)) }, domain.CodeRefused},
		"Meta is down":     {nil, "", func(r io.Reader) error { return errors.Join(all(r), &whatsapp.APIError{HTTP: 500}) }, domain.CodeMetaDown},
		"token expired":    {nil, "", func(r io.Reader) error { return errors.Join(all(r), graphSays(190)) }, domain.CodeMetaDown},
		"account locked":   {nil, "", func(r io.Reader) error { return errors.Join(all(r), graphSays(131031)) }, domain.CodeMetaDown},
		"too many calls":   {nil, "", func(r io.Reader) error { return errors.Join(all(r), graphSays(130429)) }, domain.CodeMetaDown},
		"no token":         {nil, "", func(io.Reader) error { return domain.Fail(domain.CodeMissingSecret, "access_token", nil) }, domain.CodeMissingSecret},
		"empty":            {strings.NewReader(""), "", all, domain.CodeEmpty},
		"too large":        {io.NewSectionReader(zeros{}, 0, whatsapp.MaxMedia+1), "", all, domain.CodeTooLong},
		"endless":          {endless{}, "", all, domain.CodeTooLong},
		"no type":          {nil, "kein Typ", all, domain.CodeUsage},
		"breaks off":       {io.MultiReader(strings.NewReader("%P"), iotest.ErrReader(errors.New("gone"))), "", all, domain.CodeInternal},
		"Meta breaks down": {nil, "", func(io.Reader) error { panic("broken") }, domain.CodeRelayNonsense},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				f := files(nil)
				f.upload = func(_, _ string, r io.Reader) (string, error) { return "", tc.upload(r) }
				o := bubble(t)
				o.Files = f
				d := &desk{t: t}
				d.open(o)
				defer d.stop()
				body, kind := tc.body, tc.kind
				if body == nil {
					body = strings.NewReader("%PDF Flyer")
				}
				if kind == "" {
					kind = "application/pdf"
				}
				id, err := d.Upload(context.Background(), "a.pdf", kind, body)
				if got := domain.CodeOf(err); got != tc.code || id != "" {
					t.Errorf("%q, %v; want %s", id, err, tc.code)
				}
			})
		})
	}
}

// zeros is a file of any length.
type zeros struct{}

func (zeros) ReadAt(p []byte, _ int64) (int, error) { clear(p); return len(p), nil }

// A relay of an older version does not know the call, which is another thing
// than a file that is not there.
func TestMediaOfAnOldRelay(t *testing.T) {
	t.Parallel()
	c := answering(t, http.StatusNotFound, `{"error":{"code":"not_found","detail":"path"}}`)
	_, err := c.Media(t.Context(), "1")
	wantCode(t, err, domain.CodeRelayNonsense)
	wantCode(t, c.ForgetMedia(t.Context(), "1"), domain.CodeRelayNonsense)
	_, err = c.Upload(t.Context(), "a", "text/plain", strings.NewReader("a"))
	wantCode(t, err, domain.CodeRelayNonsense)
}

// A file that breaks off, or a page in its place, is no file.
func TestMediaThatBreaksOff(t *testing.T) {
	t.Parallel()
	c := answeringBy(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Header().Set("Content-Length", "10")
		fmt.Fprint(w, "%PDF")
	})
	r, err := c.Media(t.Context(), "1")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	_, err = io.ReadAll(r)
	wantCode(t, err, domain.CodeRelayDown)
	page := answeringBy(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>Anmelden</html>") })
	_, err = page.Media(t.Context(), "1")
	wantCode(t, err, domain.CodeRelayNonsense)
}

func answeringBy(t *testing.T, fn http.HandlerFunc) *relay.Client {
	t.Helper()
	s := httptest.NewServer(fn)
	t.Cleanup(s.Close)
	return clientOf(t, s.URL)
}

func answering(t *testing.T, status int, body string) *relay.Client {
	t.Helper()
	return answeringBy(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	})
}

// All the way: from the desk's client through the relay to a pretend Meta, byte
// for byte, also if it is as large as WhatsApp allows.
func TestUploadAllTheWay(t *testing.T) {
	t.Parallel()
	meta, err := fakewa.Start(t.Context(), fakewa.Options{Clock: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = meta.Close() })
	o := options(t)
	o.Files = whatsapp.NewClient(whatsapp.ClientOptions{
		BaseURL: meta.Base(), PhoneNumberID: fakewa.DefaultPhoneNumberID, Token: func() (string, error) { return fakewa.DefaultToken, nil },
	})
	c := client(t, start(t, o))
	for _, size := range []int64{1, 4096, 3 << 20, 100 << 20} {
		data := io.NewSectionReader(zeros{}, 0, size)
		id, err := c.Upload(t.Context(), "Mappe \"neu\"\r\nX: y.pdf", "application/pdf", data)
		if err != nil || id == "" {
			t.Fatalf("%d bytes: %q, %v", size, id, err)
		}
		all := meta.Uploads()
		if got := all[len(all)-1]; int64(len(got.Data)) != size || got.MIME != "application/pdf" {
			t.Errorf("%d bytes came as %d, %s", size, len(got.Data), got.MIME)
		}
	}
	_, err = c.Upload(t.Context(), "a.sh", "application/x-sh", strings.NewReader("#!/bin/sh"))
	wantCode(t, err, domain.CodeRefused)
}
