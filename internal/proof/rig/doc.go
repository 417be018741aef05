// Package rig is what the proofs stand on: their flags, the program built as it
// is shipped, homes with known secrets, the relay as a process that can be
// killed, and a pretend Meta that counts from outside.
//
// A proof is a test with the build tag proof. It breaks something at many
// places or moments, and counts from outside what came of it:
//
//	go test -tags proof ./internal/proof/... -timeout 80m
package rig
