package domain

// Sound reports a type that is only heard.
func (t FileType) Sound() bool {
	switch t {
	case FileOGG, FileMP3, FileM4A, FileAAC, FileAMR:
		return true
	default:
		return false
	}
}

// Film reports a type that is watched.
func (t FileType) Film() bool { return t == FileMP4 || t == File3GP }

// Image reports a type that is a picture of dots.
func (t FileType) Image() bool {
	switch t {
	case FileJPEG, FilePNG, FileGIF, FileWebP:
		return true
	default:
		return false
	}
}
