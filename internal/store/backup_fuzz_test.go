package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"github.com/redis/go-redis/v9"
)

// sealed is a backup with these lines about keys, whose last line is right.
func sealed(t testing.TB, lines []byte) []byte {
	t.Helper()
	head, err := encodeLine(Backup{Samovar: "backup", Format: BackupFormat, Schema: Schema, Points: []string{"blg"}, Made: monday})
	if err != nil {
		t.Fatal(err)
	}
	file := slices.Concat(head, lines)
	sum := sha256.Sum256(file)
	last, err := encodeLine(sumLine{bytes.Count(lines, []byte("\n")), hex.EncodeToString(sum[:])})
	if err != nil {
		t.Fatal(err)
	}
	return append(file, last...)
}

// dryRestore does all that a restore does, but for sending it to Redis.
func dryRestore(t *testing.T, pipe redis.Pipeliner, file []byte) (all []kept, err error) {
	t.Helper()
	defer pipe.Discard()
	updates := settled{}
	if _, _, err := readBackup(bytes.NewReader(file), updates.look); err != nil {
		return nil, err
	}
	_, _, err = readBackup(bytes.NewReader(file), func(k kept) error {
		all = append(all, k)
		left, err := updates.without(k)
		if err == nil {
			k.put(t.Context(), pipe, left)
		}
		return err
	})
	if err != nil {
		t.Fatalf("read a second time it says %v", err)
	}
	return all, nil
}

// writtenAgain is a line as a backup of what it holds has it.
func writtenAgain(t *testing.T, k kept) []byte {
	t.Helper()
	all, err := k.content()
	if err != nil {
		t.Fatal(err)
	}
	var held any = all
	if k.Type == "string" {
		held = all[0]
	}
	if k.Value, err = valueOf(k.Type, held); err != nil {
		t.Fatal(err)
	}
	line, err := encodeLine(k)
	if err != nil {
		t.Fatal(err)
	}
	return line
}

// inOneOrder is what a key holds: sets and hashes have no order.
func inOneOrder(t *testing.T, k kept) (all []string) {
	t.Helper()
	content, err := k.content()
	if err != nil {
		t.Fatal(err)
	}
	step := 1
	if k.Type == "hash" {
		step = 2
	}
	for part := range slices.Chunk(content, step) {
		all = append(all, fmt.Sprintf("%q", part))
	}
	if k.Type == "set" || k.Type == "hash" {
		slices.Sort(all)
	}
	return all
}

// spends fails where something takes more memory than what it reads accounts for;
// the fuzzer itself takes some beside it.
func spends(t *testing.T, size int, do func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 64<<20+uint64(size)*1000 {
		t.Errorf("for %d bytes it took %d", size, took)
	}
}

// FuzzReadBackup reads any file, and one with any lines and the right sum: it is
// refused as a bad backup, or what it holds is the same when it is written again.
func FuzzReadBackup(f *testing.F) {
	f.Add(sealed(f, []byte(`{"key":"samovar:home:42","type":"string","value":"blg"}`+"\n")))
	f.Add([]byte("\x1f\x8b"))
	for _, line := range []string{
		`{"key":"samovar:{blg}:person:42","type":"hash","value":[["body",{"a":1}],["v","1"],["b",["base64","//4="]]]}`,
		`{"key":"samovar:{khv}:zset","type":"zset","value":[["a",1.5e-7],["b","inf"],["c",9007199254740993]]}`,
		`{"key":"samovar:{khv}:set","type":"set","value":["b",{},["base64","//4="]]}`,
		`{"key":"samovar:{khv}:soon","type":"string","expires":"2026-11-23T04:00:00.001Z","value":"\ud800"}`,
		`{"key":"samovar:{in3}:items","type":"zset","value":[["42:0000000000000007",3],["42:8",4]]}`,
		`{"key":"samovar:{in3}:bodies","type":"hash","value":[["42:0000000000000007","{}"]]}`,
		`{"key":"samovar:{blg}:handled","type":"zset","value":[["7",3]]}`,
		`{"key":"samovar:{in3}:items","type":"string","value":"42:7"}`,
		`{"key":"samovar:{in3}:bodies","type":"list","value":["42:7"]}`,
		`{"key":"samovar:{in3}:bodies","type":"set","value":[["base64","//4="]]}`,
		`{"keys":`, `{"key":"samovar:x","type":"list","value":[[],{},"",null,1]}`,
	} {
		f.Add([]byte(line + "\n"))
	}
	nobody := redis.NewClient(&redis.Options{}) // whom a pipeline calls when it is executed, and none is
	f.Cleanup(func() { _ = nobody.Close() })
	f.Fuzz(func(t *testing.T, lines []byte) {
		pipe := nobody.Pipeline()
		for _, file := range [][]byte{lines, sealed(t, lines)} {
			var all []kept
			spends(t, len(file), func() {
				var err error
				var bad *BadBackup
				if all, err = dryRestore(t, pipe, file); err != nil && !errors.As(err, &bad) {
					t.Fatalf("%q: %v", file, err)
				}
			})
			var written []byte
			for _, k := range all {
				written = append(written, writtenAgain(t, k)...)
			}
			again, err := dryRestore(t, pipe, sealed(t, written))
			if err != nil || len(again) != len(all) {
				t.Fatalf("of %d keys %d came back, %v, from\n%s", len(all), len(again), err, written)
			}
			for i, k := range again {
				if k.Key != all[i].Key || k.Type != all[i].Type || !reflect.DeepEqual(inOneOrder(t, k), inOneOrder(t, all[i])) ||
					(k.Expires == nil) != (all[i].Expires == nil) || k.Expires != nil && !k.Expires.Equal(*all[i].Expires) {
					t.Errorf("%+v became %+v", all[i], k)
				}
				if line := writtenAgain(t, k); !bytes.Contains(written, line) {
					t.Errorf("written a second time it is %q", line)
				}
			}
		}
	})
}
