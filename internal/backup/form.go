package backup

import (
	"context"
	"encoding/json"
	"path"
	"path/filepath"
	"strings"
	"time"

	"sprechstunde/internal/domain"
)

// form is the number of this way to lay out a backup; a reader refuses a later
// one.
const form = 1

// The entries.
const (
	aboutName    = "about.json"
	manifestName = "manifest.json"
	configName   = "config.yaml"
	deskName     = "desk.db"
	configPart   = "config/" // what the configuration names beside itself
	mediaPart    = "media/"
)

// Folders are where the parts of a home lie.
type Folders struct {
	Config string
	Data   string
}

// Options are what backups are made of and restored with.
type Options struct {
	Home    Folders
	Clock   domain.Clock
	Version string // of the program
	// Copy writes a consistent copy of the desk's database to a new file.
	Copy func(ctx context.Context, to string) error
	// Look opens a copy, looks through it for damage and says what is in it.
	Look func(ctx context.Context, path string) (Content, error)
	// Config is the configuration without secrets, and the paths beside it that
	// belong to it, relative to its folder.
	Config func() (text []byte, beside []string, err error)
	// Amend changes a copy that is about to become the desk's database: who was
	// erased since it was made is erased from it again. files is its folder of
	// files.
	Amend func(ctx context.Context, path, files string) error
}

// Content is what a database says, whatever its bytes are.
type Content struct {
	Schema int      `json:"schema"` // version of its tables
	Sum    string   `json:"sum"`    // of everything in it in a canonical order
	Files  []string `json:"-"`      // of the media folder that it names
}

type about struct {
	Form    int       `json:"form"`
	Program string    `json:"program"`
	Version string    `json:"version"`
	Made    time.Time `json:"made"`
}

// entry is a file in a backup.
type entry struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
	Sum  string `json:"sha256"`
}

type manifest struct {
	About   about    `json:"about"`
	Content Content  `json:"content"`
	Entries []entry  `json:"entries"`
	Lost    []string `json:"lost"` // files that the database names and that were not there
}

// files counts those of the media folder.
func (m *manifest) files() (n int) {
	for _, e := range m.Entries {
		if strings.HasPrefix(e.Name, mediaPart) {
			n++
		}
	}
	return n
}

// Backup is one that was made or read.
type Backup struct {
	Path  string
	Made  time.Time
	Size  int64
	Files int // of the media folder
	Lost  int // files that were not there any more when it was made
}

// allowed reports whether an entry may be in a backup at all. Who has a backup
// of somebody else could have put anything into it: nothing may come to lie
// outside the folders, or become a link or a program.
func allowed(name string) bool {
	switch name {
	case aboutName, manifestName, configName, deskName:
		return true
	}
	if file, ok := strings.CutPrefix(name, mediaPart); ok {
		return path.Base(file) == file && plain(file)
	}
	file, ok := strings.CutPrefix(name, configPart)
	return ok && plain(file) && file != configName
}

func plain(name string) bool {
	return name != "" && path.Clean(name) == name && filepath.IsLocal(filepath.FromSlash(name)) &&
		!strings.ContainsAny(name, "\\\x00") && !strings.HasPrefix(path.Base(name), ".")
}

func marshal(v any) []byte {
	b, err := json.MarshalIndent(v, "", " ")
	if err != nil { // types of our own always can
		panic(err)
	}
	return append(b, '\n')
}
