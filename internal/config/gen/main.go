// Command gen writes the example configuration; go generate runs it.
package main

import (
	"fmt"
	"os"

	"sprechstunde/internal/config"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("want one argument, the file to write, not %d", len(args))
	}
	text, err := config.ExampleFile()
	if err != nil {
		return err
	}
	// Unlike a real configuration this one has no secrets and is there to be read.
	return os.WriteFile(args[0], text, 0o644) //nolint:gosec // G306: an example in the repository, readable like the rest of it
}
