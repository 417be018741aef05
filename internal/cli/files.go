package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/files"
	"sprechstunde/internal/termtext"
)

func (a *App) filesCommand() *cobra.Command {
	var asJSON bool
	t := &a.texts.Line.Files
	cmd := a.command("files CHAT", t.Cmd, 1, func(ctx context.Context, args []string) error {
		return a.readHouse(ctx, func(h *house) error { return a.listFiles(ctx, h, args[0], asJSON) })
	})
	cmd.Flags().BoolVar(&asJSON, "json", false, a.texts.Line.FlagJSON)
	cmd.AddCommand(a.filesSaveCommand(), a.filesOpenCommand(), a.command("transcribe MESSAGE", t.CmdTranscribe, 1,
		func(ctx context.Context, args []string) error {
			return a.withHouse(ctx, func(h *house) error { return a.transcribeFile(ctx, h, args[0]) })
		}))
	return cmd
}

func (a *App) filesSaveCommand() *cobra.Command {
	var all, dir string
	t := &a.texts.Line.Files
	cmd := &cobra.Command{Use: "save [MESSAGE]", Short: t.CmdSave, Args: atMostOne, RunE: func(cmd *cobra.Command, args []string) error {
		if (len(args) == 1) == (all != "") {
			return wrongFlag(cmd, errors.New(t.OneOf))
		}
		return a.withHouse(cmd.Context(), func(h *house) error { return a.saveFiles(cmd.Context(), h, strings.Join(args, ""), all, dir) })
	}}
	cmd.Flags().StringVar(&all, "all", "", t.FlagAll)
	cmd.Flags().StringVar(&dir, "out", "", t.FlagOut)
	return cmd
}

func (a *App) filesOpenCommand() *cobra.Command {
	var anyway bool
	t := &a.texts.Line.Files
	cmd := a.command("open MESSAGE", t.CmdOpen, 1, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error {
			id, err := messageNumber(args[0])
			if err == nil {
				err = h.desk.OpenFile(ctx, id, anyway)
			}
			return a.noFile(args[0], err)
		})
	})
	cmd.Flags().BoolVar(&anyway, "anyway", false, t.FlagAnyway)
	return cmd
}

// noFile says where the numbers of files stand; that of chats would be no help.
func (a *App) noFile(typed string, err error) error {
	if domain.CodeOf(err) != domain.CodeNotFound {
		return err
	}
	return &saidError{fmt.Sprintf(a.texts.Line.Files.NoFileF, termtext.Line(typed))}
}

// messageNumber reads the number of a message, as the lists show it.
func messageNumber(typed string) (int64, error) {
	id, err := strconv.ParseInt(typed, 10, 64)
	if err != nil || id <= 0 {
		return 0, domain.Fail(domain.CodeNotFound, typed, err)
	}
	return id, nil
}

func (a *App) listFiles(ctx context.Context, h *house, ref string, asJSON bool) error {
	chat, err := h.desk.FindChat(ctx, ref)
	if err != nil {
		return fmt.Errorf("finding a chat: %w", err)
	}
	list, err := h.desk.Files(ctx, chat.ID)
	if err != nil {
		return fmt.Errorf("listing files: %w", err)
	}
	if asJSON {
		return writeJSON(a.Out, each(list, func(m domain.Message) jsonCarrier {
			return jsonCarrier{Message: m.ID, At: moment(m.At), Direction: string(m.Direction), Kind: string(m.Kind), Name: nameOfFile(m), jsonFile: *fileJSON(m)}
		}))
	}
	if len(list) == 0 {
		fmt.Fprintln(a.Out, a.texts.Screen.Files.Nothing)
	}
	for _, m := range list {
		who := a.nameOf(domain.Contact{Name: chat.Contact.Name, NameSource: chat.Contact.NameSource})
		if m.Direction == domain.Out {
			who = a.texts.Line.Me
		}
		parts := []string{fmt.Sprint(m.ID), h.shortTime(m.At), who, a.kindWord(m.Kind)}
		if name := termtext.Line(nameOfFile(m)).Truncate(lineWidth); !name.Empty() {
			parts = append(parts, name.String())
		}
		fmt.Fprintln(a.Out, strings.Join(append(parts, a.fileWords(m)), " | "))
	}
	return nil
}

func nameOfFile(m domain.Message) string {
	if m.Content.Media == nil {
		return ""
	}
	return m.Content.Media.Filename
}

// fileWords say how it stands with a file: what it is and how large, or why it
// is not here.
func (a *App) fileWords(m domain.Message) string {
	t, f := &a.texts.Screen.Files, m.File
	switch {
	case f.State == domain.FileLost:
		return fmt.Sprintf(t.LostF, t.Loss[string(f.Reason)])
	case f.State != domain.FileHere:
		return t.Coming
	case f.Mismatch:
		return fmt.Sprintf(t.MismatchF, t.Types[string(f.Type)])
	}
	return fmt.Sprintf("%s, %s", t.Types[string(f.Type)], fileSize(f.Size))
}

