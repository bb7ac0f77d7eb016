package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/demo"
	"samovar/internal/space"
	"samovar/internal/store"
)

func TestABotGoesOnFromABackupOfAYearOnAnotherRedis(t *testing.T) {
	t.Parallel()
	h := prepare(t, crowded)
	_, db := h.point()
	if err := demo.Live(h.ctx, db, 700, time.Now()); err != nil {
		t.Fatal(err)
	}
	anna := h.visitor(0, 1)
	old := h.twin(11, "Admin")
	c := begin(t, h.environ, "serve", "--config", h.config)
	old.Says("/start")
	if _, err := old.Presses(h.ctx, old.say.Plain("start.agree")); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(anna.agrees(h.ctx), anna.books(h.ctx)); err != nil {
		t.Fatal(err)
	}
	card, data := old.finds("decide", "yes")
	h.settled()
	c.stop()
	c.ends(t)
	h.leavesUndone(db, anna)
	file := filepath.Join(t.TempDir(), "year.jsonl")
	moved := h.moves(file)

	later := func() time.Time { return time.Now().Add(35 * time.Minute) }
	going := beginAt(t, later, moved, "serve", "--config", h.config)
	going.err.await(t, "ready")
	if a, err := old.PressesData(card.ID, data).Answer(h.ctx); err != nil || a.Text != old.say.Plain("request.approved") {
		t.Errorf("the old button: %+v, %v", a, err)
	}
	h.comesOnce(anna, "Reminded evening")
	h.comesOnce(anna, "It was on its way.")
	h.comesOnce(anna, "It was claimed.")
	going.stop()
	if code := going.ends(t); code != 0 {
		t.Errorf("it ended with %d:\n%s", code, going.err)
	}
}

