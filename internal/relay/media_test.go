package relay_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/relay"
	"sprechstunde/whatsapp"
)

func TestFileIsFetchedKeptAndForgotten(t *testing.T) {
	t.Parallel()
	data := []byte("%PDF Lebenslauf")
	f := files(map[string][]byte{"m/1": data})
	withFiles(t, f, func(d *desk, o relay.Options) {
		for range 3 { // Meta delivers as often as it likes
			d.gets(carries("wamid.1", "m/1", data))
		}
		pass(time.Second)
		want := domain.MediaNews{ID: "m/1", State: domain.FileFetched, MIME: "application/pdf", SHA256: sumOf(data), Size: int64(len(data))}
		news := d.about("m/1")
		if len(news) != 1 || news[0].At.IsZero() {
			t.Fatalf("news: %+v", news)
		}
		if news[0].At = (time.Time{}); news[0] != want {
			t.Errorf("told %+v", news[0])
		}
		if got, err := d.file("m/1"); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%q, %v", got, err)
		}
		if names := depot(t, o); len(names) != 1 || strings.Contains(names[0], "Lebenslauf") {
			t.Errorf("in the folder: %q", names)
		}
		d.restart(o)
		if got, err := d.file("m/1"); err != nil || !bytes.Equal(got, data) {
			t.Errorf("after a restart: %q, %v", got, err)
		}
		for range 2 {
			if err := d.ForgetMedia(context.Background(), "m/1"); err != nil {
				t.Fatal(err)
			}
		}
		_, err := d.file("m/1")
		wantCode(t, err, domain.CodeNotFound)
		d.gets(carries("wamid.1", "m/1", data))
		pass(time.Hour)
		if infos, loads := f.asked(); infos != 1 || loads != 1 || len(depot(t, o)) != 0 || d.told("m/1") != "fetched" {
			t.Errorf("asked %d times, fetched %d times, told %q, kept %d", infos, loads, d.told("m/1"), len(depot(t, o)))
		}
		if h := d.health(); h.FilesWaiting != 0 || h.FilesLost != 0 || h.FilesTrouble != "" {
			t.Errorf("health: %+v", h)
		}
	})
}

// The address in a message is fresh, and one call is enough.
func TestAddressInTheMessageIsTriedFirst(t *testing.T) {
	t.Parallel()
	data := []byte("Foto")
	f := files(map[string][]byte{"m1": data, "m2": data, "m3": data})
	with := func(id, address string) fields {
		m := carries("wamid."+id, id, data)
		m["document"].(fields)["url"] = address
		return m
	}
	withFiles(t, f, func(d *desk, _ relay.Options) {
		d.gets(with("m1", goodURL+"m1"))
		pass(time.Second)
		if infos, _ := f.asked(); infos != 0 || d.told("m1") != "fetched" {
			t.Errorf("asked %d times, %s", infos, d.told("m1"))
		}
		d.gets(with("m2", goodURL+"old")) // one that does not work is no reason to wait
		pass(time.Second)
		if infos, _ := f.asked(); infos != 1 || d.told("m2") != "fetched" {
			t.Errorf("asked %d times, %s", infos, d.told("m2"))
		}
		f.change(func() {
			f.download = func(address string, _ int) (whatsapp.Download, error) {
				if strings.Contains(address, "evil") {
					return whatsapp.Download{}, whatsapp.ErrForeignHost
				}
				return f.given(address)
			}
		})
		d.gets(with("m3", "https://evil.example/m3")) // nor is one that leads elsewhere
		pass(time.Second)
		if d.told("m3") != "fetched" {
			t.Error(d.told("m3"))
		}
	})
}

// always and first are ways for a file to go wrong: each time, or n times.
type trouble struct {
	info     func(f *fakeFiles, id string, n int) (domain.Media, error)
	download func(f *fakeFiles, address string, n int) (whatsapp.Download, error)
	want     string        // told in the end
	within   time.Duration // when that is
	least    time.Duration // … and when not yet
	code     domain.Code   // in the health while it waits
}

// infoOf changes what Meta says of a file.
func infoOf(change func(*domain.Media)) func(*fakeFiles, string, int) (domain.Media, error) {
	return func(f *fakeFiles, id string, _ int) (domain.Media, error) {
		m, err := f.told(id)
		change(&m)
		return m, err
	}
}

