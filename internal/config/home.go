package config

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

const appName = "sprechstunde"

// Home says where our files live.
type Home struct {
	Config string // folder of config.yaml
	Data   string // folder of the databases
	State  string // folder of logs
}

// ResolveHome finds the folders. flag (--home), or else SPRECHSTUNDE_HOME, puts
// everything into one folder; without them the XDG folders are used, and on
// macOS and Windows what the system has for applications. Nothing is made yet.
func ResolveHome(flag string, env LookupEnv) (Home, error) {
	return resolveHome(flag, env, runtime.GOOS, os.UserConfigDir)
}

func resolveHome(flag string, env LookupEnv, goos string, userConfig func() (string, error)) (Home, error) {
	one := flag
	if one == "" {
		one, _ = env(EnvPrefix + "HOME")
	}
	if one != "" {
		dir, err := filepath.Abs(one)
		return Home{Config: dir, Data: dir, State: dir}, err
	}
	if goos == "darwin" || goos == "windows" {
		return systemHome(env, goos, userConfig)
	}
	return xdgHome(env)
}

// systemHome uses the local, not the roaming profile on Windows for data: a
// roaming one is copied over the network at every log-on, databases and all.
func systemHome(env LookupEnv, goos string, userConfig func() (string, error)) (Home, error) {
	base, err := userConfig()
	if err != nil {
		return Home{}, err
	}
	data := base
	if local, ok := env("LocalAppData"); ok && local != "" && goos == "windows" {
		data = local
	}
	data = filepath.Join(data, appName)
	return Home{Config: filepath.Join(base, appName), Data: data, State: data}, nil
}

var errNoHome = errors.New("neither HOME nor the XDG folders are set; use --home DIR")

func xdgHome(env LookupEnv) (Home, error) {
	user, _ := env("HOME")
	// The XDG specification wants relative paths ignored.
	folder := func(variable string, fallback ...string) string {
		if dir, ok := env(variable); ok && filepath.IsAbs(dir) {
			return filepath.Join(dir, appName)
		}
		if user == "" {
			return ""
		}
		return filepath.Join(append(append([]string{user}, fallback...), appName)...)
	}
	h := Home{
		Config: folder("XDG_CONFIG_HOME", ".config"),
		Data:   folder("XDG_DATA_HOME", ".local", "share"),
		State:  folder("XDG_STATE_HOME", ".local", "state"),
	}
	if h.Config == "" || h.Data == "" || h.State == "" {
		return Home{}, errNoHome
	}
	return h, nil
}

// Make makes the folders that are not there yet, with mode 0700.
func (h Home) Make() error {
	for _, dir := range []string{h.Config, h.Data, h.State, filepath.Dir(h.LogFile())} {
		if err := MakeFolder(dir); err != nil {
			return err
		}
	}
	return nil
}

// ConfigFile is the configuration.
func (h Home) ConfigFile() string { return filepath.Join(h.Config, "config.yaml") }

// DeskDB is the desk's database.
func (h Home) DeskDB() string { return filepath.Join(h.Data, "desk.db") }

// Media is the folder of the files that came with messages or go with them.
func (h Home) Media() string { return filepath.Join(h.Data, "media") }

// RelayDB is the relay's database.
func (h Home) RelayDB() string { return filepath.Join(h.Data, "relay.db") }

// AnswerFiles is the folder of the files that prepared answers name.
func (h Home) AnswerFiles() string { return filepath.Join(h.Config, "files") }

// LockFile guards the desk's database: who holds it is the only desk here.
func (h Home) LockFile() string { return h.DeskDB() + ".lock" }

// LogFile is the desk's newest log; older ones stand beside it.
func (h Home) LogFile() string { return filepath.Join(h.State, "log", "desk.log") }

// RelayLogFile is the log of a relay that runs as its own process. Two
// processes cannot share a file that is rotated.
func (h Home) RelayLogFile() string { return filepath.Join(h.State, "log", "relay.log") }
