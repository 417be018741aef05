package cli

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// emojiProbe are pictures that terminals measure differently; the bars show
// where the terminal thinks each ends.
const emojiProbe = "❤️| 👍🏽| 👨‍👩‍👧| 1️⃣|"

// lookTerminal says what this terminal can do, as far as can be told without
// drawing on it.
func (d *doctor) lookTerminal(context.Context) verdict {
	name := d.app.env("TERM")
	if name == "dumb" {
		return verdict{stateWarn, fmt.Sprintf(d.t.TerminalDumb, name), d.t.TerminalDo}
	}
	if !d.app.Terminal() {
		return fine("%s", d.t.TerminalNone)
	}
	parts := []string{fmt.Sprintf(d.t.Terminal, name, d.colours())}
	if d.app.env("NO_COLOR") != "" {
		parts = append(parts, d.t.NoColor)
	}
	parts = append(parts, fmt.Sprintf(d.t.EmojiProbe, d.emoji(), emojiProbe))
	if !d.utf8() {
		return verdict{stateWarn, join(append(parts, d.t.NotUTF8)...), d.t.NotUTF8Do}
	}
	return verdict{state: stateOK, what: join(parts...)}
}

func (d *doctor) emoji() string {
	if d.cfg == nil {
		return "auto"
	}
	return d.cfg.Emoji
}

// colours names the colour profile that the environment promises.
func (d *doctor) colours() string {
	var env []string
	for _, name := range []string{
		"TERM", "COLORTERM", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM_PROGRAM",
		"TMUX", "STY", "WT_SESSION", "GOOGLE_CLOUD_SHELL", "ConEmuANSI",
	} {
		if v, found := d.app.Env(name); found {
			env = append(env, name+"="+v)
		}
	}
	switch colorprofile.Env(env) {
	case colorprofile.TrueColor:
		return d.t.Colours["all"]
	case colorprofile.ANSI256:
		return d.t.Colours["256"]
	case colorprofile.ANSI:
		return d.t.Colours["16"]
	default:
		return d.t.Colours["none"]
	}
}

// utf8 reports that the locale is one whose text is UTF-8. Windows and macOS
// terminals are, whatever the variables say.
func (d *doctor) utf8() bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := strings.ToLower(d.app.env(name)); v != "" {
			return strings.Contains(v, "utf-8") || strings.Contains(v, "utf8")
		}
	}
	return false
}

func (d *doctor) lookClipboard(context.Context) verdict {
	if tool, found := d.app.clipboard().(*nativeClipboard); found {
		return fine(d.t.ClipTool, filepath.Base(tool.path))
	}
	return fine("%s", d.t.ClipOSC52)
}

// lookTmux matters only inside tmux, which drops the clipboard unless it is
// allowed one of two ways.
func (d *doctor) lookTmux(ctx context.Context) verdict {
	if d.app.env("TMUX") == "" {
		return verdict{}
	}
	ctx, cancel := context.WithTimeout(ctx, netPatience)
	defer cancel()
	clipboard, err := d.tmux(ctx, "set-clipboard")
	if err != nil {
		return verdict{stateWarn, d.t.TmuxSilent, d.t.TmuxSilentDo}
	}
	pass, err := d.tmux(ctx, "allow-passthrough")
	if err != nil || pass == "" { // tmux before 3.3 has no such option and passes everything on
		pass = "-"
	}
	if clipboard == "on" || pass == "on" || pass == "all" || pass == "-" {
		return fine(d.t.TmuxFine, clipboard, pass)
	}
	return verdict{stateWarn, fmt.Sprintf(d.t.TmuxOff, clipboard, pass), d.t.TmuxDo}
}

// tmuxOption asks the tmux we are in. set-clipboard is an option of the
// server, allow-passthrough one of windows; -gv finds either.
func tmuxOption(ctx context.Context, option string) (string, error) {
	out, err := exec.CommandContext(ctx, "tmux", "show", "-gv", option).Output() //nolint:gosec // the options are ours
	if err != nil {
		return "", fmt.Errorf("asking tmux for %s: %w", option, err)
	}
	return strings.TrimSpace(string(out)), nil
}