func failing(err error, times int) func(*fakeFiles, string, int) (whatsapp.Download, error) {
	return func(f *fakeFiles, address string, n int) (whatsapp.Download, error) {
		if times == 0 || n <= times {
			return whatsapp.Download{}, err
		}
		return f.given(address)
	}
}

func failingInfo(err error, times int) func(*fakeFiles, string, int) (domain.Media, error) {
	return func(f *fakeFiles, id string, n int) (domain.Media, error) {
		if times == 0 || n <= times {
			return domain.Media{}, err
		}
		return f.told(id)
	}
}

func giving(r func() whatsapp.Download, times int) func(*fakeFiles, string, int) (whatsapp.Download, error) {
	return func(f *fakeFiles, address string, n int) (whatsapp.Download, error) {
		if times == 0 || n <= times {
			return r(), nil
		}
		return f.given(address)
	}
}

// stream is a body without a length.
func stream(r io.Reader) func() whatsapp.Download {
	return func() whatsapp.Download { return whatsapp.Download{Body: io.NopCloser(r), Size: -1} }
}

// endless has no end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// hung says nothing until its call ends.
type hung struct{ ctx context.Context }

func (h hung) Read([]byte) (int, error) { <-h.ctx.Done(); return 0, h.ctx.Err() }

func (hung) Close() error { return nil }

const (
	week = 7 * 24 * time.Hour
	soon = 10 * time.Minute
	// thoroughly is enough for something wrong to be looked at five times.
	thoroughly = 3 * time.Hour
)

var troubles = map[string]trouble{
	"an old address":           {download: failing(&whatsapp.APIError{HTTP: 404}, 3), want: "fetched", within: soon},
	"a fault at Meta":          {info: failingInfo(&whatsapp.APIError{HTTP: 503}, 4), want: "fetched", within: soon},
	"a fault with a code":      {info: failingInfo(&whatsapp.APIError{HTTP: 500, Failure: domain.Failure{Code: 131000, Title: "x"}}, 4), want: "fetched", within: soon},
	"too many requests":        {download: failing(&whatsapp.APIError{HTTP: 429}, 2), want: "fetched", within: soon},
	"no line":                  {info: failingInfo(&net.OpError{Op: "dial", Err: errors.New("refused")}, 6), want: "fetched", within: time.Hour, code: domain.CodeMetaDown},
	"cut in the middle":        {download: giving(stream(io.MultiReader(strings.NewReader("%PD"), iotest.ErrReader(io.ErrUnexpectedEOF))), 3), want: "fetched", within: soon},
	"a page":                   {download: giving(func() whatsapp.Download { d := body([]byte("<html>")); d.Page = true; return d }, 20), want: "fetched", within: 20 * time.Hour},
	"another file, then right": {download: giving(func() whatsapp.Download { return body([]byte("%PDF Lebenslauf!")) }, 3), want: "fetched", within: thoroughly},
	"a dead token for days":    {info: failingInfo(graphSays(190), 400), want: "fetched", within: week, least: 10 * time.Hour, code: domain.CodeRefused},

	"never anybody there":  {info: failingInfo(&net.OpError{Op: "dial", Err: errors.New("refused")}, 0), want: "lost expired", within: week + time.Hour, least: week - time.Hour, code: domain.CodeMetaDown},
	"always another file":  {download: giving(func() whatsapp.Download { return body([]byte("%PDF lebenslauf")) }, 0), want: "lost sum", within: thoroughly, least: 10 * time.Minute},
	"always too short":     {download: giving(func() whatsapp.Download { return body([]byte("%PDF")) }, 0), want: "lost sum", within: thoroughly},
	"longer than told":     {download: giving(stream(endless{}), 0), want: "lost sum", within: thoroughly},
	"endless":              {info: infoOf(func(m *domain.Media) { m.Size = 0 }), download: giving(stream(endless{}), 0), want: "lost too_large", within: thoroughly},
	"0 bytes":              {download: giving(stream(strings.NewReader("")), 0), want: "lost empty", within: thoroughly},
	"a foreign host":       {download: failing(whatsapp.ErrForeignHost, 0), want: "lost host", within: thoroughly},
	"a huge one":           {info: infoOf(func(m *domain.Media) { m.Size = whatsapp.MaxMedia + 1 }), want: "lost too_large", within: time.Minute},
	"an unknown id":        {info: failingInfo(graphSays(100), 0), want: "lost expired", within: thoroughly, least: 10 * time.Minute},
	"refused to us":        {info: failingInfo(graphSays(10), 0), want: "lost refused", within: week + time.Hour, least: week - time.Hour, code: domain.CodeRefused},
	"other sums than said": {info: infoOf(func(m *domain.Media) { m.SHA256 = strings.Repeat("ab", 32) }), want: "lost sum", within: thoroughly},
	"a broken decoder":     {info: func(*fakeFiles, string, int) (domain.Media, error) { panic("broken") }, want: "lost expired", within: week + time.Hour},
	"pages for ever":       {download: giving(func() whatsapp.Download { d := body([]byte("<html>")); d.Page = true; return d }, 0), want: "lost refused", within: week + time.Hour, least: week - time.Hour},
}

