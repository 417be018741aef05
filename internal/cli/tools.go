package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"sprechstunde/tui"
)

// haveTerminal reports whether input and output are a terminal that can draw.
func haveTerminal() bool {
	return term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stdout.Fd())) && os.Getenv("TERM") != "dumb"
}

// nativeClipboard is a tool of this machine that takes text on its input.
type nativeClipboard struct {
	path string
	args []string
}

// clipboard finds the tool of this machine's clipboard. Over SSH there is
// none: it would fill the clipboard of the wrong machine.
func (a *App) clipboard() tui.Clipboard {
	if a.env("SSH_TTY") != "" || a.env("SSH_CONNECTION") != "" {
		return nil
	}
	for _, tool := range a.clipboardTools() {
		if path, err := exec.LookPath(tool[0]); err == nil {
			return &nativeClipboard{path: path, args: tool[1:]}
		}
	}
	return nil
}

func (a *App) clipboardTools() [][]string {
	switch runtime.GOOS {
	case "darwin":
		return [][]string{{"pbcopy"}}
	case "windows":
		return [][]string{{"clip.exe"}}
	}
	var tools [][]string
	if a.env("WAYLAND_DISPLAY") != "" {
		tools = append(tools, []string{"wl-copy"})
	}
	if a.env("DISPLAY") != "" {
		tools = append(tools, []string{"xclip", "-selection", "clipboard"}, []string{"xsel", "--input", "--clipboard"})
	}
	return tools
}

// Copy implements tui.Clipboard.
func (c *nativeClipboard) Copy(ctx context.Context, text string) error {
	cmd := exec.CommandContext(ctx, c.path, c.args...) //nolint:gosec // a fixed list of tools, the text goes to its input
	cmd.Stdin = bytes.NewReader([]byte(text))
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("handing text to %s: %w", c.path, err)
	}
	return nil
}

var errNoEditor = errors.New("neither VISUAL nor EDITOR is set, and no usual editor is installed")

// editor builds the call of the adviser's editor for a file: $VISUAL, then
// $EDITOR, then what a plain system has. The variable may hold arguments
// ("code --wait"); no shell is involved.
func (a *App) editor(path string) (*exec.Cmd, error) {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if words := strings.Fields(a.env(name)); len(words) > 0 {
			return editorCommand(words, path)
		}
	}
	usual := []string{"nano", "micro", "vim", "vi"}
	if runtime.GOOS == "windows" {
		usual = []string{"notepad.exe"}
	}
	for _, name := range usual {
		if cmd, err := editorCommand([]string{name}, path); err == nil {
			return cmd, nil
		}
	}
	return nil, errNoEditor
}

func editorCommand(words []string, path string) (*exec.Cmd, error) {
	program, err := exec.LookPath(words[0])
	if err != nil {
		return nil, fmt.Errorf("looking for the editor: %w", err)
	}
	// The editor belongs to the screen's life, not to a request's: it is left by hand.
	return exec.Command(program, append(words[1:], path)...), nil //nolint:gosec,noctx // the adviser's own choice
}

// keysCommand prints the table of keys, for the documents and for readers
// without a screen.
func (a *App) keysCommand() *cobra.Command {
	return a.command("keys", a.texts.Line.CmdKeys, 0, func(context.Context, []string) error {
		_, err := fmt.Fprint(a.Out, tui.KeyTable(a.texts.Lang))
		return err
	})
}
