//go:build !linux

package redisserver

import "os/exec"

// startBound starts a process; the channel is closed when it has ended. Only
// Linux can bind its life to ours.
func startBound(cmd *exec.Cmd) (gone <-chan struct{}, err error) {
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = cmd.Wait() // how it ended shows in its log
	}()
	return ended, nil
}