func TestWhatGoesWrongWithFiles(t *testing.T) {
	t.Parallel()
	data := []byte("%PDF Lebenslauf")
	for name, tr := range troubles {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := files(map[string][]byte{"m1": data})
			if tr.info != nil {
				f.info = func(id string, n int) (domain.Media, error) { return tr.info(f, id, n) }
			}
			if tr.download != nil {
				f.download = func(a string, n int) (whatsapp.Download, error) { return tr.download(f, a, n) }
			}
			withFiles(t, f, func(d *desk, o relay.Options) {
				d.gets(carries("wamid.1", "m1", data))
				if tr.least > 0 {
					pass(tr.least)
					if got, h := d.told("m1"), d.health(); got != "" || h.FilesWaiting != 1 || h.FilesTrouble != tr.code {
						t.Errorf("after %v it is %q, health %+v", tr.least, got, h)
					}
				}
				pass(tr.within - tr.least)
				if got := d.told("m1"); got != tr.want {
					t.Errorf("told %q, want %q", got, tr.want)
				}
				got, err := d.file("m1")
				kept := 0
				if tr.want == "fetched" {
					kept = 1
				}
				if (err == nil) != (kept == 1) || err == nil && !bytes.Equal(got, data) || len(depot(t, o)) != kept {
					t.Errorf("%q, %v, kept %q", got, err, depot(t, o))
				}
				if h := d.health(); h.FilesWaiting != 0 || h.FilesLost != 1-kept {
					t.Errorf("health: %+v", h)
				}
				if infos, _ := f.asked(); infos > 1500 {
					t.Errorf("Meta was asked %d times", infos)
				}
			})
		})
	}
}

// Who is erased while a file of theirs comes in: when that is said to be done, nothing
// of it lies there any more.
func TestErasedWhileAFileIsFetched(t *testing.T) {
	t.Parallel()
	f := files(map[string][]byte{"m1": []byte("Lebenslauf"), "m2": []byte("Zeugnis")})
	f.hang = 2
	withFiles(t, f, func(d *desk, o relay.Options) {
		d.gets(carries("wamid.1", "m1", []byte("Lebenslauf")), carries("wamid.2", "m2", []byte("Zeugnis")))
		pass(time.Second)
		if names := depot(t, o); len(names) != 2 {
			t.Errorf("under way: %q", names)
		}
		if _, err := d.Forget(context.Background(), domain.Forget{Key: []byte("k"), IDs: []string{"m1"}}); err != nil {
			t.Error(err)
		}
		if names := depot(t, o); len(names) != 1 {
			t.Errorf("when it is done: %q", names)
		}
		pass(soon)
		if d.told("m1") != "" || d.told("m2") != "fetched" || len(depot(t, o)) != 1 {
			t.Errorf("later: %q, %q, %q", d.told("m1"), d.told("m2"), depot(t, o))
		}
	})
}

