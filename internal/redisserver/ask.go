package redisserver

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"time"
)

// Ask sends a server one command, words without blanks in them, and returns
// its answer: a line, or the text of a bulk. It is for the setting up; who
// wants more takes a client.
func (s *Server) Ask(words ...string) (string, error) {
	c, err := net.DialTimeout(s.network(), s.Addr(), time.Second)
	if err != nil {
		return "", fmt.Errorf("ask redis-server: %w", err)
	}
	defer func() { _ = c.Close() }() // what it was asked for is read
	_ = c.SetDeadline(time.Now().Add(time.Second))
	if _, err := fmt.Fprintf(c, "%s\r\n", strings.Join(words, " ")); err != nil {
		return "", fmt.Errorf("ask redis-server: %w", err)
	}
	answer, err := readAnswer(bufio.NewReader(c))
	if err != nil {
		return "", fmt.Errorf("ask redis-server %s: %w", words[0], err)
	}
	return answer, nil
}

// readAnswer reads a line, or a bulk; of an array its first line.
func readAnswer(r *bufio.Reader) (string, error) {
	line, err := r.ReadString('\n')
	if err != nil {
		return "", err
	}
	line = strings.TrimRight(line, "\r\n")
	switch {
	case strings.HasPrefix(line, "-"):
		return "", fmt.Errorf("it says %s", line[1:])
	case !strings.HasPrefix(line, "$"):
		return line, nil
	}
	size, err := strconv.Atoi(line[1:])
	if err != nil || size < 0 {
		return "", err
	}
	text := make([]byte, size)
	_, err = io.ReadFull(r, text)
	return string(text), err
}

// await waits until an answer holds some words.
func (s *Server) await(words string, ask ...string) error {
	var answer string
	var err error
	for late := time.Now().Add(startWithin); time.Now().Before(late); time.Sleep(5 * time.Millisecond) {
		if answer, err = s.Ask(ask...); err == nil && strings.Contains(answer, words) {
			return nil
		}
	}
	return fmt.Errorf("await %q of %s: it says %q, %w", words, strings.Join(ask, " "), answer, err)
}
