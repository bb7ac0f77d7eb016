package main

import (
	"bufio"
	"fmt"
	"net"
	"strconv"
	"strings"
)

// conn is a connection to Redis for what redis-benchmark cannot do by itself.
type conn struct {
	net.Conn
	in *bufio.Reader
}

func dial(addr string) (*conn, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("dial redis: %w", err)
	}
	return &conn{c, bufio.NewReader(c)}, nil
}

func (c *conn) close() { _ = c.Conn.Close() } // nothing is under way

// do runs a command that is answered by one short string.
func (c *conn) do(words ...string) (string, error) {
	var out strings.Builder
	fmt.Fprintf(&out, "*%d\r\n", len(words))
	for _, w := range words {
		fmt.Fprintf(&out, "$%d\r\n%s\r\n", len(w), w)
	}
	if _, err := c.Write([]byte(out.String())); err != nil {
		return "", fmt.Errorf("ask redis: %w", err)
	}
	head, err := c.in.ReadString('\n')
	if err == nil && strings.HasPrefix(head, "$") {
		head, err = c.in.ReadString('\n')
	}
	if err != nil || strings.HasPrefix(head, "-") {
		return "", fmt.Errorf("%s: %q, %w", words[0], head, err)
	}
	return strings.TrimSpace(head), nil
}

func portOf(addr string) string { return addr[strings.LastIndexByte(addr, ':')+1:] }

// rateIn reads the requests a second out of what redis-benchmark --csv prints:
// a line of names, and one of values in quotes, of which it is the second last
// group's first.
func rateIn(csv string) (float64, error) {
	lines := strings.Split(strings.TrimSpace(csv), "\n")
	names, values := strings.Split(lines[0], `","`), strings.Split(lines[len(lines)-1], `","`)
	for i, name := range names {
		// The command, which is the first value, may itself hold no quotes.
		if strings.Trim(name, `"`) == "rps" && i < len(values) {
			return strconv.ParseFloat(strings.Trim(values[i], `"`), 64)
		}
	}
	return 0, fmt.Errorf("read what redis-benchmark prints: no rps in %q", csv)
}