// A deputy's desk lets go of a file when it has it. The desk of the adviser who is
// away has still to get it, should no bundle come back; it goes when she has passed it
// for long enough, and with its person.
func TestWhatADeputyLetsGoOfStaysForTheAdviser(t *testing.T) {
	t.Parallel()
	data := []byte("Sprachnachricht")
	withFiles(t, files(map[string][]byte{"m1": data, "m2": data}), func(d *desk, o relay.Options) {
		maja, tom := named(d.t, d.relay, "a", "Maja"), named(d.t, d.relay, "b", "Tom")
		if err := maja.SetDeputy(context.Background(), domain.Deputy{Name: "Tom"}); err != nil {
			t.Error(err)
		}
		d.gets(carries("wamid.1", "m1", data), carries("wamid.2", "m2", data))
		pass(time.Second)
		erased := domain.Forget{Key: []byte("k"), IDs: []string{"m2"}}
		_, failed := tom.Forget(context.Background(), erased)
		if err := errors.Join(tom.ForgetMedia(context.Background(), "m1"), failed, maja.SetDeputy(context.Background(), domain.Deputy{})); err != nil {
			t.Error(err)
		}
		if got, err := d.file("m1"); err != nil || !bytes.Equal(got, data) || len(depot(t, o)) != 1 {
			t.Errorf("%q, %v, %d files", got, err, len(depot(t, o)))
		}
		pass(domain.LeaseTime) // Tom's desk is silent
		_, last := d.kept()
		d.pull(last)
		pass(relay.KeepPassed + 3*24*time.Hour)
		if names := depot(t, o); len(names) != 0 {
			t.Errorf("left: %q", names)
		}
	})
}

// Without any sum the length is all there is to tell half a file by.
func TestHalfAFileWithoutASum(t *testing.T) {
	t.Parallel()
	data := []byte("%PDF Lebenslauf")
	f := files(map[string][]byte{"m1": data})
	f.info = func(id string, _ int) (domain.Media, error) {
		m, err := f.told(id)
		m.SHA256 = ""
		return m, err
	}
	f.download = func(address string, n int) (whatsapp.Download, error) {
		if n == 1 {
			return stream(bytes.NewReader(data[:5]))(), nil
		}
		return f.given(address)
	}
	withFiles(t, f, func(d *desk, _ relay.Options) {
		m := carries("wamid.1", "m1", data)
		delete(m["document"].(fields), "sha256")
		d.gets(m)
		pass(soon)
		if got, err := d.file("m1"); err != nil || !bytes.Equal(got, data) || d.told("m1") != "fetched" {
			t.Errorf("%q, %v, told %q", got, err, d.told("m1"))
		}
	})
}

// A transfer that stands still is given up, one that only is slow is not.
func TestFileThatStandsStill(t *testing.T) {
	t.Parallel()
	data := []byte("%PDF Lebenslauf")
	f := files(map[string][]byte{"m1": data})
	f.hang = 1
	withFiles(t, f, func(d *desk, _ relay.Options) {
		d.gets(carries("wamid.1", "m1", data))
		pass(5 * time.Minute)
		if d.told("m1") != "fetched" {
			t.Error(d.told("m1"))
		}
	})
}

func TestFilesOnAFullDisk(t *testing.T) {
	t.Parallel()
	data := []byte("%PDF Lebenslauf")
	f := files(map[string][]byte{"m1": data})
	var mu sync.Mutex
	free := uint64(32 << 20)
	inBubbleOf(t, func(o *relay.Options) {
		o.Files, o.PhoneNumberID = f, "555"
		o.Free = func(string) (uint64, error) {
			mu.Lock()
			defer mu.Unlock()
			return free, nil
		}
	}, func(d *desk, o relay.Options) {
		d.gets(carries("wamid.1", "m1", data))
		pass(24 * time.Hour)
		if h := d.health(); h.FilesTrouble != domain.CodeDiskFull || h.FilesWaiting != 1 || len(depot(t, o)) != 0 {
			t.Errorf("health: %+v", h)
		}
		mu.Lock()
		free = 33 << 20
		mu.Unlock()
		pass(time.Hour)
		if h := d.health(); d.told("m1") != "fetched" || h.FilesTrouble != "" {
			t.Errorf("told %q, health %+v", d.told("m1"), h)
		}
	})
}

