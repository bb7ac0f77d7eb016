package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"text/tabwriter"
	"time"

	"samovar/internal/chat"
	"samovar/internal/redisserver"
	"samovar/internal/space"
	"samovar/internal/store"
)

// items is how many of a kind are written to weigh one.
const items = 1000

// kind is something that Redis keeps, and how number i of it is written.
type kind struct {
	name  string
	write func(ctx context.Context, db *store.Point, s *store.Store, i int64, now time.Time) error
}

// weigh adds up what all keys take, with all that hangs on them.
const weigh = `local sum = 0
for _, key in ipairs(redis.call('KEYS', '*')) do sum = sum + redis.call('MEMORY', 'USAGE', key, 'SAMPLES', '0') end
return tostring(sum)`

// size prints what one of each kind takes in Redis, and what an update and a
// booking cost it: what docs/scale.md reckons with.
func (b *bench) size(ctx context.Context) error {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "item\tbytes by MEMORY USAGE\tbytes of the process")
	for _, k := range b.kinds() {
		keys, process, err := heaviness(ctx, k)
		if err != nil {
			return fmt.Errorf("weigh a %s: %w", k.name, err)
		}
		fmt.Fprintf(out, "%s\t%.0f\t%.0f\n", k.name, keys, process)
	}
	fmt.Fprintln(out, "\nwork\tcommands\tscripts\tms of Redis's time")
	if err := errors.Join(b.costOfBookings(ctx, out), b.costOfUpdates(ctx, out), costOfReplicas(ctx, out)); err != nil {
		return err
	}
	return out.Flush()
}

// kinds are the things that are weighed.
func (b *bench) kinds() []kind {
	commit := func(change func(db *store.Point, i int64, now time.Time) store.Change) func(context.Context, *store.Point, *store.Store, int64, time.Time) error {
		return func(ctx context.Context, db *store.Point, _ *store.Store, i int64, now time.Time) error {
			return db.Commit(ctx, change(db, i, now), now)
		}
	}
	return []kind{
		{"resident", commit(func(_ *store.Point, i int64, now time.Time) store.Change {
			person, _ := talk(i, now)
			return store.Change{People: []space.Person{person}}
		})},
		{"conversation", commit(func(_ *store.Point, i int64, now time.Time) store.Change {
			_, session := talk(i, now)
			return store.Change{Session: session}
		})},
		{"community", func(ctx context.Context, db *store.Point, _ *store.Store, i int64, now time.Time) error {
			return db.ImportCommunities(ctx, []space.Community{{ID: fmt.Sprint("club", i), Name: fmt.Sprint("Клуб робототехники ", i), Language: "ru",
				Chat: firstGroup - i, Leads: []int64{firstID + i}, Topics: []string{"tech"}, About: "Собираем роботов по вечерам, ждём всех с любым опытом"}}, now)
		}},
		{"booking", commit(writtenBooking)},
		{"wish", commit(writtenWish)},
		{"chat with 20 messages that may be edited", named},
		{"update, for a day", takenIn},
		{"message that waits", commit(func(_ *store.Point, i int64, _ time.Time) store.Change {
			return store.Change{Outs: []chat.Out{{Kind: chat.Say, Chat: firstID + i, Lane: chat.Reply, Text: receipt}}}
		})},
	}
}

// writtenBooking is a booking that was confirmed, with its log and all lists.
func writtenBooking(_ *store.Point, i int64, now time.Time) store.Change {
	point, err := examplePoint()
	if err != nil {
		return store.Change{}
	}
	made := booking(point, i, firstID+i%200, now)
	made.State, made.Community = space.Confirmed, fmt.Sprint("club", i%150)
	return store.Change{Bookings: []store.BookingChange{{After: made, By: made.Resident}}}
}

// writtenWish is a place in the line for one slot.
func writtenWish(_ *store.Point, i int64, now time.Time) store.Change {
	point, err := examplePoint()
	if err != nil {
		return store.Change{}
	}
	wanted := booking(point, i%400, firstID+i%200, now)
	return store.Change{Wishes: []store.WishChange{{After: space.Wish{ID: space.NewID(), State: space.WishWaiting, Resident: wanted.Resident,
		Community: fmt.Sprint("club", i%150), Event: wanted.Event, Want: point.WantSlot(wanted.Slot), Created: now}}}}
}

// named remembers twenty messages of a chat by their names.
func named(ctx context.Context, _ *store.Point, s *store.Store, i int64, _ time.Time) error {
	for n := range 20 {
		if err := s.SetPanel(ctx, "example", firstID+i, chat.RequestPanel(space.NewID()), 1000+n); err != nil {
			return err
		}
	}
	return nil
}

// takenIn takes an update in, handles it to no effect, and forgets it but for
// its number.
func takenIn(ctx context.Context, db *store.Point, s *store.Store, i int64, now time.Time) error {
	who := firstID + i%200
	if _, err := s.Intake(ctx, []store.Update{{ID: i + 1, Chat: who, Body: []byte(`{"text":"/my"}`)}}, now); err != nil {
		return err
	}
	claimed, err := s.Claim(ctx, "bench", []store.Ask{{Queue: store.Inbox(store.ShardOf(who)), Most: 1}}, now)
	if err != nil || len(claimed) != 1 {
		return fmt.Errorf("claim: %d, %w", len(claimed), err)
	}
	if err := db.Commit(ctx, store.Change{Event: i + 1}, now); err != nil {
		return err
	}
	_, err = s.Done(ctx, "bench", claimed[0], false, now)
	return err
}

// heaviness is what one of a kind takes: by the keys, and by what the process
// grew.
func heaviness(ctx context.Context, k kind) (keys, process float64, err error) {
	server, err := redisserver.Start(redisserver.Options{})
	if err != nil {
		return 0, 0, err
	}
	defer server.Stop()
	s, err := store.Open(server.URL())
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = s.Close() }() // all is written
	point, err := examplePoint()
	if err != nil {
		return 0, 0, err
	}
	now := time.Now().UTC()
	// The first few make the lists, buffers and scripts that the others share.
	for i := range int64(items) {
		if err := k.write(ctx, s.Point(point), s, i, now); err != nil {
			return 0, 0, err
		}
		if i == items/2-1 {
			if keys, process, err = weighed(server); err != nil {
				return 0, 0, err
			}
		}
	}
	allKeys, all, err := weighed(server)
	return (allKeys - keys) / (items / 2), (all - process) / (items / 2), err
}

func weighed(server *redisserver.Server) (keys, process float64, err error) {
	c, err := dial(server.Addr())
	if err != nil {
		return 0, 0, err
	}
	defer c.close()
	text, err := c.do("EVAL", weigh, "0")
	if err != nil {
		return 0, 0, err
	}
	keys, errKeys := strconv.ParseFloat(text, 64)
	process, errProcess := figure(server, "memory", "used_memory")
	return keys, process, errors.Join(errKeys, errProcess)
}
