package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// disk is a small one of its own, which can be filled.
type disk struct {
	t   *testing.T
	dir string
}

// newDisk makes a file a disk and hangs it in at a directory, which only root
// may; else it says why there is none.
func newDisk(t *testing.T, dir string, size scale) (d *disk, why string) {
	t.Helper()
	if os.Getuid() != 0 {
		return nil, "only root can mount a disk of its own"
	}
	image := filepath.Join(t.TempDir(), "disk")
	if err := os.WriteFile(image, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(image, 512<<20+int64(size.updates)*48<<10); err != nil { // it takes up what is written
		t.Fatal(err)
	}
	for _, line := range [][]string{{"mkfs.ext4", "-q", "-m", "0", image}, {"mount", "-o", "loop", image, dir}} {
		if out, err := exec.Command(line[0], line[1:]...).CombinedOutput(); err != nil {
			return nil, fmt.Sprintf("%s: %v %s", line[0], err, out)
		}
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", dir).Run() }) // at worst it stays until the next start
	return &disk{t, dir}, ""
}

func (d *disk) ballast() string { return filepath.Join(d.dir, "ballast") }

// fill leaves no room on it.
func (d *disk) fill() {
	d.t.Helper()
	f, err := os.Create(d.ballast())
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // nobody reads it
	var free syscall.Statfs_t
	if err := syscall.Statfs(d.dir, &free); err != nil {
		d.t.Fatal(err)
	}
	_ = syscall.Fallocate(int(f.Fd()), 0, 0, int64(free.Bavail)*free.Bsize*99/100) // less is right too: the rest is written
	if _, err := f.Seek(0, 2); err != nil {
		d.t.Fatal(err)
	}
	for block := make([]byte, 1<<20); ; {
		if _, err := f.Write(block); errors.Is(err, syscall.ENOSPC) {
			return
		} else if err != nil {
			d.t.Fatal(err)
		}
	}
}

// clear makes room again.
func (d *disk) clear() {
	d.t.Helper()
	if err := os.Remove(d.ballast()); err != nil {
		d.t.Fatal(err)
	}
}
