package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// build makes the programs that are measured, from the sources that this one
// was made from, and returns the folder they are in.
func build(ctx context.Context, dir string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", dir+string(filepath.Separator), "./cmd/samovar", "./cmd/bench/echo")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build samovar and its peer: %w: %s", err, out)
	}
	return nil
}

// process is a program that runs by itself.
type process struct {
	name string
	cmd  *exec.Cmd
	said *said
}

// start starts a program that was built, with variables added to the environment.
func (b *bench) start(environ []string, name string, args ...string) (*process, error) {
	cmd := exec.Command(filepath.Join(b.dir, name), args...)
	cmd.Env = append(os.Environ(), environ...)
	return b.begin(name, cmd)
}

// begin starts any program.
func (b *bench) begin(name string, cmd *exec.Cmd) (*process, error) {
	p := &process{name: name, cmd: cmd, said: &said{}}
	p.cmd.Stdout, p.cmd.Stderr = p.said, p.said
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", p.name, err)
	}
	b.started = append(b.started, p)
	return p, nil
}

// leaveNone ends what an error left running.
func (b *bench) leaveNone() {
	for _, p := range b.started {
		_ = p.cmd.Process.Kill() // most have ended
	}
}

// stop asks it to end, and waits for that. What it complained of is shown.
func (p *process) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return fmt.Errorf("%s has ended: %w: %s", p.name, err, p.said)
	}
	late := time.AfterFunc(15*time.Second, func() { _ = p.cmd.Process.Kill() }) // it may just have ended
	defer late.Stop()
	if err := p.cmd.Wait(); err != nil {
		return fmt.Errorf("end %s: %w: %s", p.name, err, p.said)
	}
	if p.said.Len() > 0 {
		fmt.Fprintf(os.Stderr, "%s says:\n%s\n", p.name, p.said)
	}
	return nil
}

// stopAll ends several and joins what they complained of.
func stopAll(all ...*process) error {
	var failed []error
	for _, p := range all {
		failed = append(failed, p.stop())
	}
	return errors.Join(failed...)
}

// said keeps the beginning of what a program wrote.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if room := 4096 - s.text.Len(); room > 0 {
		s.text.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func (s *said) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Len()
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}
