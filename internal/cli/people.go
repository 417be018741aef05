package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sprechstunde/internal/domain"
	"sprechstunde/internal/prepared"
	"sprechstunde/internal/termtext"
)

// peopleColumns are the columns of the table of contacts. The first line of a
// file names them in any order; what it has besides is passed over.
var peopleColumns = []string{
	"chat", "name", "name_source", "phone", "user_id", "username", "labels", "muted",
	"stage", "audience", "region", "email", "source", "consent", "notes", "age", "gender", "background",
}

func (a *App) peopleCommand() *cobra.Command {
	t := &a.texts.Line.Person
	cmd := &cobra.Command{
		Use: "people", Short: t.CmdPeople, Args: noCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return &usageError{fmt.Errorf("%s", cmd.UsageString())} },
	}
	export := a.command("export FILE.csv", t.CmdExport, 1, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error { return a.exportPeople(ctx, h, args[0]) })
	})
	var f peopleFlags
	take := a.command("import FILE.csv", t.CmdImport, 1, func(ctx context.Context, args []string) error {
		return a.withHouse(ctx, func(h *house) error { return a.importPeople(ctx, h, args[0], f) })
	})
	take.Flags().BoolVar(&f.write, "write", false, t.FlagWrite)
	take.Flags().BoolVar(&f.force, "force", false, t.FlagForce)
	take.Flags().BoolVar(&f.fresh, "new", false, t.FlagFresh)
	cmd.AddCommand(export, take)
	return cmd
}

type peopleFlags struct{ write, force, fresh bool }

