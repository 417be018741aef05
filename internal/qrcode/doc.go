// Package qrcode draws QR codes: in a terminal, as PNG and as SVG. Always dark
// on white with a quiet zone around, whatever the colours of the terminal are:
// many phones read nothing else.
package qrcode
