package config

import (
	"slices"
	"strings"
)

// filePlace stands in the argument vector of a program where the file goes.
const filePlace = "{file}"

// Files names the programs that show a file. Each is an argument vector, run
// without a shell; {file} in it stands for the file.
type Files struct {
	Open []string `yaml:"open" doc:"opens a file, e.g. [xdg-open, \"{file}\"]"`
	Play []string `yaml:"play" doc:"plays a voice note or a video, e.g. [mpv, --no-terminal, \"{file}\"]"`
}

// Voice names the programs for voice notes, likewise.
type Voice struct {
	Record     []string `yaml:"record" doc:"records one as OGG/Opus on one channel until it is interrupted, e.g. [ffmpeg, -f, pulse, -i, default, -ac, \"1\", -c:a, libopus, -y, \"{file}\"]"`
	Transcribe []string `yaml:"transcribe" doc:"writes down what one says, on this machine, to its output or to {file}.txt, e.g. [whisper-cli, -l, de, -otxt, \"{file}\"]; empty: not at all"`
}

func validatePrograms(c *Config, r *reader) {
	r.program("files.open", c.Files.Open)
	r.program("files.play", c.Files.Play)
	r.program("voice.record", c.Voice.Record)
	r.program("voice.transcribe", c.Voice.Transcribe)
}

// program wants an argument vector that begins with a program and has a place
// for the file.
func (r *reader) program(key string, argv []string) {
	if len(argv) == 0 {
		return
	}
	if strings.TrimSpace(argv[0]) == "" || strings.Contains(argv[0], filePlace) {
		r.at(key, Mistake{Kind: KindRequired})
		return
	}
	placed := slices.ContainsFunc(argv[1:], func(a string) bool { return strings.Contains(a, filePlace) })
	r.need(placed, key, Mistake{Kind: KindFormat, Value: clip(strings.Join(argv, " ")), Want: `[` + clip(argv[0]) + `, "{file}"]`})
}
