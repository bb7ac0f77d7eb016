package chaos

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Scribe writes down what a Redis with replicas does, through all its
// failovers: it asks for the stream that replicas get, of whichever server is
// the master, and goes on where it stood. It confirms nothing, so that no WAIT
// counts it. What a failover takes back it strikes out again: its file holds
// what there was of the line that is left, each command once.
type Scribe struct {
	addrs  []string
	file   *os.File
	ctx    context.Context
	cancel context.CancelFunc
	ended  chan struct{}

	mu     sync.Mutex
	line   string // the id of the stream, "" before the first
	base   int64  // the offset in it at which the file begins
	at     int64  // the offset of the last byte in the file
	struck int64  // bytes that were taken back
	err    error  // the last
}

// NewScribe begins a file with what is written from now on by the one of some
// servers that is the master, and by each that becomes it. It returns once the
// stream is open: what was there before is left out.
func NewScribe(ctx context.Context, path string, addrs ...string) (*Scribe, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, fmt.Errorf("create history: %w", err)
	}
	s := &Scribe{addrs: addrs, file: file, ended: make(chan struct{})}
	s.ctx, s.cancel = context.WithCancel(ctx)
	go s.run()
	return s, s.await("the stream opens", func() bool { return s.line != "" })
}

// Close ends it.
func (s *Scribe) Close() {
	s.cancel()
	<-s.ended
	_ = s.file.Close() // each write to it was checked
}

// History is its file, once all stands in it that the master has written by
// now, and how many bytes failovers took back.
func (s *Scribe) History() (path string, struck int64, err error) {
	var now int64
	err = s.await("the master is read", func() bool {
		now = s.masterAt(s.line)
		return now > 0 && s.at >= now
	})
	return s.file.Name(), s.struck, err
}

// await waits until something is so.
func (s *Scribe) await(what string, ok func() bool) error {
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	late := time.After(time.Minute)
	for {
		s.mu.Lock()
		done, err := ok(), s.err
		s.mu.Unlock()
		if done {
			return nil
		}
		select {
		case <-look.C:
		case <-late:
			return fmt.Errorf("await that %s: it takes too long: %w", what, err)
		case <-s.ctx.Done():
			return fmt.Errorf("await that %s: %w", what, s.ctx.Err())
		}
	}
}

// masterAt is how far the master of a line is, 0 while there is none.
func (s *Scribe) masterAt(line string) int64 {
	for _, addr := range s.addrs {
		c, err := dialLine(s.ctx, addr)
		if err != nil {
			continue
		}
		is, err := c.role()
		_ = c.Close() // it was only asked
		if err == nil && is.master && is.line == line {
			return is.at
		}
	}
	return 0
}

// run follows whichever server is the master.
func (s *Scribe) run() {
	defer close(s.ended)
	for n := 0; s.ctx.Err() == nil; n++ {
		err := s.follow(s.addrs[n%len(s.addrs)])
		s.mu.Lock()
		s.err = err
		s.mu.Unlock()
		select {
		case <-time.After(20 * time.Millisecond):
		case <-s.ctx.Done():
		}
	}
}

var (
	errNoMaster  = errors.New("it is no master")
	errOtherLine = errors.New("its line is another")
)

// follow writes down what a master writes, until that ends.
func (s *Scribe) follow(addr string) error {
	c, err := dialLine(s.ctx, addr)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }() // what it said is written down
	defer context.AfterFunc(s.ctx, func() { _ = c.Close() })()
	is, err := c.role()
	if err != nil {
		return err
	}
	if !is.master {
		return errNoMaster
	}
	if err := s.goesOn(is); err != nil {
		return err
	}
	if err := s.joins(c); err != nil {
		return err
	}
	_ = c.SetDeadline(time.Time{}) // from now on it may be silent
	return s.copies(c)
}

// goesOn strikes out what a new master does not have of the old.
func (s *Scribe) goesOn(is standing) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.line == "" || s.line == is.line:
		return nil
	case s.line != is.before:
		return errOtherLine
	case s.at < is.until:
		return nil
	}
	s.struck += s.at - is.until
	s.at = is.until
	if err := s.file.Truncate(s.at - s.base); err != nil {
		return err
	}
	_, err := s.file.Seek(0, io.SeekEnd)
	return err
}

// joins asks for the stream from where the file ends.
func (s *Scribe) joins(c *line) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := c.ask("REPLCONF capa psync2"); err != nil {
		return err
	}
	from := "PSYNC ? -1"
	if s.line != "" {
		from = fmt.Sprintf("PSYNC %s %d", s.line, s.at+1)
	}
	answer, err := c.ask(from)
	if err != nil {
		return err
	}
	words := strings.Fields(answer)
	switch {
	case len(words) == 2 && words[0] == "+CONTINUE":
		s.line = words[1]
		return nil
	case len(words) == 3 && words[0] == "+FULLRESYNC" && s.line == "":
		if s.at, err = strconv.ParseInt(words[2], 10, 64); err == nil {
			err = c.skipSnapshot()
		}
		s.line, s.base = words[1], s.at
		return err
	}
	return fmt.Errorf("ask for the stream: the master says %q", answer)
}

// copies writes the stream into the file.
func (s *Scribe) copies(c *line) error {
	piece := make([]byte, 64<<10)
	for {
		n, err := c.Read(piece)
		s.mu.Lock()
		_, bad := s.file.Write(piece[:n])
		s.at += int64(n)
		s.mu.Unlock()
		if err = errors.Join(err, bad); err != nil {
			return err
		}
	}
}
