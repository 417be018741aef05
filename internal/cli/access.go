package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sprechstunde/internal/config"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/export"
	"sprechstunde/internal/files"
	"sprechstunde/internal/i18n"
	"sprechstunde/internal/papers"
)

// Names in the folder of what is owed to a person who asks. It is German, like
// the letter in it.
const (
	accessFolder = "auskunft"
	accessLetter = "Auskunft.html"
	accessChat   = "Verlauf.html"
	accessData   = "daten.json"
	accessFiles  = "Dateien"

	accessDays = 30 // after which the folder removes itself, unless told otherwise
)

func (a *App) personExportCommand() *cobra.Command {
	var dir string
	var days int
	t := &a.texts.Rights.Line
	cmd := a.command("export CHAT", t.CmdAccess, 1, func(ctx context.Context, args []string) error {
		return a.withPerson(ctx, args[0], func(h *house, chat domain.Chat) error {
			if dir == "" {
				dir = h.desk.ExportDir()
			}
			return a.giveAccess(ctx, h, chat.ID, dir, days)
		})
	})
	cmd.Flags().StringVar(&dir, "out", "", t.FlagOut)
	cmd.Flags().IntVar(&days, "days", accessDays, t.FlagDays)
	return cmd
}

// accessJob is one folder in the making.
type accessJob struct {
	app      *App
	h        *house
	paper    papers.Access
	enclosed map[int64]string // by message: the path from the folder
	copies   []copyOf
	letter   *papers.Paper
	log      domain.ConsentLog
}

type copyOf struct{ stored, as string }

func (a *App) giveAccess(ctx context.Context, h *house, chatID int64, dir string, days int) error {
	made, err := a.makeAccess(ctx, h, chatID, dir, days)
	if err != nil {
		return err
	}
	t := &a.texts.Rights.Line
	fmt.Fprintf(a.Out, t.WrittenF+"\n", made.Path)
	fmt.Fprintln(a.Out, t.ReadFirst)
	if made.Black > 0 {
		fmt.Fprintf(a.Out, t.BlackF+"\n", made.Black)
	}
	if len(made.Gaps) > 0 {
		fmt.Fprintf(a.Out, t.GapsF+"\n", strings.Join(made.Gaps, "; "))
	}
	if days > 0 {
		fmt.Fprintf(a.Out, t.ExpiresF+"\n", h.dayOf(made.Expires))
	}
	return nil
}

// makeAccess writes the folder; with days 0 it stays until somebody removes it.
func (a *App) makeAccess(ctx context.Context, h *house, chatID int64, dir string, days int) (domain.AccessMade, error) {
	job, err := a.newAccess(ctx, h, chatID)
	if err != nil {
		return domain.AccessMade{}, err
	}
	dir, err = filepath.Abs(dir)
	if err != nil {
		return domain.AccessMade{}, fmt.Errorf("resolving a folder: %w", err)
	}
	name := export.FolderName(accessFolder, job.chat())
	entry := domain.Exported{Chat: chatID, By: h.cfg.Adviser.Name, Format: domain.ExportAccess, Path: filepath.Join(dir, name)}
	if days > 0 {
		entry.Expires = a.Clock().AddDate(0, 0, days)
	}
	path, err := job.write(ctx, dir, name, entry)
	if err != nil {
		return domain.AccessMade{}, err
	}
	return domain.AccessMade{Path: path, Black: job.paper.Black, Gaps: job.letter.Gaps(), Expires: entry.Expires}, nil
}

// write makes the folder. The log of exports knows it before it has its name.
func (j *accessJob) write(ctx context.Context, dir, name string, entry domain.Exported) (string, error) {
	s := j.h.store
	note := func(path string) (err error) {
		if entry.ID != 0 {
			return s.NameExport(ctx, entry.ID, path)
		}
		entry.Path = path
		entry, err = s.AddExport(ctx, entry)
		return err
	}
	path, err := export.Folder(dir, name, note, j.fill)
	if err != nil && path == "" && entry.ID != 0 {
		err = errors.Join(err, s.ForgetExport(ctx, entry.ID))
	}
	if err != nil {
		return path, err
	}
	return path, s.ExportPlaced(ctx, entry.ID)
}

