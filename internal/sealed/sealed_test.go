package sealed_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/sealed"
)

const (
	passphrase = "vier Wörter ohne Sinn"
	cheap      = 8
)

func seal(t *testing.T, l sealed.Lock, text []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := l.Seal(&out)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(k sealed.Key, text []byte) ([]byte, error) {
	r, err := k.Open(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func noise(n int) []byte {
	luck := rand.New(rand.NewPCG(7, 7))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(luck.Uint32())
	}
	return b
}

func withPassphrase(t *testing.T) (sealed.Lock, sealed.Key) {
	t.Helper()
	l, err := sealed.ForPassphraseAt(passphrase, cheap)
	if err != nil {
		t.Fatal(err)
	}
	k, err := sealed.Passphrase(passphrase)
	if err != nil {
		t.Fatal(err)
	}
	return l, k
}

func withKey(t *testing.T) (sealed.Lock, sealed.Key) {
	t.Helper()
	secret, public, err := sealed.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	l, err := sealed.For("# Tom\n" + public + "\n")
	if err != nil {
		t.Fatal(err)
	}
	k, err := sealed.Identity(strings.NewReader(secret))
	if err != nil {
		t.Fatal(err)
	}
	return l, k
}

func TestWhatIsSealedComesBack(t *testing.T) {
	t.Parallel()
	for name, make := range map[string]func(*testing.T) (sealed.Lock, sealed.Key){"passphrase": withPassphrase, "key": withKey} {
		for _, size := range []int{0, 1, 64 << 10, 64<<10 + 1, 300_000} {
			l, k := make(t)
			want := noise(size)
			file := seal(t, l, want)
			if !sealed.Sealed(file) || sealed.WantsPassphrase(file) != (name == "passphrase") {
				t.Errorf("%s: not known by its beginning", name)
			}
			if size > 100 && bytes.Contains(file, want[:50]) {
				t.Errorf("%s: readable", name)
			}
			if got, err := open(k, file); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s, %d bytes: %d came back, %v", name, size, len(got), err)
			}
		}
	}
}

func TestEveryRecipientCanOpen(t *testing.T) {
	t.Parallel()
	mine, public, err := sealed.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	theirs, other, err := sealed.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	l, err := sealed.For(public, other)
	if err != nil {
		t.Fatal(err)
	}
	file := seal(t, l, []byte("for both"))
	for _, secret := range []string{mine, theirs} {
		k, err := sealed.Identity(strings.NewReader(secret))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := open(k, file); err != nil || string(got) != "for both" {
			t.Errorf("%q, %v", got, err)
		}
	}
}

func TestDamageIsNoticed(t *testing.T) {
	t.Parallel()
	l, k := withKey(t)
	file := seal(t, l, noise(150_000))
	luck := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		cut := file[:luck.IntN(len(file))]
		if _, err := open(k, cut); err == nil {
			t.Fatalf("cut to %d of %d bytes: accepted", len(cut), len(file))
		} else if code := domain.CodeOf(err); code != domain.CodeSealBroken {
			t.Fatalf("cut to %d of %d bytes: %v", len(cut), len(file), err)
		}
		bad := bytes.Clone(file)
		bad[luck.IntN(len(bad))] ^= 1 << luck.IntN(8)
		if _, err := open(k, bad); err == nil {
			t.Fatal("a turned bit was accepted")
		} else if code := domain.CodeOf(err); code != domain.CodeSealBroken && code != domain.CodeSealKey {
			t.Fatal(err)
		}
	}
	if _, err := open(k, append(bytes.Clone(file), 'x')); domain.CodeOf(err) != domain.CodeSealBroken {
		t.Errorf("something behind the end: %v", err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	l, _ := withPassphrase(t)
	file := seal(t, l, []byte("x"))
	wrong, err := sealed.Passphrase("vier andere Wörter")
	if err != nil {
		t.Fatal(err)
	}
	_, stranger := withKey(t)
	secret, _, err := sealed.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		do   func() error
		want domain.Code
	}{
		"wrong passphrase": {func() error { _, err := open(wrong, file); return err }, domain.CodeSealKey},
		"wrong kind":       {func() error { _, err := open(stranger, file); return err }, domain.CodeSealKey},
		"no key":           {func() error { _, err := open(sealed.Key{}, file); return err }, domain.CodeSealKey},
		"empty passphrase": {func() error { _, err := sealed.Passphrase(""); return err }, domain.CodeSealKey},
		"no identity":      {func() error { _, err := sealed.Identity(strings.NewReader("hello")); return err }, domain.CodeSealKey},
		"empty file":       {func() error { _, err := open(stranger, nil); return err }, domain.CodeSealBroken},
		"no sealed file":   {func() error { _, err := open(stranger, []byte("PK\x03\x04")); return err }, domain.CodeSealBroken},
		"short":            {func() error { _, err := sealed.ForPassphrase("elf Zeichen"); return err }, domain.CodeSealWeak},
		"for nobody":       {func() error { _, err := sealed.For(); return err }, domain.CodeSealFor},
		"for nonsense":     {func() error { _, err := sealed.For("age1nonsense"); return err }, domain.CodeSealFor},
		"secret as public": {func() error { _, err := sealed.For(secret); return err }, domain.CodeSealFor},
		"zero lock":        {func() error { _, err := sealed.Lock{}.Seal(io.Discard); return err }, domain.CodeSealFor},
	} {
		err := c.do()
		if domain.CodeOf(err) != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the error tells the secret key", name)
		}
	}
}

// A disk that fails while it is read has not damaged anything, and what is
// said about it must not send her to another copy.
func TestAFailingDiskIsNoDamage(t *testing.T) {
	t.Parallel()
	l, k := withKey(t)
	file := seal(t, l, noise(200_000))
	broken := errors.New("input/output error")
	for _, at := range []int{0, 10, 1000, 150_000} {
		r, err := k.Open(io.MultiReader(bytes.NewReader(file[:at]), iotest.ErrReader(broken)))
		if err == nil {
			_, err = io.Copy(io.Discard, r)
		}
		if !errors.Is(err, broken) || domain.CodeOf(err) == domain.CodeSealBroken {
			t.Errorf("at byte %d: %v", at, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	k, err := sealed.Identity(strings.NewReader("AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte("age-encryption.org/v1\n-> X25519 x\n--- y\n"))
	f.Add([]byte("age-encryption.org/v1\n-> scrypt x 99\n--- y\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if _, err := open(k, file); err == nil {
			t.Error("opened what nobody has sealed")
		}
	})
}