// What is not ours, not a file, or cannot be asked for, makes no call.
func TestFilesThatAreNotFetched(t *testing.T) {
	t.Parallel()
	f := files(nil)
	long := strings.Repeat("9", 300)
	withFiles(t, f, func(d *desk, _ relay.Options) {
		d.arriveAt("556", fields{"messages": []fields{carries("wamid.1", "m1", nil)}})
		d.gets(carries("wamid.2", "", nil), carries("wamid.3", "..", nil), carries("wamid.4", long, nil), says(1, "wamid.5", "hallo"))
		pass(time.Hour)
		if infos, loads := f.asked(); infos+loads != 0 {
			t.Errorf("asked %d times, fetched %d times", infos, loads)
		}
		for id, want := range map[string]string{"m1": "", "..": "lost no_id", long: "lost no_id"} {
			if got := d.told(id); got != want {
				t.Errorf("%.5s is %q, want %q", id, got, want)
			}
		}
	})
}

// A file that the desk does not want is not fetched any more, and one that just
// comes in goes.
func TestFileForgottenWhileItIsFetched(t *testing.T) {
	t.Parallel()
	data := []byte("%PDF Lebenslauf")
	f := files(map[string][]byte{"m1": data})
	var d *desk
	f.download = func(address string, _ int) (whatsapp.Download, error) {
		if err := d.ForgetMedia(context.Background(), "m1"); err != nil {
			t.Error(err)
		}
		return f.given(address)
	}
	withFiles(t, f, func(desk *desk, o relay.Options) {
		d = desk
		d.gets(carries("wamid.1", "m1", data))
		pass(time.Hour)
		if infos, _ := f.asked(); infos != 1 || d.told("m1") != "" || len(depot(t, o)) != 0 || d.health().FilesWaiting != 0 {
			t.Errorf("asked %d times, told %q", infos, d.told("m1"))
		}
	})
}

// damage changes the only file of a depot.
func damage(t *testing.T, o relay.Options, how func(path string) error) {
	t.Helper()
	names := depot(t, o)
	if len(names) != 1 {
		t.Fatalf("in the folder: %q", names)
	}
	if err := how(filepath.Join(filepath.Dir(o.DBPath), "relay-media", names[0])); err != nil {
		t.Fatal(err)
	}
}

// What the disk has done to a file is noticed before the desk gets it: it is
// fetched again, or told to be lost once Meta has forgotten it.
func TestDamagedFile(t *testing.T) {
	t.Parallel()
	data := []byte("%PDF Lebenslauf")
	spoil := func(path string) error { return os.WriteFile(path, []byte("%PDF lebenslauf"), 0o600) }
	for name, how := range map[string]func(string) error{"changed": spoil, "gone": os.Remove} {
		for _, late := range []bool{false, true} {
			t.Run(fmt.Sprint(name, late), func(t *testing.T) {
				t.Parallel()
				withFiles(t, files(map[string][]byte{"m1": data}), func(d *desk, o relay.Options) {
					d.gets(carries("wamid.1", "m1", data))
					pass(time.Second)
					want := "fetched, fetched"
					if late {
						want = "fetched, lost damaged"
						pass(8 * 24 * time.Hour)
					}
					damage(t, o, how)
					if name == "gone" {
						d.restart(o) // noticed without being asked for
					} else {
						_, err := d.file("m1")
						wantCode(t, err, domain.CodeNotHere)
					}
					pass(time.Minute)
					if got := d.told("m1"); got != want {
						t.Errorf("told %q, want %q", got, want)
					}
					if got, err := d.file("m1"); !late && (err != nil || !bytes.Equal(got, data)) {
						t.Errorf("%q, %v", got, err)
					}
				})
			})
		}
	}
}

// What a kill leaves in the folder goes at the next start; what is not ours is
// left alone.
func TestLeftOversGo(t *testing.T) {
	t.Parallel()
	data := []byte("%PDF Lebenslauf")
	withFiles(t, files(map[string][]byte{"m1": data}), func(d *desk, o relay.Options) {
		d.gets(carries("wamid.1", "m1", data))
		pass(time.Second)
		dir := filepath.Join(filepath.Dir(o.DBPath), "relay-media")
		for _, name := range []string{"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXY2.part", "Urlaub.jpg"} {
			if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		d.restart(o)
		pass(time.Second)
		if names := depot(t, o); len(names) != 2 || !strings.Contains(strings.Join(names, " "), "Urlaub.jpg") {
			t.Errorf("left: %q", names)
		}
		if got, err := d.file("m1"); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%q, %v", got, err)
		}
	})
}

