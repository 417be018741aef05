package tools

import "strings"

// passed are the variables an outside program gets: what it needs to find the
// screen, the sound and its own files. Nothing of ours is among them.
var passed = []string{
	"PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR",
	"DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "DESKTOP_SESSION",
	"PULSE_SERVER", "PULSE_COOKIE", "PIPEWIRE_REMOTE", "ALSA_CARD", "AUDIODEV",
	"XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "XDG_DATA_HOME", "XDG_DATA_DIRS", "XDG_CACHE_HOME", "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE",
	"LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LD_LIBRARY_PATH",
	"SystemRoot", "SystemDrive", "windir", "TEMP", "TMP", "PATHEXT", "USERPROFILE", "USERNAME", "APPDATA", "LOCALAPPDATA", "ProgramData", "ProgramFiles",
}

// environ is the environment of an outside program.
func (t *Tools) environ() []string {
	env := make([]string, 0, len(passed))
	for _, name := range passed {
		if value, ok := t.o.Env(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// has reports whether a variable is set to something.
func (t *Tools) has(name string) bool {
	value, ok := t.o.Env(name)
	return ok && strings.TrimSpace(value) != ""
}
