package migrate_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// migrations are where each database's migrations stand.
var migrations = map[string]string{"desk": "../../../store/migrations", "relay": "../../relay/migrations"}

// newest is the version of a database that this tree makes.
func newest(t *testing.T, name string) int {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(migrations[name], "*.sql"))
	if err != nil || len(all) == 0 {
		t.Fatal(len(all), err)
	}
	return len(all)
}

func fixture(name string, version int) string {
	return filepath.Join("testdata", fmt.Sprintf("%s-v%d.db.gz", name, version))
}

// Whoever adds a migration keeps a database of the version before.
func TestEveryReleasedVersionIsKept(t *testing.T) {
	t.Parallel()
	for name := range migrations {
		for v := 1; v < newest(t, name); v++ {
			if _, err := os.Stat(fixture(name, v)); err != nil {
				t.Errorf("%v; testdata/README.md says how to make it", err)
			}
		}
	}
}
