package tui

import (
	"charm.land/lipgloss/v2"

	"sprechstunde/internal/domain"
)

// tick is the sign of a status with a blank behind it. A word always stands
// beside it in the chat.
func tick(s domain.Status) string {
	switch s {
	case domain.StatusQueued, domain.StatusSending:
		return "◷ "
	case domain.StatusUnknown:
		return "? "
	case domain.StatusAccepted, domain.StatusSent:
		return "✓ "
	case domain.StatusDelivered, domain.StatusRead, domain.StatusPlayed:
		return "✓✓ "
	case domain.StatusFailed:
		return "✗ "
	case domain.StatusParked:
		return "‖ "
	case domain.StatusReturned:
		return "↶ "
	default:
		return ""
	}
}

// statusWord says how far a message has come, and how good that is.
func (m *Model) statusWord(s domain.Status) (string, lipgloss.Style) {
	t := &m.t.Status
	switch s {
	case domain.StatusQueued:
		return t.Queued, m.theme.dim
	case domain.StatusSending:
		return t.Sending, m.theme.dim
	case domain.StatusUnknown:
		return t.Unknown, m.theme.warn
	case domain.StatusAccepted:
		return t.Accepted, m.theme.dim
	case domain.StatusSent:
		return t.Sent, m.theme.dim
	case domain.StatusDelivered:
		return t.Delivered, m.theme.dim
	case domain.StatusRead:
		return t.Read, m.theme.good
	case domain.StatusPlayed:
		return t.Played, m.theme.good
	case domain.StatusFailed:
		return t.Failed, m.theme.bad
	case domain.StatusParked:
		return m.t.Hours.Reason.Parked, m.theme.dim
	case domain.StatusReturned:
		return m.t.Hours.Reason.Returned, m.theme.warn
	default:
		return "", m.theme.dim
	}
}
