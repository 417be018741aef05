package files

import (
	"strings"
	"sync"

	"sprechstunde/internal/domain"
)

// class is what must not be mistaken for something else. Within a class the
// same programs open the file and nothing worse can come of it.
type class string

const (
	classNone    class = "" // says nothing
	classPicture class = "picture"
	classPlayed  class = "played"
	classPDF     class = "pdf"
	classOffice  class = "office"
	classMacros  class = "macros"
	classText    class = "text"
	classArchive class = "archive"
	classHTML    class = "html"
	classSVG     class = "svg"
	classProgram class = "program"
	classUnheard class = "unheard" // of content that we do not know
)

// endingsOf lists the endings of file names that say something.
var endingsOf = map[class]string{
	classPicture: "jpg jpeg jpe jfif png gif webp bmp tif tiff heic heif avif",
	classPlayed:  "mp4 m4v mov 3gp 3gpp 3g2 ogg oga opus mp3 m4a m4b aac amr wav flac webm mkv avi",
	classPDF:     "pdf",
	classOffice:  "doc docx xls xlsx ppt pptx odt ods odp rtf dot dotx pps ppsx",
	classMacros:  "docm dotm xlsm xltm pptm potm ppsm xlsb xlam",
	classText:    "txt text log md csv tsv vcf ics json xml yaml yml",
	classArchive: "zip rar 7z gz tgz bz2 xz zst cab tar iso img dmg",
	classHTML:    "html htm xhtml shtml mht mhtml",
	classSVG:     "svg",
	classProgram: "exe com scr pif bat cmd ps1 vbs vbe js jse wsf wsh hta msi msp lnk url reg cpl dll sys jar apk app pkg deb rpm run sh " +
		"bash zsh csh command desktop workflow scpt applescript py pl rb php appimage elf so dylib gadget inf msc chm one settingcontent-ms",
}

var classes = sync.OnceValue(func() map[string]class {
	out := map[string]class{}
	for c, list := range endingsOf {
		for ending := range strings.FieldsSeq(list) {
			out[ending] = c
		}
	}
	return out
})

func classOfEnding(ending string) class { return classes()[ending] }

// classOfMIME is what a type that Meta tells says. The general ones say nothing.
func classOfMIME(mime string) class {
	mime, _, _ = strings.Cut(strings.ToLower(mime), ";")
	mime = strings.TrimSpace(mime)
	switch {
	case mime == "image/svg+xml":
		return classSVG
	case strings.HasPrefix(mime, "image/"):
		return classPicture
	case strings.HasPrefix(mime, "audio/"), strings.HasPrefix(mime, "video/"):
		return classPlayed
	case mime == "application/pdf":
		return classPDF
	case mime == "text/html", mime == "application/xhtml+xml":
		return classHTML
	case mime == "text/rtf", mime == "application/rtf", mime == "application/msword", strings.HasPrefix(mime, "application/vnd.oasis.opendocument"):
		return classOffice
	case strings.HasPrefix(mime, "text/"):
		return classText
	case strings.Contains(mime, "macroenabled"):
		return classMacros
	case strings.HasPrefix(mime, "application/vnd.ms-excel"), strings.HasPrefix(mime, "application/vnd.ms-powerpoint"),
		strings.HasPrefix(mime, "application/vnd.openxmlformats-officedocument"):
		return classOffice
	case mime == "application/zip", mime == "application/x-rar-compressed", mime == "application/x-7z-compressed":
		return classArchive
	}
	return classNone
}

func classOf(t domain.FileType, ending string) class {
	switch t {
	case domain.FilePDF:
		return classPDF
	case domain.FileJPEG, domain.FilePNG, domain.FileGIF, domain.FileWebP:
		return classPicture
	case domain.FileMP4, domain.File3GP, domain.FileOGG, domain.FileMP3, domain.FileM4A, domain.FileAAC, domain.FileAMR:
		return classPlayed
	case domain.FileOffice:
		if c := classOfEnding(ending); c != classNone {
			return c
		}
		return classOffice
	case domain.FileText:
		return classText
	case domain.FileArchive:
		return classArchive
	case domain.FileHTML:
		return classHTML
	case domain.FileSVG:
		return classSVG
	case domain.FileProgram:
		return classProgram
	default:
		return classUnheard
	}
}

// Mismatch reports that a file is something else than it is said to be, by
// Meta's type or by the ending of the name its sender gave it. What says
// nothing cannot lie; a JPEG that is called PNG harms nobody.
func Mismatch(n Nature, mime, name string) bool {
	is := classOf(n.Type, n.Ending)
	for _, said := range []class{classOfMIME(mime), classOfEnding(lastEnding(name))} {
		if said != classNone && said != is {
			return true
		}
	}
	return false
}

// lastEnding is what stands behind the last dot, as the systems read it that
// ignore dots and spaces at the end.
func lastEnding(name string) string {
	name = strings.TrimRight(strings.ToLower(plain(name[max(0, len(name)-256):])), ". _")
	return strings.TrimSpace(behindDot(name))
}

// behindDot is what follows the last dot, "" if there is none.
func behindDot(name string) string {
	at := strings.LastIndexByte(name, '.')
	if at < 0 {
		return ""
	}
	return name[at+1:]
}

// Opens reports whether a file may be handed to the system's program at all.
// Others can only be saved.
func Opens(t domain.FileType, mismatch bool) bool {
	switch t {
	case domain.FileProgram, domain.FileArchive, domain.FileOther, "":
		return false // some systems unpack an archive when it is opened
	default:
		return !mismatch
	}
}

// Asks reports whether opening wants a second word: programs run what stands in
// such files, or fetch from the Internet what they name.
func Asks(t domain.FileType) bool {
	return t == domain.FileOffice || t == domain.FileHTML || t == domain.FileSVG
}

// Plays reports whether a player is to be asked for it.
func Plays(t domain.FileType, mismatch bool) bool {
	return !mismatch && classOf(t, "") == classPlayed
}

// Pictures reports whether a picture of it can be drawn.
func Pictures(t domain.FileType, mismatch bool) bool {
	return !mismatch && classOf(t, "") == classPicture
}

// Ending is the one under which a file is saved: that of its content, or a
// neutral one that nothing opens by itself.
func Ending(f domain.File) string {
	ending := behindDot(f.Stored)
	if ending == "" || f.Mismatch || !Opens(f.Type, false) && f.Type != domain.FileArchive {
		return neutral
	}
	return ending
}