// fileSize is a size as people say it.
func fileSize(bytes int64) string {
	switch {
	case bytes < 1<<10:
		return fmt.Sprintf("%d B", bytes)
	case bytes < 1<<20:
		return fmt.Sprintf("%d KB", (bytes+512)>>10)
	}
	return size(uint64(bytes))
}

// transcriptWords are what a program took a recording to say, marked as that; ""
// if none tried.
func (a *App) transcriptWords(f *domain.File) termtext.Safe {
	t := &a.texts.Screen.Files
	switch tr := f.Transcript; {
	case tr == nil:
		return termtext.Safe{}
	case tr.Failed:
		return termtext.Lit(t.Unwritten)
	case strings.TrimSpace(tr.Text) == "":
		return termtext.Lit(t.Transcript + " " + t.NoWords)
	default:
		return termtext.Join(" ", termtext.Lit(t.Transcript), termtext.Clean(tr.Text))
	}
}

// saveFiles saves one file, or all of a chat that are here, and prints where.
func (a *App) saveFiles(ctx context.Context, h *house, message, chat, dir string) (err error) {
	if dir == "" {
		dir = h.desk.ExportDir()
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	ids, err := h.filesMeant(ctx, message, chat)
	if message != "" {
		err = a.noFile(message, err)
	}
	if err != nil {
		return err
	}
	var failures error
	for _, id := range ids {
		path, err := h.desk.SaveFileTo(ctx, id, dir)
		if err != nil && message == "" {
			failures = errors.Join(failures, err)
			fmt.Fprintf(a.Err, "%d: %s\n", id, termtext.Clean(a.texts.Errors.Sentence(domain.CodeOf(err), a.detailOf(err))))
			continue
		}
		if err != nil {
			return a.noFile(message, err)
		}
		fmt.Fprintln(a.Out, termtext.Line(path))
	}
	if failures != nil {
		return &saidError{a.texts.Line.Files.NotAll}
	}
	return nil
}

// filesMeant are the numbers of messages: the one, or all of a chat with a file
// that can be had.
func (h *house) filesMeant(ctx context.Context, message, ref string) ([]int64, error) {
	if ref == "" {
		id, err := messageNumber(message)
		return []int64{id}, err
	}
	chat, err := h.desk.FindChat(ctx, ref)
	if err != nil {
		return nil, fmt.Errorf("finding a chat: %w", err)
	}
	list, err := h.desk.Files(ctx, chat.ID)
	if err != nil {
		return nil, fmt.Errorf("listing files: %w", err)
	}
	var ids []int64
	for _, m := range list {
		ids = append(ids, m.ID)
	}
	return ids, nil
}

func (a *App) transcribeFile(ctx context.Context, h *house, typed string) error {
	id, err := messageNumber(typed)
	if err != nil {
		return a.noFile(typed, err)
	}
	said, err := h.desk.Transcribe(ctx, id)
	if err != nil {
		return a.noFile(typed, err)
	}
	words := a.transcriptWords(&domain.File{Transcript: &said})
	if said.Failed {
		return &saidError{words.String()}
	}
	fmt.Fprintln(a.Out, words)
	return nil
}

// jsonFile says how it stands with a file; jsonCarrier is one with its message.
type jsonFile struct {
	FileState  string          `json:"file_state"`
	Loss       *string         `json:"loss"`
	Type       *string         `json:"type"`
	Mismatch   bool            `json:"mismatch"`
	Opens      string          `json:"opens"`
	Size       int64           `json:"size"`
	SHA256     *string         `json:"checksum"`
	Transcript *jsonTranscript `json:"transcript"`
}

type jsonTranscript struct {
	Text   string `json:"text"`
	Failed bool   `json:"failed"`
}

type jsonCarrier struct {
	Message   int64      `json:"message"`
	At        *time.Time `json:"at"`
	Direction string     `json:"direction"`
	Kind      string     `json:"kind"`
	Name      string     `json:"name"`
	jsonFile
}

// fileJSON is nil for a message without a file.
func fileJSON(m domain.Message) *jsonFile {
	f := m.File
	if f == nil {
		return nil
	}
	j := &jsonFile{
		FileState: string(f.State), Loss: optional(string(f.Reason)), Type: optional(string(f.Type)), Mismatch: f.Mismatch,
		Opens: "never", Size: f.Size, SHA256: optional(f.SHA256),
	}
	if f.State == domain.FileExpected {
		j.FileState = "expected"
	}
	switch {
	case f.State != domain.FileHere || !files.Opens(f.Type, f.Mismatch):
	case files.Asks(f.Type):
		j.Opens = "anyway"
	default:
		j.Opens = "yes"
	}
	if tr := f.Transcript; tr != nil {
		j.Transcript = &jsonTranscript{Text: tr.Text, Failed: tr.Failed}
	}
	return j
}
