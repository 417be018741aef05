package config

import (
	"reflect"
	"strings"
	"sync"
	"time"
)

// EnvPrefix begins the name of every environment variable we read.
const EnvPrefix = "SPRECHSTUNDE_"

var (
	secretType   = reflect.TypeFor[Secret]()
	durationType = reflect.TypeFor[time.Duration]()
	configType   = reflect.TypeFor[Config]()
)

// setting is one key that can be set as a whole: a single value or a list.
type setting struct {
	key string
	typ reflect.Type
}

// settings lists every key in the order of the struct.
var settings = sync.OnceValue(func() []setting { return collect(nil, "", configType) })

func collect(into []setting, prefix string, t reflect.Type) []setting {
	for i := range t.NumField() {
		f := t.Field(i)
		key := join(prefix, yamlName(f))
		if isGroup(f.Type) {
			into = collect(into, key, f.Type)
			continue
		}
		into = append(into, setting{key: key, typ: f.Type})
	}
	return into
}

// Keys lists every key that can be set, like whatsapp.app_secret, in the order
// of the example file.
func Keys() []string {
	var keys []string
	for _, s := range settings() {
		keys = append(keys, s.key)
	}
	return keys
}

// EnvName is the environment variable that sets a key. Lists are written there
// as YAML: [{days: [mon], from: "08:00", to: "18:00"}].
func EnvName(key string) string {
	return EnvPrefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
}

func yamlName(f reflect.StructField) string { return f.Tag.Get("yaml") }

func isGroup(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t != secretType
}

func join(prefix, name string) string {
	if prefix == "" {
		return name
	}
	return prefix + "." + name
}

func field(t reflect.Type, name string) (reflect.StructField, bool) {
	for i := range t.NumField() {
		if f := t.Field(i); strings.EqualFold(yamlName(f), name) {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

// nearest finds what somebody meant who wrote name inside the group t at path:
// a key of the same group spelt nearly so, or the same word in another group.
func nearest(name, path string, t reflect.Type) string {
	best, limit := "", max(2, len(name)/3)+1
	try := func(candidate, word string, extra int) {
		if d := distance(strings.ToLower(name), word) + extra; d < limit {
			best, limit = candidate, d
		}
	}
	for i := range t.NumField() {
		word := yamlName(t.Field(i))
		try(join(path, word), word, 0)
	}
	for _, key := range Keys() {
		try(key, key[strings.LastIndexByte(key, '.')+1:], 1)
		try(key, key, 1)
	}
	return best
}

// distance is the number of letters to add, drop, change or swap.
func distance(a, b string) int {
	var before []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range len(b) {
			next[j+1] = min(row[j+1]+1, next[j]+1, row[j]+cost(a[i] != b[j]))
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}

func cost(differ bool) int {
	if differ {
		return 1
	}
	return 0
}

func secretKeys() []string {
	var keys []string
	for _, s := range settings() {
		if s.typ == secretType {
			keys = append(keys, s.key)
		}
	}
	return keys
}
