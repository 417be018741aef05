package cli

// restrictFiles does nothing: on Windows files inherit the rights of the
// profile folder, which other users cannot read.
func restrictFiles() {}
