package store

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"
)

// BadBackup is the error of a file that is no backup, or no whole one.
type BadBackup struct{ Why string }

func (e *BadBackup) Error() string { return e.Why }

func badBackup(format string, args ...any) error {
	return &BadBackup{fmt.Sprintf(format, args...)}
}

// CheckBackup reads a whole backup and looks whether it is as it was written. It
// returns its first line and how many keys there are. An error is a *BadBackup
// where the file is at fault.
func CheckBackup(in io.Reader) (head Backup, keys int, err error) {
	return readBackup(in, func(kept) error { return nil })
}

// readBackup calls each with every key, in the order of the file, and then looks
// at the sum.
func readBackup(in io.Reader, each func(kept) error) (head Backup, keys int, err error) {
	r := backupReader{in: bufio.NewReaderSize(in, 1<<16), sum: sha256.New()}
	if head, err = r.head(); err != nil {
		return head, 0, err
	}
	for {
		line, err := r.next()
		if err != nil {
			return head, r.keys, err
		}
		if bytes.HasPrefix(line, []byte(`{"keys":`)) {
			return head, r.keys, r.end(line)
		}
		k, err := r.key(line)
		if err == nil {
			err = each(k)
		}
		if err != nil {
			return head, r.keys, err
		}
	}
}

// backupReader reads line after line.
type backupReader struct {
	in    *bufio.Reader
	sum   hash.Hash // of the lines that were taken
	lines int
	keys  int
}

// next returns the next line, with its end.
func (r *backupReader) next() ([]byte, error) {
	line, err := r.in.ReadBytes('\n')
	if errors.Is(err, io.EOF) {
		return nil, badBackup("the backup is cut off after %d lines: the last one, with the sum, is missing", r.lines)
	}
	if err != nil {
		return nil, fmt.Errorf("read backup: %w", err)
	}
	r.lines++
	return line, nil
}

func (r *backupReader) take(line []byte) { _, _ = r.sum.Write(line) } // a hash never fails

// The beginnings by which files are known.
var (
	gzipped    = []byte{0x1f, 0x8b}
	firstBytes = []byte(`{"samovar":"backup",`)
)

// head reads the first line.
func (r *backupReader) head() (head Backup, err error) {
	begin, err := r.in.Peek(len(firstBytes))
	if err != nil && !errors.Is(err, io.EOF) {
		return head, fmt.Errorf("read backup: %w", err)
	}
	switch {
	case bytes.HasPrefix(begin, gzipped):
		return head, badBackup("this file is compressed: unpack it first, with gunzip")
	case !bytes.Equal(begin, firstBytes):
		return head, badBackup("this is not a backup of Samovar’s: those begin with %s", firstBytes)
	}
	line, err := r.next()
	if err != nil {
		return head, err
	}
	if json.Unmarshal(line, &head) != nil {
		return head, badBackup("the first line of the backup is damaged")
	}
	r.take(line)
	return head, head.known()
}

// known says whether this program can read it.
func (b Backup) known() error {
	switch {
	case b.Format < 1 || b.Schema < 1:
		return badBackup("the first line of the backup is damaged")
	case b.Format > BackupFormat:
		return badBackup("this backup was written by a newer version of this program (%s; format %d, this one knows %d): restore it with that version, or a later one", b.By, b.Format, BackupFormat)
	case b.Schema > Schema:
		return badBackup("this backup was written by a newer version of this program (%s; schema %d, this one knows %d): restore it with that version, or a later one", b.By, b.Schema, Schema)
	}
	return nil
}

// key reads a line about a key.
func (r *backupReader) key(line []byte) (k kept, err error) {
	if err := json.Unmarshal(line, &k); err != nil {
		return k, badBackup("line %d of the backup is damaged: %s", r.lines, err)
	}
	if !strings.HasPrefix(k.Key, "samovar:") || passing(k.Key) {
		return k, badBackup("line %d of the backup is about %q, which no backup holds", r.lines, k.Key)
	}
	if _, err := k.content(); err != nil {
		return k, badBackup("line %d of the backup, %s, is damaged: %s", r.lines, k.Key, err)
	}
	r.take(line)
	r.keys++
	return k, nil
}

// content is what the key holds, as a flat list; not nothing.
func (k kept) content() (all []any, err error) {
	switch {
	case k.Type == "string":
		one, err := text(k.Value)
		return []any{one}, err
	case slices.Contains([]string{"list", "set"}, k.Type):
		all, err = k.texts()
	case k.paired():
		all, err = k.pairs()
	default:
		return nil, fmt.Errorf("%q is no type of a key", k.Type)
	}
	if err == nil && len(all) == 0 {
		err = errForm // Redis has no empty ones
	}
	return all, err
}

// end looks whether all is there, as it was written, and nothing behind it.
func (r *backupReader) end(line []byte) error {
	var said sumLine
	if json.Unmarshal(line, &said) != nil {
		return badBackup("the last line of the backup, with the sum, is damaged")
	}
	if said.Keys != r.keys || said.SHA256 != hex.EncodeToString(r.sum.Sum(nil)) {
		return badBackup("the backup was changed or damaged since it was written: it is not what the sum in its last line says")
	}
	if _, err := r.in.ReadByte(); !errors.Is(err, io.EOF) {
		return badBackup("there is something behind the last line of the backup")
	}
	return nil
}
