// Package send proves that no reply is sent twice and none vanishes, whatever
// the networks do between the desk, the relay and WhatsApp.
//
// Real desk, real relay, both over real databases, and the pretend Meta run in
// one process. Every call between them may fail to connect, be cut at any
// place, be answered by somebody else, late or never, or arrive after its
// sender has given up; statuses come in any order, twice or not at all; desk
// and relay are closed or killed in between. The adviser takes back, says of
// what is unclear whether it arrived, and sends again what has failed.
//
// The pretend Meta counts how often the words reached a person. Against that is
// held what the desk shows: at most once unless she said "again"; accepted only
// if it is there, failed only if it is not; what nobody can know is asked; and
// whatever did not arrive is somewhere she sees it.
package send
