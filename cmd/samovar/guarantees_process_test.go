package main

import (
	"io"
	"os"
	"os/exec"
	"testing"
	"time"
)

// asBot in the environment makes this test's binary the bot itself, so that it
// can be killed as a process.
const asBot = "TEST_RUNS_AS_BOT"

// stamped in its environment is the version that the bot says it is.
const stamped = "TEST_IS_VERSION"

func TestMain(m *testing.M) {
	if os.Getenv(asBot) != "" {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin) // it ends when the test does, however that ends
			os.Exit(3)
		}()
		if path := os.Getenv(byClock); path != "" {
			os.Exit(runBy(sharedClock{path}))
		}
		os.Exit(runUntilSignal(world{environ: os.Environ(), in: os.Stdin, out: os.Stdout, err: os.Stderr, now: time.Now, version: os.Getenv(stamped)}))
	}
	os.Exit(m.Run())
}

// process is the bot as a process of its own.
type process struct {
	*screen
	cmd  *exec.Cmd
	gone chan struct{}
}

// spawn starts the bot and does not wait for it.
func spawn(t *testing.T, environ []string, args ...string) *process {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{screen: newScreen(), cmd: exec.Command(path, args...), gone: make(chan struct{})}
	p.cmd.Env = append(append(os.Environ(), asBot+"=1"), environ...)
	p.cmd.Stdout, p.cmd.Stderr = p.screen, p.screen
	if _, err := p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait() // it was killed
		close(p.gone)
	}()
	t.Cleanup(p.kill)
	return p
}

// kill ends it as kill -9 does, and waits until it is gone.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // one that has ended needs no signal
	<-p.gone
}
