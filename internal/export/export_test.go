package export

// What only tests may enter: the parts of writing that a healthy disk never
// shows.
var (
	WriteLinking = write
	Translate    = translate
)
