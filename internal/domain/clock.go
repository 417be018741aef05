package domain

import "time"

// Clock tells the time. It is a value everywhere so that tests can stop it;
// only package main and the composition in cli use the real one.
type Clock func() time.Time
