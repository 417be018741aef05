package desk

import "sprechstunde/internal/domain"

// readsOnly reports that another desk writes: what would change something waits.
func (d *Desk) readsOnly() bool { return d.other != nil && d.other() != "" }

// noteWriter brings who writes to the status line.
func (d *Desk) noteWriter() {
	if d.other == nil {
		return
	}
	who := d.other()
	d.linkMu.Lock()
	changed, wrote := d.link.Writer != who, d.link.Writer != ""
	d.link.Writer = who
	d.linkMu.Unlock()
	if !changed {
		return
	}
	d.bell.ring(domain.Changes{Link: true})
	if wrote && who == "" {
		d.rested.unsay() // the other one may have said something else
		d.wake()         // what had to wait may go now
		d.carrier.wake()
	}
}
