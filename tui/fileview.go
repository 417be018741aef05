package tui

import (
	"fmt"
	"strings"

	"sprechstunde/internal/domain"
)

// mediaLines show the file of a message: what it is, what it is called, where its
// bytes are, and what a recording says.
func (m *Model) mediaLines(msg *domain.Message, w int) []string {
	md := msg.Content.Media
	if md == nil && msg.File == nil {
		return m.label(m.kindWord(msg.Kind), w)
	}
	if md == nil {
		md = &domain.Media{}
	}
	out := wrapText(mediaSign(msg.Kind)+strings.Join(m.fileFacts(msg, md), " · "), w, m.theme.accent)
	if name := m.clean.line(md.Filename); name != "" && msg.Kind != domain.KindVoice { // her own is called what it is
		out = append(out, wrapText(name, w, m.theme.plain)...)
	}
	if md.Lost != "" && (msg.File == nil || msg.File.State != domain.FileLost) {
		out = append(out, wrapText(fmt.Sprintf(m.t.Kinds.MediaLostF, m.clean.line(md.Lost)), w, m.theme.warn)...)
	}
	if msg.File == nil {
		return out
	}
	out = append(out, m.fileTrouble(msg.File, w)...)
	return append(out, m.transcriptLines(msg.File.Transcript, w)...)
}

// fileFacts are the few words about a file: kind, length, type, size, where it is.
func (m *Model) fileFacts(msg *domain.Message, md *domain.Media) []string {
	word := m.kindWord(msg.Kind)
	if msg.Kind == domain.KindSticker && md.Animated {
		word = m.t.Kinds.StickerMoving
	}
	parts := []string{word}
	if md.Seconds > 0 {
		parts = append(parts, length(md.Seconds))
	}
	f := msg.File
	switch {
	case f != nil && f.State == domain.FileHere && !f.Mismatch && msg.Kind == domain.KindDocument:
		if word := m.t.Files.Types[string(f.Type)]; word != "" && f.Type != domain.FileOther {
			parts = append(parts, word)
		}
	case md.Filename == "" && msg.Kind == domain.KindDocument && md.MIME != "":
		parts = append(parts, m.clean.line(md.MIME))
	}
	if n := fileSize(msg, md); n > 0 {
		parts = append(parts, m.cal.bytes(n))
	}
	if word := m.fileWord(msg); word != "" {
		parts = append(parts, word)
	}
	return parts
}

func fileSize(msg *domain.Message, md *domain.Media) int64 {
	if msg.File != nil && msg.File.Size > 0 {
		return msg.File.Size
	}
	return md.Size
}

// fileWord says where the bytes of a file of theirs are, "" if that is told
// otherwise.
func (m *Model) fileWord(msg *domain.Message) string {
	switch {
	case msg.File == nil || msg.Direction == domain.Out:
		return ""
	case msg.File.State == domain.FileHere:
		return m.t.Files.Ready
	case msg.File.State == domain.FileLost:
		return ""
	default:
		return m.t.Files.Coming
	}
}

// fileTrouble says in a sentence why a file cannot be had or opened.
func (m *Model) fileTrouble(f *domain.File, w int) []string {
	t := &m.t.Files
	words := ""
	switch {
	case f.State == domain.FileLost && f.Reason == domain.LossDamaged:
		words = "✗ " + fmt.Sprintf(t.DamagedF, m.loss(f.Reason))
	case f.State == domain.FileLost:
		words = "✗ " + fmt.Sprintf(t.LostF, m.loss(f.Reason))
	case f.State == domain.FileHere && f.Mismatch:
		words = "! " + fmt.Sprintf(t.MismatchF, orElse(t.Types[string(f.Type)], t.Types[string(domain.FileOther)]))
	default:
		return nil
	}
	return wrapText(words, w, m.theme.warn)
}

// loss is a reason in words; one that we do not know yet is shown as it is.
func (m *Model) loss(r domain.LossReason) string {
	return orElse(m.t.Files.Loss[string(r)], orElse(m.clean.line(string(r)), m.t.Status.NoReason))
}

// transcriptLines are what a program took a recording to say. That it is a
// machine's work stands above it, because it is often wrong.
func (m *Model) transcriptLines(tr *domain.Transcript, w int) []string {
	t := &m.t.Files
	switch {
	case tr == nil:
		return nil
	case tr.Failed:
		return m.label(t.Unwritten, w)
	}
	text := strings.TrimSpace(m.clean.block(tr.Text))
	if text == "" {
		text = t.NoWords
	}
	return append(m.label(t.Transcript, w), wrapText(text, w, m.theme.plain)...)
}

func mediaSign(k domain.Kind) string {
	switch k {
	case domain.KindAudio, domain.KindVoice:
		return "♪ "
	case domain.KindDocument:
		return "≡ "
	case domain.KindVideo:
		return "▷ "
	default:
		return "▣ "
	}
}
