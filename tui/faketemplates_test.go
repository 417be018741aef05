package tui_test

import (
	"context"

	"sprechstunde/internal/domain"
)

func (d *fakeDesk) Announcement(context.Context, int64) (domain.Announcement, error) {
	return domain.Announcement{}, domain.Fail(domain.CodeNoTemplate, "", nil)
}

func (d *fakeDesk) Templates(context.Context, bool) (domain.TemplateList, error) {
	return domain.TemplateList{}, nil
}

func (d *fakeDesk) FillTemplate(context.Context, int64, domain.TemplateInfo) (domain.Template, error) {
	return domain.Template{}, nil
}

func (d *fakeDesk) RenderTemplate(t domain.TemplateInfo, _ domain.Template) string { return t.Body }

func (d *fakeDesk) Cost(string) domain.Cost { return domain.Cost{} }

func (d *fakeDesk) Proposals() []domain.TemplateInfo { return nil }

func (d *fakeDesk) CreateTemplate(_ context.Context, t domain.TemplateInfo) (domain.TemplateInfo, error) {
	return t, nil
}
