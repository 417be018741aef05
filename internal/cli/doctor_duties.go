package cli

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strings"
	"time"

	"sprechstunde/internal/desk"
	"sprechstunde/internal/domain"
	"sprechstunde/internal/sqlite"
)

// lookDuties says what the adviser owes people, and until when. A desk that is
// open tells it itself.
func (d *doctor) lookDuties(ctx context.Context) verdict {
	path := d.home.DeskDB()
	if _, err := os.Stat(path); err != nil {
		return verdict{} // the check of the database says why
	}
	lock, err := sqlite.AcquireLock(path, d.app.Clock())
	if err != nil {
		return verdict{}
	}
	duties, err := d.readDuties(ctx, path)
	if err := lock.Release(); err != nil {
		return d.blame(err)
	}
	if err != nil { // of another version, or damaged: likewise
		return verdict{}
	}
	t := &d.app.texts.Rights
	if len(duties) == 0 {
		return fine("%s", t.Nothing)
	}
	state, action := stateWarn, t.Requests
	for _, duty := range duties {
		if duty.Kind != domain.DutyDue {
			state = stateFail
		}
	}
	if duties[0].Kind == domain.DutyIncident {
		action = t.Incident
	}
	return verdict{state, strings.Join(dutyWords(d.app, duties), " "), action}
}

func (d *doctor) readDuties(ctx context.Context, path string) ([]domain.Duty, error) {
	ctx, cancel := context.WithTimeout(ctx, dbPatience)
	defer cancel()
	db, err := readOnly(path)
	if err != nil {
		return nil, err
	}
	defer db.Close() //nolint:errcheck // nothing was written
	zone := d.cfg.Location()
	at := func(ms int64) time.Time { return sqlite.Time(ms).In(zone) }
	var requests []domain.Request
	err = eachPair(ctx, db, `SELECT at, due FROM privacy_request WHERE done IS NULL`, func(came, due int64) {
		requests = append(requests, domain.Request{At: at(came), Due: at(due)})
	})
	if err != nil {
		return nil, err
	}
	var incidents []domain.Incident
	err = eachPair(ctx, db, `SELECT noticed, id FROM incident WHERE office IS NULL AND closed IS NULL AND no_office = ''`, func(noticed, id int64) {
		incidents = append(incidents, domain.Incident{ID: id, Noticed: at(noticed)})
	})
	return desk.DutiesOf(incidents, requests, d.app.Clock().In(zone)), err
}

// eachPair reads two numbers a row.
func eachPair(ctx context.Context, db *sql.DB, query string, take func(a, b int64)) error {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return sqlite.Translate(err)
	}
	defer rows.Close()
	for rows.Next() {
		var a, b int64
		if err := rows.Scan(&a, &b); err != nil {
			return fmt.Errorf("reading what is owed: %w", err)
		}
		take(a, b)
	}
	return sqlite.Translate(rows.Err())
}

// dutyWords are a sentence for each duty.
func dutyWords(a *App, duties []domain.Duty) []string {
	t := &a.texts.Rights
	out := make([]string, len(duties))
	for i, duty := range duties {
		y, m, day := duty.Until.Date()
		until := fmt.Sprintf(t.DayF, t.Days[duty.Until.Weekday()], day, int(m), y)
		if duty.Kind == domain.DutyIncident {
			until += duty.Until.Format(" 15:04")
		}
		out[i] = t.Say(duty, until)
	}
	return out
}

// dutyHints are the same at the start of the desk.
func (h *house) dutyHints(ctx context.Context) []string {
	duties, err := h.desk.Duties(ctx)
	if err != nil {
		h.log.Warn("reading what is owed", "error", err)
		return nil
	}
	return dutyWords(h.app, duties)
}
