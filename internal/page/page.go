// Package page is the frame of a page of HTML that needs nothing beside itself: no
// script, no address that a browser would ask, and a rule in its head that forbids
// both.
package page

import "html"

// Foot ends a page.
const Foot = "</body>\n</html>\n"

// Head is what a page begins with.
type Head struct {
	Lang, Title string // "de", "en"; the title is a text
	Style       string // CSS of ours
	Pictures    bool   // they may lie beside the page, in the folder it was unpacked into
}

// String is the page up to where its content begins.
func (h Head) String() string {
	pictures := ""
	if h.Pictures {
		pictures = " img-src 'self' file: data:;"
	}
	return `<!DOCTYPE html>
<html lang="` + Text(h.Lang) + `">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';` + pictures + ` style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>` + Text(h.Title) + `</title>
<style>
` + h.Style + `</style>
</head>
<body>
`
}

// Text is a text as it can stand in markup and in an attribute. What no eye sees
// is to be taken out of it before.
func Text(s string) string { return html.EscapeString(s) }
