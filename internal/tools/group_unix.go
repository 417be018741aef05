//go:build unix

package tools

import (
	"os/exec"
	"syscall"
)

// alone starts a program in a session of its own: it has no terminal to write
// to or to read from, and it is the head of a group that can be ended as one.
func alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
}

// interruptGroup asks the program, and what it has started, to end.
func interruptGroup(cmd *exec.Cmd) { signalGroup(cmd, syscall.SIGINT) }

// killGroup ends them.
func killGroup(cmd *exec.Cmd) { signalGroup(cmd, syscall.SIGKILL) }

func signalGroup(cmd *exec.Cmd, sig syscall.Signal) {
	_ = syscall.Kill(-cmd.Process.Pid, sig) // nobody is left: that is what is wanted
}
