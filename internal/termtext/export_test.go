package termtext

// Pictograph lets the external tests compare the emoji table with the library
// that cuts the clusters.
func Pictograph(r rune) bool { return isPictograph(r) }
