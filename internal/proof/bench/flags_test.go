//go:build proof

package main

// The flags that all suites understand, so that they can be run together.
import _ "sprechstunde/internal/proof/rig"
