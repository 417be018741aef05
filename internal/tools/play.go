package tools

import "context"

// Play plays a recording or, with video, a film, and returns when it has ended.
// When ctx ends it is stopped at once.
func (t *Tools) Play(ctx context.Context, path string, video bool) error {
	purpose, usual := "play", t.players()
	if video {
		purpose, usual = "watch", t.cinemas()
	}
	line, err := t.find(purpose, KeyPlay, t.o.Play, usual)
	if err != nil {
		return err
	}
	argv, err := with(line[0], path)
	if err != nil {
		return err
	}
	return t.run(ctx, job{argv: argv})
}

// A file of a stranger may name others, here or in the net. The players are told
// to leave them alone, and to read no scripts.
var (
	mpv    = []string{"mpv", "--no-terminal", "--no-config", "--load-scripts=no", "--ytdl=no", "--access-references=no"}
	ffplay = []string{"ffplay", "-hide_banner", "-loglevel", "quiet", "-autoexit", "-protocol_whitelist", "file"}
)

// players play sound without opening a window.
func (t *Tools) players() [][][]string {
	list := [][][]string{
		{append(mpv[:len(mpv):len(mpv)], "--no-video", "--", Placeholder)},
		{append(ffplay[:len(ffplay):len(ffplay)], "-nodisp", Placeholder)},
	}
	if t.o.GOOS == "darwin" {
		list = append(list, [][]string{{"afplay", Placeholder}})
	}
	return append(list,
		[][]string{{"cvlc", "--quiet", "--play-and-exit", "--no-video", Placeholder}},
		[][]string{{"pw-play", Placeholder}},
		[][]string{{"paplay", Placeholder}})
}

// cinemas show films in a window of their own.
func (t *Tools) cinemas() [][][]string {
	return [][][]string{
		{append(mpv[:len(mpv):len(mpv)], "--force-window=yes", "--", Placeholder)},
		{append(ffplay[:len(ffplay):len(ffplay)], Placeholder)},
		{{"vlc", "--quiet", "--play-and-exit", Placeholder}},
	}
}
