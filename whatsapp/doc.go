// Package whatsapp speaks Meta's wire format, the WhatsApp Business Platform
// (Cloud API): it decodes webhooks into domain updates, builds the bodies of
// sends, calls the Graph API, explains its errors and checks signatures.
//
// It is pure: it knows no database, keeps no state between calls, starts no
// goroutine and reads no clock. Everything that comes in is treated as hostile
// or broken; nothing in here panics or gives up a whole webhook because of one
// odd element.
package whatsapp
