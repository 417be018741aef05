//go:build proof && linux && amd64

package nth_test

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// beSieve has the kernel tell the tracer of the calls in classOf and of no
// others, which is what makes thousands of runs affordable, and becomes the
// program.
func beSieve(args []string) int {
	runtime.LockOSThread()
	if err := os.Unsetenv(sieveEnv); err != nil {
		panic(err)
	}
	err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
	if err == nil {
		err = sift()
	}
	if err == nil {
		err = unix.Exec(args[0], args, os.Environ())
	}
	fmt.Fprintln(os.Stderr, "sieve:", err)
	return 99
}

// Where struct seccomp_data keeps the number and the fifth argument.
const (
	numberAt = 0
	fifthAt  = 16 + 4*8
)

// sift is: load the number; for each of ours, trace; a map of no file, and
// everything else, allow.
func sift() error {
	load := func(at uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: at}
	}
	answer := func(with uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K, K: with}
	}
	skipUnless := func(value uint32, n uint8) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: value, Jf: n}
	}
	program := []unix.SockFilter{load(numberAt)}
	for nr := range classOf {
		if nr == unix.SYS_MMAP {
			program = append(program, skipUnless(uint32(nr), 4), load(fifthAt),
				skipUnless(^uint32(0), 1), answer(unix.SECCOMP_RET_ALLOW), answer(unix.SECCOMP_RET_TRACE))
			continue
		}
		program = append(program, skipUnless(uint32(nr), 1), answer(unix.SECCOMP_RET_TRACE))
	}
	program = append(program, answer(unix.SECCOMP_RET_ALLOW))
	f := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	_, _, e := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&f)))
	runtime.KeepAlive(program)
	if e != 0 {
		return errors.New("seccomp: " + e.Error())
	}
	return nil
}
