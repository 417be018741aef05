package sqlite

// syncFolderOf does nothing: Windows keeps names durable by itself and does
// not let a folder be flushed.
func syncFolderOf(string) error { return nil }
