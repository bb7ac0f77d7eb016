package redisserver

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// startWithin is how long a server may take until it answers; one that reads
// a long append-only file takes longest.
const startWithin = 20 * time.Second

// Options say how a server keeps what it holds. The zero value keeps nothing.
type Options struct {
	Dir        string   // where its files stand; empty: a temporary one, removed by Stop
	AppendOnly bool     // keep an append-only file
	Fsync      string   // of the append-only file: always, everysec (default) or no
	Save       string   // snapshot points as in redis.conf ("60 1"); empty: none
	Port       int      // on 127.0.0.1; 0 takes a free one
	Socket     bool     // listen on a unix socket in Dir instead of a port
	Config     []string // more directives, a name and its value after the other ("maxmemory", "1mb")

	sentinel string // the file of a Sentinel's configuration; it is one, then
	bus      int    // where a node of a Cluster listens to the others
}

// Server is a running (or killed) redis-server.
type Server struct {
	options Options
	path    string
	own     bool // the directory is ours to remove

	mu   sync.Mutex
	cmd  *exec.Cmd
	gone <-chan struct{} // closed when the process has ended
}

// Start starts a redis-server and waits until it answers.
func Start(options Options) (*Server, error) {
	s, err := prepare(options)
	if err != nil {
		return nil, err
	}
	if err := s.run(); err != nil {
		s.Stop()
		return nil, err
	}
	return s, nil
}

// prepare makes a server that does not run yet.
func prepare(options Options) (*Server, error) {
	path, _, err := Find()
	if err != nil {
		return nil, err
	}
	s := &Server{options: options, path: path}
	return s, s.settle()
}

// settle chooses the directory and the port, which a restart keeps.
func (s *Server) settle() (err error) {
	if s.options.Dir == "" {
		// Short, since the path of a unix socket has 104 bytes at most.
		if s.options.Dir, err = os.MkdirTemp("", "redis"); err != nil {
			return fmt.Errorf("make redis directory: %w", err)
		}
		s.own = true
	}
	if s.options.Port == 0 && !s.options.Socket {
		s.options.Port, err = freePort()
	}
	return err
}

// freePort finds a port that is free now and stays so while the server is
// down: one below those that systems give to outgoing connections, which would
// else take it, or even connect to themselves.
func freePort() (int, error) {
	for range 100 {
		port := 10000 + rand.IntN(20000)
		l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			return port, l.Close()
		}
	}
	return 0, errors.New("find free port: a hundred tries from 10000 to 29999 found none")
}

func (s *Server) run() error {
	log := &tail{}
	cmd := exec.Command(s.path, s.args()...)
	cmd.Stdout, cmd.Stderr = log, log
	gone, err := startBound(cmd)
	if err != nil {
		return fmt.Errorf("start redis-server: %w", err)
	}
	s.mu.Lock()
	s.cmd, s.gone = cmd, gone
	s.mu.Unlock()
	if err := s.answers(gone); err != nil {
		return fmt.Errorf("start redis-server: %w: %s", err, log)
	}
	return nil
}

func (s *Server) args() []string {
	o := s.options
	if o.sentinel != "" {
		return []string{o.sentinel, "--sentinel"}
	}
	args := []string{"--dir", o.Dir, "--save", o.Save, "--daemonize", "no", "--bind", "127.0.0.1", "--port", strconv.Itoa(o.Port)}
	if o.Socket {
		args = append(args, "--unixsocket", s.socket())
	}
	if o.bus > 0 {
		args = append(args, "--cluster-port", strconv.Itoa(o.bus))
	}
	if o.AppendOnly {
		args = append(args, "--appendonly", "yes", "--appendfsync", or(o.Fsync, "everysec"))
	}
	for i := 0; i+1 < len(o.Config); i += 2 {
		args = append(append(args, "--"+o.Config[i]), strings.Split(o.Config[i+1], " ")...)
	}
	return args
}

// answers waits until PING gets PONG: a server that still loads its files
// takes connections but says LOADING.
func (s *Server) answers(gone <-chan struct{}) error {
	for late := time.Now().Add(startWithin); time.Now().Before(late); {
		select {
		case <-gone:
			return errors.New("it ended at once")
		case <-time.After(2 * time.Millisecond):
		}
		if s.pings() {
			return nil
		}
	}
	return fmt.Errorf("no answer within %s", startWithin)
}

func (s *Server) pings() bool {
	c, err := net.DialTimeout(s.network(), s.Addr(), time.Second)
	if err != nil {
		return false
	}
	defer func() { _ = c.Close() }() // it was only asked whether it lives
	_ = c.SetDeadline(time.Now().Add(time.Second))
	if _, err := c.Write([]byte("PING\r\n")); err != nil {
		return false
	}
	answer := make([]byte, 7)
	n, err := c.Read(answer)
	return err == nil && strings.HasPrefix(string(answer[:n]), "+PONG")
}

func (s *Server) network() string {
	if s.options.Socket {
		return "unix"
	}
	return "tcp"
}

func (s *Server) socket() string { return filepath.Join(s.options.Dir, "s") }

// Addr is where it listens: host:port, or the path of its socket.
func (s *Server) Addr() string {
	if s.options.Socket {
		return s.socket()
	}
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(s.options.Port))
}

// URL is its address as go-redis reads it.
func (s *Server) URL() string {
	if s.options.Socket {
		return "unix://" + s.socket()
	}
	return "redis://" + s.Addr() + "/0"
}

// Dir is where its files stand.
func (s *Server) Dir() string { return s.options.Dir }

// Kill ends it at once, as kill -9 does, and waits until it is gone.
func (s *Server) Kill() { s.end(syscall.SIGKILL) }

// Restart starts it again in the same directory, at the same address. One that
// still runs is killed before.
func (s *Server) Restart() error {
	s.Kill()
	return s.run()
}

// Pause stops the process without ending it: it takes connections, and does
// not answer.
func (s *Server) Pause() { s.signal(syscall.SIGSTOP) }

// Resume lets a paused one go on.
func (s *Server) Resume() { s.signal(syscall.SIGCONT) }

// Stop ends it and removes its directory, if that was a temporary one.
func (s *Server) Stop() {
	s.end(syscall.SIGKILL)
	if s.own {
		_ = os.RemoveAll(s.options.Dir) // left in the temporary directory at worst
	}
}

func (s *Server) end(with syscall.Signal) {
	s.signal(with)
	s.mu.Lock()
	gone := s.gone
	s.mu.Unlock()
	if gone != nil {
		<-gone
	}
}

func (s *Server) signal(sig syscall.Signal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cmd != nil {
		_ = s.cmd.Process.Signal(sig) // one that has ended needs no signal
	}
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// tail keeps the end of what a server wrote, for the error of a failed start.
type tail struct {
	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p...)
	if over := len(t.text) - 2048; over > 0 {
		t.text = t.text[over:]
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(bytes.TrimSpace(t.text))
}
