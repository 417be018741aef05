package cli

import (
	"context"

	"github.com/spf13/cobra"
)

// root builds the tree of commands. Their order here is the order of --help.
func (a *App) root() *cobra.Command {
	t := &a.texts.Line
	root := &cobra.Command{
		Use:           "sprechstunde",
		Short:         t.Short,
		Version:       a.Version,
		Args:          noCommand,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return a.runDesk(cmd.Context()) },
	}
	root.SetIn(a.In)
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	root.PersistentFlags().StringVar(&a.home, "home", "", t.FlagHome)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(
		a.demoCommand(), a.initCommand(), a.doctorCommand(), a.relayCommand(),
		a.syncCommand(), a.inboxCommand(), a.showCommand(), a.searchCommand(), a.filesCommand(), a.sendCommand(), a.waitingCommand(),
		a.answerCommand(), a.answersCommand(), a.exportCommand(), a.exportsCommand(), a.recipientsCommand(), a.importCommand(), a.personCommand(), a.peopleCommand(), a.crisisCommand(), a.privacyCommand(),
		a.linksCommand(), a.linkCommand(),
		a.requestsCommand(), a.reportCommand(), a.incidentCommand(),
		a.retentionCommand(),
		a.backupCommand(), a.restoreCommand(), a.deputyCommand(),
		a.numberCommand(), a.profileCommand(), a.callsCommand(), a.openersCommand(),
		a.hoursCommand(), a.templatesCommand(), a.keysCommand(),
	)
	a.speak(root)
	return root
}

// command makes a plain command. Words on the screen come from the language
// of the environment, because the configuration is not read yet.
func (a *App) command(use, short string, args int, run func(ctx context.Context, args []string) error) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Args: exactly(args),
		RunE: func(cmd *cobra.Command, args []string) error { return run(cmd.Context(), args) },
	}
}
