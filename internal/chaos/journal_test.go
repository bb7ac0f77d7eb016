package chaos

import (
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// journaled is a server whose append-only file keeps all that was written.
func journaled(t *testing.T) (*redisserver.Server, *store.Store) {
	t.Helper()
	server := redisserver.ForTest(t, redisserver.Options{AppendOnly: true, Fsync: "always", Config: []string{"aof-disable-auto-gc", "yes"}})
	db, err := store.Open(server.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return server, db
}

func TestTheJournalHoldsWhatWasWrittenThroughAKillAndARewrite(t *testing.T) {
	server, db := journaled(t)
	point := &space.Point{ID: "blg", Headcount: 90, Rooms: []space.Room{{ID: "hall", Seats: 60}}}
	if _, err := db.Intake(t.Context(), []store.Update{{ID: 5, Chat: 7, Body: []byte("{}")}}, noon); err != nil {
		t.Fatal(err)
	}
	made := booked("a", space.Requested, "hall", 24)
	change := store.Change{Event: 5, Bookings: []store.BookingChange{{After: made}},
		Outs: []chat.Out{{Kind: chat.Say, Chat: 7, Lane: chat.Reply, Panel: "p", Text: "Wait"}}}
	if err := db.Point(point).Commit(t.Context(), change, noon); err != nil {
		t.Fatal(err)
	}
	if err := server.Restart(); err != nil {
		t.Fatal(err)
	}
	change = store.Change{Event: 6, Outs: []chat.Out{{Kind: chat.Say, Chat: 7, Lane: chat.Reply, Panel: "p", Text: "Done"}}}
	if err := db.Point(point).Commit(t.Context(), change, noon.Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	items, err := db.Claim(t.Context(), "me", []store.Ask{{Queue: store.Outbox("blg", chat.Reply), Most: 1}}, noon.Add(time.Minute))
	if err != nil || len(items) != 1 {
		t.Fatal(items, err)
	}
	if _, err := db.Done(t.Context(), "me", items[0], false, noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	j, err := ReadJournal(server.Dir())
	if err != nil {
		t.Fatal(err)
	}
	if j.Taken[5] != 1 || j.Handled[5] != 1 || j.Handled[6] != 1 || j.Answers[5] != 1 {
		t.Errorf("updates: %+v", j)
	}
	if len(j.Due) != 2 || !j.Due[0].Superseded || j.Due[0].Done || !j.Due[1].Done || j.Due[1].Text != TextOf("Done") {
		t.Errorf("messages: %+v", j.Due)
	}
	if len(j.Writes) != 1 || j.Writes[0].Bookings[0].Title != made.Title {
		t.Errorf("writes: %+v", j.Writes)
	}
}

func TestAListOfWhichSomethingIsStruckOutIsOneMessage(t *testing.T) {
	server, db := journaled(t)
	p := db.Point(&space.Point{ID: "blg"})
	list := chat.Out{Kind: chat.Say, Chat: 7, Lane: chat.Broadcast, About: "a" + chat.AndAbout + "b", Text: "Both are late"}
	for _, c := range []store.Change{{Outs: []chat.Out{list}}, {Unsaid: []store.Unsaid{{Chat: 7, About: "a"}}}} {
		if err := p.Commit(t.Context(), c, noon); err != nil {
			t.Fatal(err)
		}
	}
	items, err := db.Claim(t.Context(), "me", []store.Ask{{Queue: store.Outbox("blg", chat.Broadcast), Most: 1}}, noon)
	if err != nil || len(items) != 1 {
		t.Fatal(items, err)
	}
	if _, err := db.Done(t.Context(), "me", items[0], false, noon); err != nil {
		t.Fatal(err)
	}
	j, err := ReadJournal(server.Dir())
	if err != nil || len(j.Due) != 1 || !j.Due[0].Done {
		t.Errorf("%v, messages: %+v", err, j.Due)
	}
}
