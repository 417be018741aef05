package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/viper"
	"go.yaml.in/yaml/v3"

	"sprechstunde/internal/domain"
)

// maxFile is far more than any configuration needs and keeps a file given by
// mistake (a database, a video) out of memory.
const maxFile = 1 << 20

// LookupEnv finds an environment variable, like os.LookupEnv.
type LookupEnv func(name string) (value string, found bool)

// LoadOptions says where the configuration comes from.
type LoadOptions struct {
	Path    string    // of the file; it must exist
	Env     LookupEnv // nil: the environment overrides nothing
	Keyring Keyring   // nil: "keyring" as value of a secret is a mistake
}

// Load reads the file, lets the environment override single keys, fetches what
// the keyring holds, and validates. An empty environment variable counts as
// not set.
//
// Errors are domain errors: no_config (there is no file), open_permissions
// (others can read its secrets or write it; the detail is the command that
// closes it), read_only (it cannot be read), or config with every mistake at
// once (MistakesOf has them one by one).
func Load(o LoadOptions) (*Config, error) {
	data, mode, err := readFile(o.Path)
	if err != nil {
		return nil, err
	}
	r := newReader()
	file := r.file(data)
	if err := checkMode(o.Path, mode, holdsSecret(file)); err != nil {
		return nil, err
	}
	cfg, err := merge(r, file, o.Env)
	if err != nil {
		return nil, err
	}
	fetchSecrets(cfg, r, o.Keyring)
	o.settle(cfg)
	validate(cfg, r)
	if err := r.mistakes.asError(); err != nil {
		return nil, err
	}
	return cfg, nil
}

// settle makes the paths in a configuration the same ones wherever the program was
// started: what is erased is looked for there later.
func (o LoadOptions) settle(cfg *Config) {
	for i, path := range cfg.Hours.ICS {
		cfg.Hours.ICS[i] = beside(o.Path, path)
	}
	for _, path := range []*string{&cfg.Export.Dir, &cfg.Backup.Dir} {
		*path = beside(o.Path, o.athome(*path))
	}
	for i, key := range cfg.Backup.EncryptTo {
		if !strings.HasPrefix(key, "age1") { // a file with keys
			cfg.Backup.EncryptTo[i] = beside(o.Path, o.athome(key))
		}
	}
}

// athome puts the adviser's folder in the place of ~.
func (o LoadOptions) athome(named string) string {
	rest, ok := strings.CutPrefix(named, "~")
	if !ok || o.Env == nil || rest != "" && !os.IsPathSeparator(rest[0]) {
		return named
	}
	for _, name := range []string{"HOME", "USERPROFILE"} {
		if dir, _ := o.Env(name); dir != "" {
			return filepath.Join(dir, rest)
		}
	}
	return named
}

// beside is a path that the file at path names.
func beside(path, named string) string {
	if named == "" || filepath.IsAbs(named) {
		return named
	}
	return filepath.Join(filepath.Dir(path), named)
}

func readFile(path string) ([]byte, fs.FileMode, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, domain.Fail(domain.CodeNoConfig, path, err)
	}
	if err != nil {
		return nil, 0, fileError(path, err)
	}
	defer func() { _ = f.Close() }() // read only: nothing can get lost
	info, err := f.Stat()
	if err != nil {
		return nil, 0, fileError(path, err)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, 0, fileError(path, err)
	}
	if len(data) > maxFile {
		return nil, 0, Mistakes{{Kind: KindSyntax, Line: 1}}.asError()
	}
	return data, info.Mode(), nil
}

// holdsSecret reports that the file itself has a secret in it, not just the
// word keyring.
func holdsSecret(file map[string]any) bool {
	for _, key := range secretKeys() {
		if text := lookup(file, key); text != "" && text != inKeyring {
			return true
		}
	}
	return false
}

func lookup(file map[string]any, key string) string {
	var at any = file
	for name := range splitKey(key) {
		group, _ := at.(map[string]any)
		at = group[name]
	}
	text, _ := at.(string)
	return text
}

// merge lays defaults, file and environment over each other with viper, which
// also refuses a key the struct does not have.
func merge(r *reader, file map[string]any, env LookupEnv) (*Config, error) {
	v := viper.New()
	defaults := reflect.ValueOf(Default()).Elem()
	for _, s := range settings() {
		v.SetDefault(s.key, at(defaults, s.key).Interface())
	}
	if err := v.MergeConfigMap(file); err != nil {
		return nil, fmt.Errorf("merging the configuration file: %w", err)
	}
	for _, s := range settings() {
		if value := r.fromEnv(s, env); value != nil {
			v.Set(s.key, value)
		}
	}
	cfg := &Config{}
	if err := v.UnmarshalExact(cfg, decodeHook); err != nil {
		return nil, fmt.Errorf("taking over the configuration: %w", err)
	}
	return cfg, nil
}

func decodeHook(c *mapstructure.DecoderConfig) {
	c.TagName = "yaml"
	c.DecodeHook = func(from, to reflect.Type, value any) (any, error) {
		if text, ok := value.(string); ok && to == secretType {
			return NewSecret(text), nil
		}
		return value, nil
	}
}

// fromEnv reads the variable of one setting; nil if it is not set.
func (r *reader) fromEnv(s setting, env LookupEnv) any {
	if env == nil {
		return nil
	}
	name := EnvName(s.key)
	text, found := env(name)
	if !found || text == "" {
		return nil
	}
	r.env = name
	defer func() { r.env = "" }()
	if s.typ.Kind() != reflect.Slice {
		return r.value(&yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}, s.typ, s.key)
	}
	if node := r.parse([]byte(text)); node != nil {
		return r.value(node, s.typ, s.key)
	}
	return nil
}

// at finds the field of a key.
func at(v reflect.Value, key string) reflect.Value {
	for name := range splitKey(key) {
		f, ok := field(v.Type(), name)
		if !ok {
			panic("config: no field for " + key) // keys come from the same struct
		}
		v = v.FieldByIndex(f.Index)
	}
	return v
}