func (a *App) exportPeople(ctx context.Context, h *house, path string) error {
	chats, err := h.chats(ctx, domain.FilterAll)
	if err != nil {
		return err
	}
	facts, err := h.desk.AllFacts(ctx)
	if err != nil {
		return err
	}
	resting, err := h.desk.RestingChats(ctx)
	if err != nil {
		return err
	}
	rows := [][]string{peopleColumns}
	var left domain.LeftOut
	for _, c := range chats {
		switch {
		case resting[c.ID]: // kept, and not used
			left.Restricted++
		case c.Crisis: // notes among it
			left.Crisis++
		default:
			rows = append(rows, a.peopleRow(h, c, facts[c.ID]))
		}
	}
	a.leftOut(left)
	raw := prepared.WriteTable(rows)
	if path == "-" {
		_, err := a.Out.Write(raw)
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return domain.Fail(domain.CodeExists, path, nil)
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	_, err = h.desk.LogExport(ctx, domain.Exported{Format: domain.ExportCSV, What: "people", Path: full}, func() error {
		return a.writeNew(path, raw)
	})
	return err
}

// peopleRow is one contact in the order of peopleColumns.
func (a *App) peopleRow(h *house, c domain.Chat, facts domain.Facts) []string {
	muted := ""
	if c.Muted {
		muted = "1"
	}
	row := []string{
		fmt.Sprint(c.ID), c.Contact.Name, string(c.Contact.NameSource), c.Contact.Phone, c.Contact.UserID, c.Contact.Username,
		strings.Join(a.labelNames(h, labelKeys(c.Labels)), ", "), muted,
	}
	for _, column := range peopleColumns[len(row):] {
		row = append(row, facts[domain.FactField(column)])
	}
	return row
}

// personRow is a line of a file that has found its person, and what would be
// changed.
type personRow struct {
	line    int
	chat    domain.Chat
	fresh   string // number of somebody who is not here yet
	name    string
	facts   []domain.FactField
	values  domain.Facts
	labels  []string
	muted   bool
	remarks []string
}

func (r *personRow) changes(t map[string]string, name, labels, muted string) string {
	var list []string
	if r.name != "" {
		list = append(list, name)
	}
	for _, f := range r.facts {
		list = append(list, t[string(f)])
	}
	if len(r.labels) > 0 {
		list = append(list, labels)
	}
	if r.muted {
		list = append(list, muted)
	}
	return strings.Join(list, ", ")
}

// importPeople says of each line what it would change, and changes it if told
// to. To import a file twice changes nothing the second time.
func (a *App) importPeople(ctx context.Context, h *house, path string, f peopleFlags) error {
	raw, err := a.readFile(path)
	if err != nil {
		return err
	}
	table, wrong := prepared.ReadTable(raw)
	if wrong != nil {
		return domain.Fail(domain.CodeAnswer, "", domain.Mistakes{*wrong})
	}
	t := &a.texts.Line.Person
	at := columnsAt(table)
	if at["phone"] < 0 && at["user_id"] < 0 {
		return &saidError{fmt.Sprintf(t.NoSheet, strings.Join(peopleColumns, ", "))}
	}
	rows, err := a.readPeople(ctx, h, table[1:], at, f)
	if err != nil {
		return err
	}
	changed := 0
	var made int64
	for _, r := range rows {
		for _, remark := range r.remarks {
			fmt.Fprintf(a.Err, t.Row+"\n", r.line, remark)
		}
		what := r.changes(t.Field, t.Alias["name"], fmt.Sprintf(t.Labels, strings.Join(a.labelNames(h, r.labels), ", ")), t.MutedMark)
		if what == "" && r.fresh == "" {
			continue
		}
		changed++
		if f.write {
			if made, err = r.make(ctx, h, made); err != nil {
				return err
			}
			if err := r.apply(ctx, h); err != nil {
				return err
			}
		}
		if r.fresh != "" {
			what = strings.TrimSuffix(t.Fresh+", "+what, ", ")
		}
		if r.chat.ID == 0 {
			fmt.Fprintf(a.Out, t.Row+"\n", r.line, what)
			continue
		}
		fmt.Fprintf(a.Out, t.Changed+"\n", r.chat.ID, what)
	}
	words := t.Would
	if f.write {
		words = t.Imported
	}
	fmt.Fprintf(a.Out, words+"\n", len(table)-1, changed)
	if made != 0 {
		fmt.Fprintf(a.Out, t.FreshBack+"\n", made)
	}
	return nil
}

// columnsAt says where the known columns stand, -1 for those that do not.
func columnsAt(table []prepared.Record) map[string]int {
	at := map[string]int{}
	for _, name := range peopleColumns {
		at[name] = -1
	}
	if len(table) == 0 {
		return at
	}
	for i, cell := range table[0].Cells {
		if name := strings.ToLower(strings.TrimSpace(cell)); slices.Contains(peopleColumns, name) && at[name] < 0 {
			at[name] = i
		}
	}
	return at
}

// readPeople finds the person of each line and compares.
func (a *App) readPeople(ctx context.Context, h *house, table []prepared.Record, at map[string]int, f peopleFlags) ([]*personRow, error) {
	all, err := h.desk.AllFacts(ctx)
	if err != nil {
		return nil, err
	}
	t := &a.texts.Line.Person
	var rows []*personRow
	had, fresh := map[int64]bool{}, map[string]bool{}
	for _, record := range table {
		cell := func(name string) string {
			if i := at[name]; i >= 0 && i < len(record.Cells) {
				return strings.TrimSpace(termtext.Outgoing(record.Cells[i]))
			}
			return ""
		}
		r := &personRow{line: record.Line, values: domain.Facts{}}
		rows = append(rows, r)
		found, err := a.personOf(ctx, h, r, cell, f.fresh)
		if err != nil {
			return nil, err
		}
		if found && (r.fresh == "" && had[r.chat.ID] || r.fresh != "" && fresh[r.fresh]) {
			r.remarks, found, r.fresh = append(r.remarks, t.TwoRows), false, ""
		}
		if found {
			had[r.chat.ID], fresh[r.fresh] = true, true
			a.compareRow(h, r, cell, all[r.chat.ID], f.force)
		}
	}
	return rows, nil
}

// personOf finds who a line is about.
func (a *App) personOf(ctx context.Context, h *house, r *personRow, cell func(string) string, fresh bool) (bool, error) {
	t := &a.texts.Line.Person
	var refs []string
	if typed := cell("phone"); typed != "" {
		phone := domain.LocalPhone(typed)
		if phone == "" {
			r.remarks = append(r.remarks, t.BadPhone)
			return false, nil
		}
		refs = append(refs, phone)
	}
	if id := cell("user_id"); domain.LooksLikeUserID(id) {
		refs = append(refs, id)
	}
	for _, ref := range refs {
		chat, err := h.desk.FindChat(ctx, ref)
		if err == nil {
			r.chat = chat
			return true, nil
		}
		if domain.CodeOf(err) != domain.CodeNotFound {
			return false, err
		}
	}
	if phone := domain.LocalPhone(cell("phone")); fresh && phone != "" {
		r.fresh = phone
		return true, nil
	}
	r.remarks = append(r.remarks, t.NoPerson)
	return false, nil
}

// compareRow finds what of a line is new. What is there already stays unless it
// is forced, and a label is only ever added.
func (a *App) compareRow(h *house, r *personRow, cell func(string) string, have domain.Facts, force bool) {
	t := &a.texts.Line.Person
	lists := h.cfg.People.Lists()
	c := r.chat.Contact
	switch name := cell("name"); {
	case name == "" || name == c.Name:
	case c.NameSource == domain.NameConfirmed && !force:
		r.remarks = append(r.remarks, fmt.Sprintf(t.Skipped, t.Alias["name"], t.KeepName))
	default:
		r.name = name
	}
	for _, f := range domain.FactFields() {
		value := cell(string(f))
		if f == domain.FactStage && value != "" {
			value = meantValue(h, f, value)
		}
		switch {
		case value == "" || value == have[f]:
		case lists.CheckFact(f, value) != nil:
			r.remarks = append(r.remarks, fmt.Sprintf(t.BadValue, t.Field[string(f)]))
		case have[f] != "" && !force:
			r.remarks = append(r.remarks, fmt.Sprintf(t.Skipped, t.Field[string(f)], t.KeepName))
		default:
			r.facts, r.values[f] = append(r.facts, f), value
		}
	}
	for name := range strings.SplitSeq(cell("labels"), ",") {
		key, ok := lists.LabelOf(name)
		switch {
		case strings.TrimSpace(name) == "":
		case !ok:
			r.remarks = append(r.remarks, fmt.Sprintf(t.Unlabeled, termtext.Line(strings.TrimSpace(name))))
		case !strings.Contains(r.chat.Labels, key):
			r.labels = append(r.labels, key)
		}
	}
	r.muted = cell("muted") == "1" && !r.chat.Muted
}

// make lets somebody be here who never wrote. All of one table are one import,
// which begins with the first of them.
func (r *personRow) make(ctx context.Context, h *house, into int64) (int64, error) {
	if r.fresh == "" {
		return into, nil
	}
	id := h.desk.NewID()
	done, _, err := h.desk.TakeHistory(ctx, domain.History{
		Kind: domain.HistoryPeople, Phone: r.fresh, Key: id, Into: into,
		Messages: []domain.Past{{ID: id, Message: domain.Message{
			Direction: domain.In, Kind: domain.KindSystem, At: h.app.Clock(),
			Content: domain.Content{Text: h.app.texts.Line.Import.Listed, System: &domain.SystemNote{Type: domain.SystemListed}},
		}}},
	}, nil)
	if err != nil {
		return into, fmt.Errorf("taking in a person: %w", err)
	}
	if len(done.Chats) > 0 {
		r.chat.ID = done.Chats[0]
	}
	return done.ID, nil
}

// apply writes down what a line changes.
func (r *personRow) apply(ctx context.Context, h *house) error {
	if r.name != "" {
		if err := h.desk.SetName(ctx, r.chat.ID, r.name, domain.NameConfirmed); err != nil {
			return err
		}
	}
	for _, f := range r.facts {
		if err := h.desk.SetFact(ctx, r.chat.ID, f, r.values[f]); err != nil {
			return err
		}
	}
	for _, key := range r.labels {
		if err := h.desk.SetLabel(ctx, r.chat.ID, key, true); err != nil {
			return err
		}
	}
	if r.muted {
		return h.desk.SetMuted(ctx, r.chat.ID, true)
	}
	return nil
}
