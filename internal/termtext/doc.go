// Package termtext turns untrusted text into text that may reach a terminal.
//
// Names, messages, file names and error texts from outside can carry escape
// sequences that restyle the screen, write the clipboard or make the terminal
// type; invisible characters that hide or reorder words; and clusters that
// break the layout. Everything that is drawn therefore passes through here and
// comes out as a [Safe], a type only this package can make. The raw text stays
// untouched in the database.
//
// The gate is an allow-list. What comes out consists of letters, marks,
// numbers, punctuation, symbols and spaces that Unicode knows, of newlines, and
// of three helpers in their proper place: U+200D and U+FE0F in emoji, tag
// characters in the flags of England, Scotland and Wales, and U+200C or U+200D
// between letters of scripts that are spelled with them. In detail:
//
//   - A complete escape sequence (CSI, OSC, DCS and the like, with ESC or with
//     a C1 introducer) vanishes. One that is malformed or does not end on its
//     line loses only its introducer, which shows as U+FFFD: the words behind it
//     stay visible, because hiding them would be the attacker's gain.
//   - CR LF, CR, VT, FF, U+0085, U+2028 and U+2029 are newlines, a tab is four
//     spaces. Every other control character, a run of bytes that is not UTF-8,
//     and a code point Unicode has not assigned show as U+FFFD, one cell wide.
//   - Bidirectional controls, zero-width and other invisible characters,
//     private use and noncharacters vanish.
//   - The text is in NFC. A base keeps at most four combining marks. A mark on
//     an ASCII character, on a space or on nothing is shown beside it as a
//     character of its own, because a mark there is lost in the renderer or
//     slips onto what our own frame has drawn to its left.
//   - A cluster of more than 24 code points ends there with '…'.
//
// The width of everything is counted in cells by the same function Lip Gloss
// uses, github.com/charmbracelet/x/ansi.StringWidth.
package termtext
