// Package safego starts goroutines that cannot take the program down silently.
// It is the only place with a go statement; a test holds the others to it.
//
// A panic in a goroutine of ours would otherwise end the process with the
// terminal still in raw mode and a message text perhaps in the trace.
package safego

import (
	"fmt"
	"runtime/debug"
)

// PanicError is a recovered panic. Its text names the place and the type of
// the value, never the value itself, which might hold a message.
type PanicError struct {
	Where string
	Value any
	Stack []byte
}

// Error names the goroutine and what kind of value it panicked with. Runtime
// errors (index, nil) are quoted because they hold no data of a person.
func (e *PanicError) Error() string {
	if rt, ok := e.Value.(interface{ RuntimeError() }); ok {
		return fmt.Sprintf("panic in %s: %v", e.Where, rt)
	}
	return fmt.Sprintf("panic in %s: %T", e.Where, e.Value)
}

// Go runs fn on its own goroutine. If fn panics, onPanic gets a *PanicError; it
// must not be nil. The returned channel closes when fn and onPanic have ended.
func Go(where string, onPanic func(error), fn func()) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := Run(where, fn); err != nil {
			onPanic(err)
		}
	}()
	return done
}

// Run calls fn on this goroutine and turns a panic into a *PanicError.
func Run(where string, fn func()) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Where: where, Value: v, Stack: debug.Stack()}
		}
	}()
	fn()
	return nil
}
