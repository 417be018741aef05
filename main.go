// Sprechstunde is a terminal inbox for one careers adviser who answers
// applicants on WhatsApp.
package main

import (
	"os"

	"sprechstunde/internal/cli"
)

func main() {
	os.Exit(cli.Main())
}