// A relay that was updated fetches the files of the last week, which the version
// before it has thought about already.
func TestFilesOfOldMessages(t *testing.T) {
	t.Parallel()
	data := []byte("%PDF Lebenslauf")
	f := files(map[string][]byte{"m1": data, "m2": data})
	inBubbleOf(t, func(o *relay.Options) { o.PhoneNumberID = "555" }, func(d *desk, o relay.Options) {
		d.gets(carries("wamid.1", "m1", data))
		pass(8 * 24 * time.Hour)
		d.gets(carries("wamid.2", "m2", data))
		for _, q := range []string{`DELETE FROM media`, `DELETE FROM meta WHERE key = 'files'`} {
			if err := d.relay.Exec(q); err != nil {
				t.Fatal(err)
			}
		}
		o.Files = f
		d.restart(o)
		pass(time.Minute)
		if d.told("m1") != "" || d.told("m2") != "fetched" {
			t.Errorf("m1 %q, m2 %q", d.told("m1"), d.told("m2"))
		}
		d.restart(o)
		pass(time.Minute)
		if infos, _ := f.asked(); infos != 1 {
			t.Errorf("asked %d times", infos)
		}
	})
}

// Files that the desk never took over stay as long as their messages do.
func TestPurgeOfFiles(t *testing.T) {
	t.Parallel()
	data := []byte("%PDF Lebenslauf")
	withFiles(t, files(map[string][]byte{"m1": data}), func(d *desk, o relay.Options) {
		d.gets(carries("wamid.1", "m1", data))
		pass(2 * relay.KeepPassed)
		if len(depot(t, o)) != 1 {
			t.Fatal("gone before the desk has heard of it")
		}
		_, last := d.kept()
		d.pull(last)
		pass(relay.KeepPassed - time.Hour)
		if len(depot(t, o)) != 1 {
			t.Fatal("gone too early")
		}
		pass(3 * 24 * time.Hour)
		if names := depot(t, o); len(names) != 0 {
			t.Errorf("left: %q", names)
		}
		_, err := d.file("m1")
		wantCode(t, err, domain.CodeNotFound)
	})
}

func TestManyFilesAtOnce(t *testing.T) {
	t.Parallel()
	all := map[string][]byte{}
	for n := range 100 {
		all[fmt.Sprint("m", n)] = fmt.Appendf(nil, "Datei %d", n)
	}
	f := files(all)
	withFiles(t, f, func(d *desk, o relay.Options) {
		for id, data := range all {
			d.gets(carries("wamid."+id, id, data)) // all of one name
		}
		pass(time.Minute)
		for id, data := range all {
			if got, err := d.file(id); err != nil || !bytes.Equal(got, data) {
				t.Errorf("%s: %q, %v", id, got, err)
			}
		}
		if names := depot(t, o); len(names) != len(all) {
			t.Errorf("%d files in the folder", len(names))
		}
	})
}

// TestManyDeadFilesAreLookedAtAtAWalk has a thousand files that Meta does not
// know: the second looks at them may neither cost a core nor hold up a file that
// is new.
func TestManyDeadFilesAreLookedAtAtAWalk(t *testing.T) {
	t.Parallel()
	const dead = 1000
	alive := []byte("Lebenslauf")
	f := files(map[string][]byte{"alive": alive})
	withFiles(t, f, func(d *desk, _ relay.Options) {
		for n := range dead {
			id := fmt.Sprint("dead", n)
			d.gets(carries("wamid."+id, id, []byte(id)))
		}
		pass(20 * time.Second)
		first, _ := f.asked()
		if first < dead {
			t.Fatalf("%d of %d were asked for", first, dead)
		}
		pass(2 * time.Minute)
		infos, _ := f.asked()
		if again := infos - first; again < 100 || again > 600 {
			t.Errorf("%d second looks in two minutes", again)
		}
		d.gets(carries("wamid.alive", "alive", alive))
		pass(2 * time.Second)
		if got, err := d.file("alive"); err != nil || !bytes.Equal(got, alive) {
			t.Errorf("the new file: %q, %v", got, err)
		}
	})
}
