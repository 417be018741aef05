package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// needle is in exactly seven messages of each size.
const needle = "Nadelöhrprobe"

// mailRuns is how often a mail program is started: some take seconds.
const mailRuns = 3

// mailPrograms are those of the peers that this machine has, on the same
// messages as a maildir.
func (b *bench) mailPrograms(s *size) ([]scene, error) {
	if !withMail[s.name] {
		return nil, nil
	}
	var scenes []scene
	for name, make := range map[string]func(*size) (scene, error){"neomutt": b.neomutt, "aerc": b.aerc} {
		path, err := exec.LookPath(name)
		if err != nil {
			fmt.Fprintf(b.say, "%s: %s is not installed and left out\n", s.name, name)
			continue
		}
		sc, err := make(s)
		if err != nil {
			return nil, fmt.Errorf("preparing %s: %w", name, err)
		}
		sc.Name, sc.Cmd[0], sc.Key, sc.Keys, sc.Runs, sc.Timeout = name+"-"+s.name, path, "j", b.keys, mailRuns, 60
		scenes = append(scenes, sc)
	}
	return scenes, nil
}

func (b *bench) neomutt(s *size) (scene, error) {
	home, err := b.mailHome("neomutt-" + s.name)
	rc := filepath.Join(home, "rc")
	text := fmt.Sprintf(`set folder=%q
set spoolfile=%q
set header_cache=%q
set sort=reverse-date
set sleep_time=0
push <first-entry>
`, s.corpus, filepath.Join(s.corpus, "maildir"), filepath.Join(home, "cache"))
	if err == nil {
		err = os.WriteFile(rc, []byte(text), 0o600)
	}
	return scene{
		Cmd: []string{"", "-n", "-R", "-F", rc}, Env: map[string]string{"HOME": home}, Marker: `Msgs:`, MinRows: 30, Quit: "x",
		Steps: []step{{Name: "search", Keys: "l~b " + needle + "<Enter>", Marker: `Msgs:[0-9]+/`}}, // it misses one of seven at M
	}, err
}

// aerc is asked for no text: that of Debian 12 finds no word with an umlaut.
func (b *bench) aerc(s *size) (scene, error) {
	home, err := b.mailHome("aerc-" + s.name)
	accounts := fmt.Sprintf("[bench]\nsource = maildir://%s\ndefault = maildir\nfrom = Bench <bench@wa.invalid>\n", s.corpus)
	if err == nil {
		err = os.MkdirAll(filepath.Join(home, "aerc"), 0o700)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(home, "aerc", "accounts.conf"), []byte(accounts), 0o600)
	}
	env := map[string]string{"HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": filepath.Join(home, "cache"), "XDG_DATA_HOME": home}
	return scene{
		Cmd: []string{""}, Env: env, Marker: `20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]`, MinRows: 30, Quit: ":quit<Enter>",
	}, err
}

// mailHome is a fresh folder for what a mail program keeps.
func (b *bench) mailHome(name string) (string, error) {
	home := filepath.Join(b.folder, name)
	if err := os.MkdirAll(home, 0o700); err != nil {
		return "", fmt.Errorf("making a folder: %w", err)
	}
	return home, nil
}
