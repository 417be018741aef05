package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageError is a wrong call: an unknown flag, a missing argument.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// callError is a call with the wrong arguments.
type callError struct {
	unknown string // a command that there is not
	few     bool   // something is missing; else there is too much
	use     string // how the call goes
	flag    error  // what is wrong about a flag
}

// Error is for a developer; callWords is what is shown.
func (e *callError) Error() string { return "wrong call of: " + e.use }

func (e *callError) Unwrap() error { return e.flag }

// noCommand is for the program itself: what follows its name is a command, and
// there is none of that name.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return &usageError{&callError{unknown: args[0], use: cmd.UseLine()}}
}

// between wants at least so many arguments and at most so many.
func between(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if n := len(args); n < least || most >= 0 && n > most {
			return &usageError{&callError{few: n < least, use: cmd.UseLine()}}
		}
		return nil
	}
}

func exactly(n int) cobra.PositionalArgs { return between(n, n) }

func atLeast(n int) cobra.PositionalArgs { return between(n, -1) }

func atMostOne(cmd *cobra.Command, args []string) error { return between(0, 1)(cmd, args) }

func atLeastOne(cmd *cobra.Command, args []string) error { return between(1, -1)(cmd, args) }

// wrongFlag is what cobra calls for a flag that does not fit.
func wrongFlag(cmd *cobra.Command, err error) error {
	return &usageError{&callError{flag: err, use: cmd.UseLine()}}
}

// callWords say what is wrong with a call, in the language of the environment:
// cobra knows only English.
func (a *App) callWords(err error) string {
	t := &a.texts.Usage
	var call *callError
	if !errors.As(err, &call) {
		return err.Error()
	}
	words := t.Many
	switch {
	case call.flag != nil:
		words = a.flagWords(call.flag)
	case call.unknown != "":
		return fmt.Sprintf(t.UnknownF, call.unknown)
	case call.few:
		words = t.Few
	}
	return words + "\n" + call.use
}

func (a *App) flagWords(err error) string {
	t := &a.texts.Usage
	var missing *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing):
		return fmt.Sprintf(t.NoFlagF, dashed(missing.GetSpecifiedName()))
	case errors.As(err, &empty):
		return fmt.Sprintf(t.NoValueF, dashed(empty.GetSpecifiedName()))
	case errors.As(err, &invalid):
		return fmt.Sprintf(t.BadValueF, invalid.GetValue(), dashed(invalid.GetFlag().Name))
	}
	return err.Error()
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// speak gives root our words in place of cobra's, for all commands below it.
func (a *App) speak(root *cobra.Command) {
	t := &a.texts.Usage
	root.SetFlagErrorFunc(wrongFlag)
	root.SetUsageFunc(func(cmd *cobra.Command) error {
		_, err := fmt.Fprint(cmd.OutOrStderr(), a.usage(cmd))
		return err
	})
	root.PersistentFlags().BoolP("help", "h", false, t.Help)
	root.Flags().BoolP("version", "v", false, t.Version)
	root.SetHelpCommand(a.helpCommand(root))
	plainLines(root)
}

// plainLines leaves out "[flags]" where a call is shown; the flags stand below.
func plainLines(cmd *cobra.Command) {
	cmd.DisableFlagsInUseLine = true
	for _, c := range cmd.Commands() {
		plainLines(c)
	}
}

func (a *App) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help", Short: a.texts.Usage.HelpOf, Hidden: true,
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return &usageError{&callError{unknown: strings.Join(args, " "), use: root.UseLine()}}
			}
			return cmd.Help()
		},
	}
}

// usage is how a command is called, the commands below it, and its flags.
func (a *App) usage(cmd *cobra.Command) string {
	t := &a.texts.Usage
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", t.Call)
	if cmd.Runnable() {
		fmt.Fprintf(&b, "  %s\n", cmd.UseLine())
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s %s\n\n%s\n", cmd.CommandPath(), t.Command, t.Commands)
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() {
				fmt.Fprintf(&b, "  %-*s %s\n", cmd.NamePadding(), c.Name(), c.Short)
			}
		}
	}
	for _, group := range []struct {
		title string
		flags *pflag.FlagSet
	}{{t.Flags, cmd.LocalFlags()}, {t.Global, cmd.InheritedFlags()}} {
		if group.flags.HasAvailableFlags() {
			fmt.Fprintf(&b, "\n%s\n%s", group.title, strings.ReplaceAll(group.flags.FlagUsages(), "(default ", "("+t.Default+" "))
		}
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n"+t.MoreF+"\n", cmd.CommandPath()+" "+t.Command+" --help")
	}
	return b.String()
}