// leavesUndone leaves two messages, one of them claimed by who has died, and an
// event whose reminder is due in half an hour.
func (h *premises) leavesUndone(db *store.Point, anna *visitor) {
	h.t.Helper()
	now := time.Now()
	soon := now.Add(90 * time.Minute).Truncate(time.Minute).UTC()
	b := space.Booking{ID: space.NewID(), State: space.Confirmed, Created: now, Community: "quanta",
		Slot:  space.Slot{Room: "meeting", Start: soon, End: soon.Add(time.Hour)},
		Event: space.Event{Title: "Reminded evening", Headcount: 5}, Resident: space.Party{ID: anna.ID(), Name: "Anna"}}
	c := store.Change{Bookings: []store.BookingChange{{After: b}}}
	for _, text := range []string{"It was claimed.", "It was on its way."} {
		c.Outs = append(c.Outs, chat.Out{Kind: chat.Say, Chat: anna.ID(), Lane: chat.Reply, Text: text})
	}
	if err := db.Commit(h.ctx, c, now); err != nil {
		h.t.Fatal(err)
	}
	s, err := store.Open(h.redis.URL())
	if err != nil {
		h.t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if got, err := s.Claim(h.ctx, "dead", []store.Ask{{Queue: store.Outbox("blg", chat.Reply), Most: 1}}, now); err != nil || len(got) != 1 {
		h.t.Fatal(got, err)
	}
}

// moves backs up and restores on another Redis, and returns what the commands
// find in the environment there. The first Redis is gone then.
func (h *premises) moves(file string) (environ []string) {
	h.t.Helper()
	code, out, said := result(h.t, h.environ, "backup", file, "--config", h.config)
	h.t.Logf("%s", said)
	if code != 0 || out != "" {
		h.t.Fatalf("backup: %d %s", code, said)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		h.t.Errorf("the file is %v, %v", info, err)
	}
	h.redis.Kill()
	environ = append(slices.Clone(h.environ), "SAMOVAR_REDIS__URL="+durable(h.t).URL())
	code, _, said = result(h.t, environ, "restore", file, "--config", h.config)
	h.t.Logf("%s", said)
	if code != 0 {
		h.t.Fatalf("restore: %d %s", code, said)
	}
	shows(h.t, said, "keys of", "are back")
	return environ
}

// comesOnce waits for a message, and looks that it came once.
func (h *premises) comesOnce(v *visitor, words string) {
	h.t.Helper()
	if _, err := v.WaitText(h.ctx, words); err != nil {
		h.t.Fatalf("%q: %v", words, err)
	}
	came := func() (n int) {
		for _, c := range h.telegram.CallsOf("sendMessage") {
			if text, _ := c.Params["text"].(string); c.OK && c.ChatID == v.ID() && strings.Contains(text, words) {
				n++
			}
		}
		return n
	}
	h.until("it is known that "+words+" was sent", func() bool { return came() > 0 })
	if n := came(); n != 1 {
		h.t.Errorf("%q came %d times", words, n)
	}
}

func TestBackupAndRestoreSayWhatIsWrong(t *testing.T) {
	t.Parallel()
	config := write(t, "samovar.yaml", minimal)
	full, empty := durable(t), durable(t)
	db, err := store.Open(full.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	env := environ(full.URL(), "http://127.0.0.1:1", "1:x")
	dir := t.TempDir()
	file, torn := filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "torn.jsonl")
	says := func(env []string, want string, args ...string) {
		t.Helper()
		code, out, said := result(t, env, append(args, "--config", config)...)
		if code != 1 || out != "" || !strings.Contains(said, want) {
			t.Errorf("%v: %d, %q, %q; want %q", args, code, out, said, want)
		}
	}
	says(env, "nothing to back up", "backup", file)
	if err := db.ClaimSchema(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := db.SetHome(context.Background(), 1, "blg"); err != nil {
		t.Fatal(err)
	}
	says(env, "no such file or directory", "backup", filepath.Join(dir, "nowhere", "a.jsonl"))
	says(env, "not a file", "backup", dir)
	says(env, "not a file", "backup", "/dev/full")
	if code, _, said := result(t, env, "backup", file, "--config", config); code != 0 {
		t.Fatal(said)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(torn, whole[:len(whole)-20], 0o600); err != nil {
		t.Fatal(err)
	}
	there := environ(empty.URL(), "http://127.0.0.1:1", "1:x")
	says(there, "cut off", "restore", torn)
	says(there, "not a backup", "restore", config)
	says(there, "no such file", "restore", filepath.Join(dir, "b.jsonl"))
	says(env, "not empty", "restore", file)
	says(environ("redis://127.0.0.1:1", "http://127.0.0.1:1", "1:x"), "no answer at 127.0.0.1:1", "restore", file)
	says(environ("redis://127.0.0.1:1", "http://127.0.0.1:1", "1:x"), "no answer at 127.0.0.1:1", "backup", file)
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("left behind: %v", left)
	}
	if still, _ := os.ReadFile(file); !bytes.Equal(still, whole) {
		t.Error("a backup that failed changed the one before")
	}
}

func TestABackupPassesThroughStandardOutputAndInput(t *testing.T) {
	t.Parallel()
	config := write(t, "samovar.yaml", minimal)
	from, to := durable(t), durable(t)
	db, err := store.Open(from.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.ClaimSchema(t.Context()); err != nil {
		t.Fatal(err)
	}
	var file, said bytes.Buffer
	w := world{environ: environ(from.URL(), "http://127.0.0.1:1", "1:x"), out: &file, err: &said, now: time.Now}
	if code := run(t.Context(), []string{"backup", "-", "--config", config}, w); code != 0 {
		t.Fatal(&said)
	}
	w = world{environ: environ(to.URL(), "http://127.0.0.1:1", "1:x"), in: &file, out: &said, err: &said, now: time.Now}
	if code := run(t.Context(), []string{"restore", "-", "--config", config}, w); code != 0 {
		t.Fatal(&said)
	}
	shows(t, said.String(), "standard output", "are back")
	if full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err == nil {
		w.environ, w.out = environ(from.URL(), "http://127.0.0.1:1", "1:x"), full
		if code := run(t.Context(), []string{"backup", "-", "--config", config}, w); code != 1 {
			t.Errorf("a full disk: %d", code)
		}
		shows(t, said.String(), "no space left on device")
		_ = full.Close()
	}
}
