package config

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v3"
)

// WithoutSecrets is the text of a configuration file with its secrets taken out,
// for places where they must not lie. Remarks stay, but what looks like a secret
// in them does not; nor does the text of a secret anywhere else.
func WithoutSecrets(text []byte) ([]byte, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	var secrets []string
	for _, key := range secretKeys() {
		n := find(doc.Content[0], key)
		if n == nil || n.Kind != yaml.ScalarNode || n.Value == "" || n.Value == inKeyring {
			continue
		}
		secrets = append(secrets, n.Value)
		n.Value, n.Tag, n.Style = "", "!!str", yaml.DoubleQuotedStyle
	}
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(&doc); err != nil {
		return nil, fmt.Errorf("writing the configuration: %w", err)
	}
	if err := enc.Close(); err != nil {
		return nil, fmt.Errorf("writing the configuration: %w", err)
	}
	bare := looksSecret.ReplaceAllString(out.String(), masked)
	for _, s := range secrets {
		if len(s) >= shortestSecret {
			bare = strings.ReplaceAll(bare, s, masked)
		}
	}
	return []byte(bare), nil
}

// shortestSecret is from how many characters on a secret is looked for outside
// its place: a shorter one may be any word.
const shortestSecret = 6

// find gives the value of a key like whatsapp.app_secret, nil if it is not set.
func find(n *yaml.Node, key string) *yaml.Node {
	for name := range splitKey(key) {
		if n = entryOf(n, name); n == nil {
			return nil
		}
	}
	return n
}

func entryOf(n *yaml.Node, name string) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if strings.EqualFold(n.Content[i].Value, name) { // as the file is read
			return n.Content[i+1]
		}
	}
	return nil
}

// Portable is what a configuration file consists of besides its secrets: its
// text, and what lies in its folder and belongs to it.
func Portable(home Home, c *Config) (text []byte, beside []string, err error) {
	full, err := os.ReadFile(home.ConfigFile())
	if err != nil {
		return nil, nil, fileError(home.ConfigFile(), err)
	}
	if text, err = WithoutSecrets(full); err != nil {
		return nil, nil, err
	}
	for _, path := range c.Hours.ICS {
		if name, err := filepath.Rel(home.Config, path); err == nil && filepath.IsLocal(name) {
			beside = append(beside, name)
		}
	}
	list, err := os.ReadDir(home.AnswerFiles())
	if err != nil && !os.IsNotExist(err) {
		return nil, nil, fileError(home.AnswerFiles(), err)
	}
	for _, e := range list {
		if e.Type().IsRegular() {
			beside = append(beside, filepath.Join(filepath.Base(home.AnswerFiles()), e.Name()))
		}
	}
	return text, beside, nil
}
