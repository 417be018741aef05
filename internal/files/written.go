package files

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"sprechstunde/internal/domain"
)

// written tells the kinds of text apart: what a browser or a shell would run is
// no text.
func written(head []byte) Nature {
	text, ok := readable(head)
	if !ok {
		return Nature{}
	}
	switch {
	case isScript(text):
		return isProgram
	case isSVG(text):
		return Nature{domain.FileSVG, "svg"}
	case isHTML(text):
		return Nature{domain.FileHTML, "html"}
	}
	return Nature{domain.FileText, "txt"}
}

// readable decodes text; what is there beyond the head is taken to go on so.
func readable(head []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return wide(head[2:], binary.LittleEndian)
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return wide(head[2:], binary.BigEndian)
	}
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	return string(head), isText(head)
}

func wide(b []byte, order binary.ByteOrder) (string, bool) {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	text := string(utf16.Decode(units))
	return text, isText([]byte(text)) && !strings.Contains(text, string(utf8.RuneError))
}

// isText reports that there is nothing but letters and line ends, in UTF-8 or
// one of the older ways of writing them.
func isText(b []byte) bool {
	return !slices.ContainsFunc(b, func(c byte) bool {
		return c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' || c == 0x7f
	})
}

// isScript tells what a system runs when it is opened.
func isScript(text string) bool {
	trimmed := strings.TrimLeft(text, " \t\r\n\f")
	lower := strings.ToLower(trimmed[:min(len(trimmed), 64)])
	if strings.HasPrefix(text, "#!") || strings.HasPrefix(lower, "@echo off") || strings.HasPrefix(lower, "windows registry editor") || strings.HasPrefix(lower, "regedit4") {
		return true
	}
	for line := range strings.Lines(text) {
		switch strings.ToLower(strings.TrimSpace(line)) {
		case "[desktop entry]", "[internetshortcut]":
			return true
		}
	}
	return false
}

// looked is how far into a text tags are looked for.
const looked = 16 << 10

func isSVG(text string) bool {
	lower := strings.ToLower(text[:min(len(text), looked)])
	at := strings.Index(lower, "<svg")
	if at < 0 {
		return false
	}
	html := strings.Index(lower, "<html")
	return (html < 0 || at < html) && strings.HasPrefix(strings.TrimLeft(lower, " \t\r\n\f"), "<")
}

// tags are what a browser takes a text for HTML by.
var tags = []string{
	"<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<meta", "<title", "<style", "<table", "<object", "<embed",
	"<div", "<form", "<font", "<link", "<base", "<frameset", "<h1", "<br", "<p>", "<a ", "<b>", "<img", "<svg", "<video", "<audio", "<!--",
}

// isHTML reports what a browser would take for HTML by its beginning, and what
// carries a script anywhere that is looked at.
func isHTML(text string) bool {
	lower := strings.ToLower(text[:min(len(text), looked)])
	start := strings.TrimLeft(lower, " \t\r\n\f")
	if strings.HasPrefix(start, "<?xml") {
		return strings.Contains(lower, "<html") || strings.Contains(lower, "<script")
	}
	for _, tag := range tags {
		if strings.HasPrefix(start, tag) {
			return true
		}
	}
	return strings.Contains(lower, "<script") || strings.Contains(lower, "<html") || strings.Contains(lower, "<iframe")
}
