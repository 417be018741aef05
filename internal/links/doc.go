// Package links finds the addresses in texts of strangers, says where they
// really lead, and looks after the adviser's own list of links.
//
// What looks like an address is read the way browsers read one: backslashes
// are slashes, what stands before an @ is a name, a host may be written as a
// number or in letters of any script. What is handed to the browser is put
// together anew from what was understood, in ASCII only, so that the host that
// was shown is the host that is asked.
package links
