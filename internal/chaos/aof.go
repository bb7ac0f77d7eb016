package chaos

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// eachCommand reads all that Redis has ever written into its append-only file,
// command by command, from the directory of a server that throws no part of it
// away (aof-disable-auto-gc). A part may end where the server was killed.
func eachCommand(dir string, do func(words []string) error) error {
	parts, err := filepath.Glob(filepath.Join(dir, "appendonlydir", "*.incr.aof"))
	if err != nil {
		return fmt.Errorf("list append-only files: %w", err)
	}
	if len(parts) == 0 {
		return fmt.Errorf("list append-only files: %s has none", dir)
	}
	slices.SortFunc(parts, func(a, b string) int { return cmp.Compare(partNumber(a), partNumber(b)) })
	for _, path := range parts {
		if err := eachIn(path, do); err != nil {
			return fmt.Errorf("read %s: %w", filepath.Base(path), err)
		}
	}
	return nil
}

// partNumber is the 12 of "appendonly.aof.12.incr.aof".
func partNumber(path string) int {
	words := strings.Split(filepath.Base(path), ".")
	n, _ := strconv.Atoi(words[len(words)-3]) // 0 of a name that Redis never gives
	return n
}

func eachIn(path string, do func(words []string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it is only read
	in := bufio.NewReaderSize(file, 1<<20)
	for {
		words, err := command(in)
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return nil
		case err != nil:
			return err
		}
		if err := do(words); err != nil {
			return err
		}
	}
}

// command reads "*2\r\n$3\r\nDEL\r\n$1\r\nk\r\n".
func command(in *bufio.Reader) ([]string, error) {
	n, err := count(in, '*')
	words := make([]string, 0, max(n, 0))
	for ; err == nil && n > 0; n-- {
		var long int
		if long, err = count(in, '$'); err != nil {
			break
		}
		word := make([]byte, long+len("\r\n"))
		if _, err = io.ReadFull(in, word); err == nil {
			words = append(words, string(word[:long]))
		}
	}
	return words, err
}

func count(in *bufio.Reader, mark byte) (int, error) {
	line, err := in.ReadString('\n')
	if err != nil {
		return 0, err
	}
	if line[0] != mark {
		return 0, fmt.Errorf("expected %c, found %q", mark, line)
	}
	return strconv.Atoi(strings.TrimSpace(line[1:]))
}
