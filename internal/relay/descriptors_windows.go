package relay

import "math"

// descriptors is how many files and connections this process may have open.
func descriptors() int { return math.MaxInt32 }
