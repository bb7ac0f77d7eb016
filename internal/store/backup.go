package store

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// BackupFormat numbers the form of the file; docs/backup.md describes it.
const BackupFormat = 1

// Backup is what the first line of a backup says.
type Backup struct {
	Samovar string    `json:"samovar"` // always "backup": by this a file is known
	Format  int       `json:"format"`
	Schema  int       `json:"schema"` // the form in which the keys are
	Points  []string  `json:"points"`
	Made    time.Time `json:"made"`
	By      string    `json:"by"` // the program's version
}

// sumLine is the last line of a backup: how many keys there are, and the SHA-256
// of all lines before it, in hexadecimal.
type sumLine struct {
	Keys   int    `json:"keys"`
	SHA256 string `json:"sha256"`
}

// ErrNothingKept: there is nothing of Samovar's in this Redis.
var ErrNothingKept = errors.New("this Redis holds nothing of Samovar’s: there is nothing to back up")

// BackUp writes all that Redis holds, and calls told with how many keys are
// written by then. By is the version that says so in the first line.
//
// The keys of one tag are written as they were at one moment: whatever one commit
// wrote together is there together. The inboxes come first. Then an
// update that is handled meanwhile is in both, and is known as handled; the other
// way round it would be in neither.
func (s *Store) BackUp(ctx context.Context, out io.Writer, by string, now time.Time, told func(keys int)) (keys int, err error) {
	b := &backup{store: s, sum: sha256.New(), told: told, names: newKeyring()}
	b.out = bufio.NewWriterSize(io.MultiWriter(out, b.sum), 1<<16)
	defer func() { err = errors.Join(err, b.hush()) }()
	head, err := b.head(ctx, by, now)
	if err != nil {
		return 0, err
	}
	steps := []func() error{
		func() error { return b.line(head) },
		func() error { return b.inboxes(ctx) },
		func() error { return b.alone(ctx) },
		func() error { return b.tagged(ctx) },
		func() error { return b.end(out) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return 0, fmt.Errorf("back up: %w", err)
		}
	}
	return b.keys, nil
}

// backup is one on its way to its file.
type backup struct {
	store  *Store
	out    *bufio.Writer
	sum    hash.Hash
	keys   int
	told   func(keys int)
	names  *keyring
	writes *listener // hears what is written; nil where Redis tells nothing
}

// head looks which tags and keys without one there are, and makes the first line.
func (b *backup) head(ctx context.Context, by string, now time.Time) (Backup, error) {
	schema, err := b.store.schema(ctx)
	switch {
	case err != nil:
		return Backup{}, err
	case schema == 0:
		return Backup{}, ErrNothingKept
	case schema > Schema:
		return Backup{}, &NewerSchema{schema}
	}
	if err := b.find(ctx); err != nil {
		return Backup{}, fmt.Errorf("list keys: %w", err)
	}
	return Backup{Samovar: "backup", Format: BackupFormat, Schema: schema, Points: b.names.tags(), Made: now.UTC(), By: by}, nil
}

// find gathers the names of all keys, and listens from before it begins, so that
// none is missed which is written meanwhile.
func (b *backup) find(ctx context.Context) (err error) {
	if b.writes, err = b.store.listen(ctx, b.names.wrote); err != nil && !errors.Is(err, errDeaf) {
		return err
	}
	return b.store.eachKey(ctx, "samovar:*", func(_ context.Context, name string) error {
		b.names.add(name)
		return nil
	})
}

// hush ends the listening.
func (b *backup) hush() error {
	if b.writes == nil {
		return nil
	}
	return b.writes.Close()
}

// tagOf is the tag of a key "samovar:{tag}:…", "" for none.
func tagOf(key string) string {
	rest, ok := strings.CutPrefix(key, "samovar:{")
	tag, _, closed := strings.Cut(rest, "}:")
	if !ok || !closed {
		return ""
	}
	return tag
}

func isInbox(tag string) bool {
	number, ok := strings.CutPrefix(tag, "in")
	shard, err := strconv.Atoi(number)
	return ok && err == nil && shard < Shards
}

// passing says whether a key is about processes that run, and not to be kept.
// The schema's number is in the first line.
func passing(key string) bool {
	return key == schemaKey || key == leaderKey || key == webhookKey || strings.HasPrefix(key, aliveKey("")) || strings.HasPrefix(key, "samovar:{limit:")
}

// write writes what the script returned, a line a key, in the order of the names.
func (b *backup) write(all []any) error {
	slices.SortFunc(all, func(a, b any) int { return strings.Compare(nameOf(a), nameOf(b)) })
	for i, one := range all {
		kept, err := keptOf(one)
		if err != nil {
			return err
		}
		if err := b.line(kept); err != nil {
			return err
		}
		all[i] = nil // it may be large
		if b.keys++; b.keys%1000 == 0 {
			b.told(b.keys)
		}
	}
	return nil
}

func (b *backup) line(of any) error {
	text, err := encodeLine(of)
	if err != nil {
		return err
	}
	_, err = b.out.Write(text)
	return err
}

// end writes the last line, which is not part of the sum.
func (b *backup) end(out io.Writer) error {
	if err := b.out.Flush(); err != nil {
		return err
	}
	text, err := encodeLine(sumLine{b.keys, hex.EncodeToString(b.sum.Sum(nil))})
	if err != nil {
		return err
	}
	_, err = out.Write(text)
	return err
}
