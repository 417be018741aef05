package tui_test

import (
	"context"
	"time"

	"sprechstunde/internal/domain"
)

func (d *fakeDesk) Agenda() domain.Agenda { return domain.Agenda{At: d.now()} }

func (d *fakeDesk) Waiting(context.Context) ([]domain.WaitingSend, error) { return nil, nil }

func (d *fakeDesk) SetCrisis(context.Context, int64, bool) error { return nil }

func (d *fakeDesk) FindPledge(string) (domain.Pledge, bool) { return domain.Pledge{}, false }

func (d *fakeDesk) Promise(context.Context, int64, domain.Pledge) (domain.Promise, error) {
	return domain.Promise{}, nil
}

func (d *fakeDesk) Keep(context.Context, int64) error { return nil }

func (d *fakeDesk) FollowUp(context.Context) (time.Time, error) { return time.Time{}, nil }

func (d *fakeDesk) SetFollowUp(context.Context, time.Time) error { return nil }
