package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// onStream is the FILE that is standard output or input.
const onStream = "-"

// backupCommand writes a backup.
type backupCommand struct {
	File string `arg:"" help:"Where to; it is replaced once all is written. “-” is standard output."`
	settings
}

// Run backs up all that Redis holds, of all Points.
func (c backupCommand) Run(ctx context.Context, w world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	redis, err := openStore(cfg)
	if err != nil {
		return err
	}
	defer func() { _ = redis.Close() }()
	if err := redis.Ping(ctx); err != nil {
		return fmt.Errorf("back up: no answer at %s: %w", redisPlace(cfg), err)
	}
	began, keys := w.now(), 0
	told := progressOn(w.err)
	err = c.into(w.out, func(out io.Writer) error {
		keys, err = redis.BackUp(ctx, out, w.built(), w.now(), func(n int) { told.show("%d keys", n) })
		return err
	})
	told.clear()
	if err != nil {
		return err
	}
	fmt.Fprintf(w.err, "%d keys of %s are in %s, in %s\n", keys, redisPlace(cfg), c.named(), w.now().Sub(began).Round(time.Millisecond))
	return nil
}

func (c backupCommand) named() string {
	if c.File == onStream {
		return "standard output"
	}
	return c.File
}

// into writes to a file beside the one that is wanted, which takes its place when
// all is on the disk. What fails leaves nothing behind.
func (c backupCommand) into(stdout io.Writer, write func(io.Writer) error) error {
	if c.File == onStream {
		return write(stdout)
	}
	if info, err := os.Stat(c.File); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("write backup: %s is there already, and not a file: name one", c.File)
	}
	// All that people told the bot is in it: it is for who runs the bot only, as
	// CreateTemp makes it.
	file, err := os.CreateTemp(filepath.Dir(c.File), "."+filepath.Base(c.File)+"-*")
	if err != nil {
		return fmt.Errorf("write backup: %w", err)
	}
	out := bufio.NewWriterSize(file, 1<<20)
	err = write(out)
	if err == nil {
		err = errors.Join(out.Flush(), file.Sync())
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), c.File)
	}
	if err != nil {
		return fmt.Errorf("write backup: %w", errors.Join(err, os.Remove(file.Name())))
	}
	return nil
}

// restoreCommand reads one back.
type restoreCommand struct {
	File string `arg:"" help:"A backup. “-” is standard input."`
	settings
}

// Run restores a backup into the Redis of the config, which must be empty.
func (c restoreCommand) Run(ctx context.Context, w world) error {
	cfg, err := c.load(w)
	if err != nil {
		return err
	}
	file, err := c.open(w.in)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	redis, err := openStore(cfg)
	if err != nil {
		return err
	}
	defer func() { _ = redis.Close() }()
	if err := redis.Ping(ctx); err != nil {
		return fmt.Errorf("restore: no answer at %s: %w", redisPlace(cfg), err)
	}
	began := w.now()
	told := progressOn(w.err)
	head, keys, err := redis.Restore(ctx, file, func(n, of int) { told.show("%d of %d keys", n, of) })
	told.clear()
	if err != nil {
		return fmt.Errorf("restore %s: %w", c.File, err)
	}
	fmt.Fprintf(w.err, "%d keys of %s are back, in %s, at %s\n", keys, head.Made.Format(time.DateTime+" MST"), w.now().Sub(began).Round(time.Millisecond), redisPlace(cfg))
	return nil
}

// open opens the file. A stream is kept in a temporary one first: it is read
// twice, so that a damaged one changes nothing.
func (c restoreCommand) open(stdin io.Reader) (*os.File, error) {
	if c.File != onStream {
		return os.Open(c.File)
	}
	file, err := os.CreateTemp("", "samovar-*")
	if err != nil {
		return nil, err
	}
	err = os.Remove(file.Name()) // it lives as long as it is open
	if err == nil {
		_, err = io.Copy(file, stdin)
	}
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}
