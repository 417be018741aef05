//go:build proof && linux

package wire_test

import (
	"os"
	"testing"

	"sprechstunde/internal/proof/rig"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(bareEnv); path != "" {
		os.Exit(bare(path))
	}
	os.Exit(rig.Main(m))
}
