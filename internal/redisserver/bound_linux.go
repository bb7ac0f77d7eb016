package redisserver

import (
	"os/exec"
	"runtime"
	"syscall"
)

// startBound starts a process that the kernel kills when this one dies. The
// channel is closed when it has ended.
//
// The kernel watches the thread that forked, not the process, so the goroutine
// that forks holds on to its thread as long as the child lives.
func startBound(cmd *exec.Cmd) (gone <-chan struct{}, err error) {
	// A group of its own: Ctrl-C is for who started it, who still has to write.
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}
	started, ended := make(chan error), make(chan struct{})
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(ended)
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait() // how it ended shows in its log
		}
	}()
	return ended, <-started
}