// fill writes what belongs into the folder.
func (j *accessJob) fill(folder string) error {
	for _, c := range j.copies {
		if err := j.copy(folder, c); err != nil {
			return err
		}
	}
	data, err := documentJSON(j.json())
	if err != nil {
		return err
	}
	var chat strings.Builder
	err = export.HTML(&chat, j.chat(), func(m *domain.Message) string { return j.enclosed[m.ID] })
	if err != nil {
		return fmt.Errorf("writing down a chat: %w", err)
	}
	for name, content := range map[string][]byte{accessLetter: j.letter.HTML(), accessChat: []byte(chat.String()), accessData: data} {
		if _, err := export.Write(folder, name, content); err != nil {
			return err
		}
	}
	return nil
}

func (j *accessJob) copy(folder string, c copyOf) (err error) {
	file, err := j.h.files.Open(c.stored)
	if err != nil {
		return fmt.Errorf("reading a file of a chat: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	_, err = files.SaveTo(filepath.Join(folder, accessFiles), c.as, file)
	return err
}

// chat is the transcript as it is given to the person.
func (j *accessJob) chat() export.Paper {
	d := &j.paper.Data
	return export.Paper{
		Chat: d.Sheet.Chat, Messages: d.Thread.Messages, Quotes: d.Thread.Quotes, Now: j.paper.Now, Zone: j.h.zone,
		Adviser: j.h.cfg.Adviser.Name, Team: j.h.cfg.Adviser.Team, Words: export.German(),
		Explain: func(f domain.Failure) string { reason, _ := j.app.explain(f); return reason },
	}
}

// newAccess gathers everything and takes out what is about others.
func (a *App) newAccess(ctx context.Context, h *house, chatID int64) (*accessJob, error) {
	data, err := h.desk.AccessData(ctx, chatID)
	if err != nil {
		return nil, err
	}
	black := papers.NewRedactor(data)
	j := &accessJob{app: a, h: h, enclosed: map[int64]string{}}
	j.paper = papers.Access{
		House: a.paperHouse(h.cfg, h.zone), Data: black.Data(data), Black: black.N,
		Transcribed: len(h.cfg.Voice.Transcribe) > 0, Hints: true,
	}
	j.words()
	j.paper.Handed = j.paper.Data.Sheet.Handed
	if err := j.gatherConsents(ctx, chatID); err != nil {
		return nil, err
	}
	if err := j.gatherFiles(); err != nil {
		return nil, err
	}
	j.letter = papers.Letter(j.paper)
	return j, nil
}

// words are German, whatever the screen speaks.
func (j *accessJob) words() {
	t, sheet := i18n.For(i18n.German), j.paper.Data.Sheet
	for _, l := range sheet.Labels {
		j.paper.Labels = append(j.paper.Labels, j.app.labelNames(j.h, []string{l})...)
	}
	stage := sheet.Facts[domain.FactStage]
	if stage == "" && len(j.h.desk.Stages()) > 0 {
		stage = j.h.desk.Stages()[0].ID
	}
	j.paper.Stage = valueWords(j.h, domain.FactStage, stage)
	j.paper.Field = func(f domain.FactField) string { return t.Line.Person.Field[string(f)] }
	j.paper.Kind = func(k domain.Kind) string { return t.Line.Kind[string(k)] }
	j.paper.LogKind = func(k domain.LogKind) string { return t.Line.Person.Log[string(k)] }
	j.paper.Request = func(k domain.RequestKind) string { return t.Rights.Kinds[k] }
}

// gatherConsents tells what was agreed to, and until when the data are kept.
func (j *accessJob) gatherConsents(ctx context.Context, chatID int64) error {
	log, err := j.h.desk.Consents(ctx, chatID)
	if err != nil {
		return err
	}
	for _, c := range log {
		what := consentKinds[c.Kind] + joinedIf(": ", consentPurposes[c.Purpose])
		if !c.Until.IsZero() {
			what += ", bis " + c.Until.In(j.h.zone).Format("02.01.2006")
		}
		words := c.Wording
		if c.Version != "" {
			words += " (Fassung " + c.Version + ")"
		}
		j.paper.Consents = append(j.paper.Consents, papers.Row{
			c.At.In(j.h.zone).Format("02.01.2006 15:04"), what, strings.TrimSpace(words), consentChannels[c.Channel],
		})
	}
	j.log = log
	k, on, err := j.h.desk.Keeping(ctx, chatID)
	if err != nil {
		return err
	}
	j.paper.Keeping = keepingWords(k, on, j.h.zone)
	return nil
}

// The words of a consent log in a letter.
var (
	consentKinds = map[domain.ConsentKind]string{
		domain.ConsentGiven: "Einwilligung", domain.ConsentWithdrawn: "Widerruf", domain.ConsentNotice: "Hinweis zum Datenschutz erhalten",
		domain.ConsentStop: "Abmeldung von allem Ungefragten", domain.ConsentStart: "Abmeldung zurückgenommen",
		domain.ConsentChild: "als unter 14 vermerkt", domain.ConsentGrown: "als nicht unter 14 vermerkt",
	}
	consentPurposes = map[domain.ConsentPurpose]string{
		domain.PurposePool: "für spätere Stellen aufbewahren", domain.PurposeNews: "über Termine und Stellen schreiben",
		domain.PurposeHandOn: "an eine andere Beratung weitergeben",
	}
	consentChannels = map[domain.ConsentChannel]string{
		domain.ChannelWhatsApp: "WhatsApp", domain.ChannelSwitch: "Einstellung in WhatsApp", domain.ChannelEmail: "E-Mail",
		domain.ChannelPhone: "Telefon", domain.ChannelPaper: "Papier",
	}
)

// gatherFiles lists the files that come along. Names are ours: day, number, and the
// ending under which they are saved. One that is not here, or no longer what it was,
// is named and not given.
func (j *accessJob) gatherFiles() error {
	for _, m := range j.paper.Data.Thread.Messages {
		if m.File == nil || m.RevokedAt != nil {
			continue
		}
		e := papers.Enclosure{At: m.At, Called: nameOfFile(m), Size: m.File.Size, SHA256: m.File.SHA256}
		if m.File.State == domain.FileHere {
			err := j.h.files.Check(m.File.Stored, m.File.SHA256)
			switch {
			case err == nil:
				e.As = fmt.Sprintf("%s-%d.%s", m.At.In(j.h.zone).Format(time.DateOnly), m.ID, files.Ending(*m.File))
				j.enclosed[m.ID] = accessFiles + "/" + e.As
				j.copies = append(j.copies, copyOf{m.File.Stored, e.As})
			case !errors.Is(err, files.ErrChanged) && !errors.Is(err, fs.ErrNotExist):
				return err
			}
		}
		j.paper.Files = append(j.paper.Files, e)
	}
	return nil
}

// paperHouse is who answers for the data, out of the configuration.
func (a *App) paperHouse(cfg *config.Config, zone *time.Location) papers.House {
	p := cfg.Privacy
	h := papers.House{
		Law: p.Profile(), Controller: p.Controller, Officer: p.Officer, Authority: p.Authority, NoticeURL: p.NoticeURL,
		Team: cfg.Adviser.Team, Adviser: cfg.Adviser.Name, Zone: zone, Now: a.Clock(),
	}
	h.NoticeURL, _ = cfg.Notice()
	h.Keeps = keepsOf(cfg)
	return h
}

// keepsOf says in German how long what is kept, as it is set.
func keepsOf(cfg *config.Config) []string {
	periods := cfg.Privacy.Periods()
	out := []string{periodWords("Gespräche", periods.Days)}
	for _, s := range cfg.People.Stages {
		if days, own := periods.Stages[s.ID]; own {
			out = append(out, periodWords("Gespräche auf der Stufe „"+s.Name+"“", days))
		}
	}
	return append(out, "Mit Einwilligung in einen Pool: bis zu ihrem Ende oder Widerruf.")
}

func periodWords(what string, days int) string {
	if days == 0 {
		return what + ": ohne feste Frist."
	}
	return fmt.Sprintf("%s: %d Tage nach dem letzten Kontakt.", what, days)
}

// keepingWords say until when one person's data are kept.
func keepingWords(k domain.Keeping, on time.Time, zone *time.Location) string {
	switch {
	case k.Reason == domain.KeepHeld:
		return "Ihre Daten sind zurzeit von der Löschung ausgenommen."
	case k.Reason == domain.KeepPool && k.Due.IsZero():
		return "Mit Ihrer Einwilligung bewahren wir Ihre Daten auf, bis Sie widerrufen."
	case on.IsZero():
		return ""
	}
	return "Schreiben wir nicht weiter, werden Ihre Daten am " + on.In(zone).Format("02.01.2006") + " gelöscht."
}
