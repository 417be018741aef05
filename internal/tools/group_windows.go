package tools

import (
	"os/exec"
	"syscall"
)

// alone keeps a program away from our console and its Ctrl+C.
func alone(cmd *exec.Cmd) {
	const detached = 0x00000008 // DETACHED_PROCESS
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP | detached}
}

// interruptGroup ends the program: without a console it cannot be asked.
func interruptGroup(cmd *exec.Cmd) { killGroup(cmd) }

func killGroup(cmd *exec.Cmd) {
	_ = cmd.Process.Kill() // it may have ended already
}
