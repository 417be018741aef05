package export

import "sprechstunde/internal/disk"

// What only tests may enter: the parts of writing that a healthy disk never
// shows.
var (
	WriteLinking = write
	Translate    = disk.Trouble
)
