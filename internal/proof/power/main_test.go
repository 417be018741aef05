//go:build proof && linux

package power_test

import (
	"os"
	"testing"

	"sprechstunde/internal/proof/rig"
)

func TestMain(m *testing.M) { os.Exit(rig.Main(m)) }
