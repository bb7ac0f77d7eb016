package chaos

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

// line is a connection to a server that may be asked, and then read.
type line struct {
	net.Conn
	in *bufio.Reader
}

func dialLine(ctx context.Context, addr string) (*line, error) {
	c, err := (&net.Dialer{Timeout: time.Second}).DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	_ = c.SetDeadline(time.Now().Add(5 * time.Second))
	return &line{c, bufio.NewReader(c)}, nil
}

// Read reads what is left after the answers.
func (c *line) Read(p []byte) (int, error) { return c.in.Read(p) }

// ask sends a command, and returns the line that answers.
func (c *line) ask(command string) (string, error) {
	if _, err := io.WriteString(c.Conn, command+"\r\n"); err != nil {
		return "", err
	}
	for {
		answer, err := c.in.ReadString('\n')
		if answer = strings.TrimSpace(answer); answer != "" || err != nil {
			return answer, err // blank ones say that it is still at work
		}
	}
}

// skipSnapshot passes over all that was there before.
func (c *line) skipSnapshot() error {
	for {
		head, err := c.in.ReadString('\n')
		if err != nil {
			return err
		}
		if size, ok := strings.CutPrefix(strings.TrimSpace(head), "$"); ok {
			long, err := strconv.ParseInt(size, 10, 64)
			if err == nil {
				_, err = io.CopyN(io.Discard, c.in, long)
			}
			return err
		}
	}
}

// standing is how a server stands to the stream.
type standing struct {
	master       bool
	line, before string // the ids of its stream, and of the one that went on as it
	at, until    int64  // the last offset of each
}

func (c *line) role() (is standing, err error) {
	head, err := c.ask("INFO replication")
	if err != nil {
		return is, err
	}
	size, err := strconv.Atoi(strings.TrimPrefix(head, "$"))
	if err != nil {
		return is, fmt.Errorf("ask for the role: the server says %q", head)
	}
	text := make([]byte, size+len("\r\n"))
	if _, err := io.ReadFull(c.in, text); err != nil {
		return is, err
	}
	is.reads(string(text))
	return is, nil
}

func (is *standing) reads(info string) {
	for row := range strings.Lines(info) {
		name, value, _ := strings.Cut(strings.TrimSpace(row), ":")
		number, _ := strconv.ParseInt(value, 10, 64) // 0 of those that are none
		switch name {
		case "role":
			is.master = value == "master"
		case "master_replid":
			is.line = value
		case "master_replid2":
			is.before = value
		case "master_repl_offset":
			is.at = number
		case "second_repl_offset":
			is.until = number - 1
		}
	}
}
