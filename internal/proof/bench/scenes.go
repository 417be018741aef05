package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// scene is one program for the harness to measure; the names of the fields are
// those of its configuration.
type scene struct {
	Name    string            `json:"name"`
	Cmd     []string          `json:"cmd"`
	Env     map[string]string `json:"env,omitempty"`
	Marker  string            `json:"marker"`
	MinRows int               `json:"min_rows"`
	Key     string            `json:"key"`
	Keys    int               `json:"keys"`
	Quit    string            `json:"quit"`
	Runs    int               `json:"runs,omitempty"`
	Timeout float64           `json:"timeout_s,omitempty"`
	Steps   []step            `json:"steps,omitempty"`
}

type step struct {
	Name    string `json:"name"`
	Keys    string `json:"keys"`
	Marker  string `json:"marker"`
	MaxRows int    `json:"max_rows,omitempty"`
	Silent  bool   `json:"silent,omitempty"`
}

// measured is what the harness writes about one program.
type measured struct {
	Name      string  `json:"name"`
	Runs      int     `json:"runs"`
	Frame     float64 `json:"frame_ms"`
	RSS       float64 `json:"rss_mib"`
	Peak      float64 `json:"hwm_mib"`
	StartCPU  float64 `json:"start_cpu_ms"`
	KeyMisses int     `json:"key_misses"`
	Key50     float64 `json:"key_p50_ms"`
	Key99     float64 `json:"key_p99_ms"`
	KeyCPU    float64 `json:"cpu_ms_per_key"`
	IdleCPU   float64 `json:"idle_cpu_ms"`

	Errors []string `json:"errors"`
	steps  []float64
}

// idleFor is how long each program is watched while nothing happens.
const idleFor = 3

// measure runs everything in turn, so that what else the machine does hits all
// alike.
func (b *bench) measure(ctx context.Context, sizes []*size) (map[string]measured, error) {
	scenes := []scene{{Name: "empty", Cmd: []string{b.empty}, Marker: "Wartend ", MinRows: 30, Key: "j", Keys: b.keys, Quit: "q"}}
	for _, s := range sizes {
		scenes = append(scenes, b.ours(s))
		if !b.peers {
			continue
		}
		mail, err := b.mailPrograms(s)
		if err != nil {
			return nil, err
		}
		scenes = append(scenes, mail...)
	}
	text, err := json.MarshalIndent(map[string]any{"scenarios": scenes}, "", " ")
	if err != nil {
		return nil, fmt.Errorf("encoding the scenes: %w", err)
	}
	file := filepath.Join(b.folder, "scenes.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		return nil, fmt.Errorf("writing the scenes: %w", err)
	}
	figures := filepath.Join(b.folder, "figures.json")
	cmd := exec.CommandContext(ctx, b.ptybench, "-config", file, "-runs", fmt.Sprint(b.runs), "-idle", fmt.Sprintf("%ds", idleFor),
		"-json", figures, "-dump", filepath.Join(b.folder, "screens.txt"))
	cmd.Stdout, cmd.Stderr = b.say, b.say
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("measuring: %w", err)
	}
	return readFigures(figures)
}

// ours is the program as the adviser has it: the relay runs inside, as it does
// without any further set-up.
func (b *bench) ours(s *size) scene {
	return scene{
		Name: "ours-" + s.name, Cmd: []string{b.program, "--home", s.home}, Marker: "Wartend ", MinRows: 30,
		Key: "j", Keys: b.keys, Quit: "q", Steps: searches(),
	}
}

// searches are typed in one go, each into a search that was opened for it: from
// the first key to the hits of the whole of it. What is rare, what is common,
// two words, and beginnings of words.
func searches() []step {
	var steps []step
	for _, words := range []string{needle, "bewerbung", "absage klinikum", "ausbild", "vorstellungsg", "gehalt brutto", "umschul", "danke", "kennziffer", "zeu"} {
		hits := "[0-9]+ Treffer"
		if words == needle {
			hits = "7 Treffer"
		}
		steps = append(steps,
			step{Name: words, Keys: "/" + words, Marker: "/ " + words + " .* " + hits},
			step{Name: "close", Keys: "<Esc>", Marker: "Person", Silent: true})
	}
	return steps
}

// readFigures keeps the harness's medians and, of the steps, every single one.
func readFigures(file string) (map[string]measured, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the figures: %w", err)
	}
	var got struct {
		Summary []measured `json:"summary"`
		Runs    [][]struct {
			Steps []struct {
				MS float64 `json:"ms"`
			} `json:"steps"`
		} `json:"runs"`
	}
	if err := json.Unmarshal(text, &got); err != nil {
		return nil, fmt.Errorf("understanding the figures: %w", err)
	}
	out := map[string]measured{}
	for i, m := range got.Summary {
		for _, run := range got.Runs[i] {
			for _, st := range run.Steps {
				m.steps = append(m.steps, st.MS)
			}
		}
		out[m.Name] = m
	}
	return out, nil
}
