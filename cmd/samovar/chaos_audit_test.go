package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"samovar/internal/chaos"
	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// comesToRest waits until nothing is due or on its way.
func (o *ordeal) comesToRest() {
	o.t.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for left := o.left(); left != ""; left = o.left() {
		select {
		case <-look.C:
		case <-o.ctx.Done():
			o.t.Fatalf("it does not come to rest: there are %s", left)
		}
	}
}

// left says what is due or on its way, "" for nothing.
func (o *ordeal) left() string {
	if n := o.telegram.Pending(); n > 0 {
		return fmt.Sprint(n, " updates that nobody has taken")
	}
	n, err := o.rdb.ZCount(o.ctx, "samovar:{blg}:due", "-inf", fmt.Sprint(o.clock.now().UnixMilli())).Result()
	if n > 0 || err != nil {
		return fmt.Sprint(n, " things due, ", err)
	}
	for _, queue := range o.queues() {
		n, err := o.rdb.ZCard(o.ctx, queue+"items").Result()
		if n > 0 || err != nil {
			return fmt.Sprint(n, " items in ", queue, ", ", err)
		}
	}
	return ""
}

// queues are the inboxes and outboxes by name: there are too many keys by then
// to look for them.
func (o *ordeal) queues() (all []string) {
	for shard := range store.Shards {
		all = append(all, fmt.Sprintf("samovar:{in%d}:", shard))
	}
	for _, lane := range chat.Lanes() {
		all = append(all, "samovar:{blg}:out:"+string(lane)+":")
	}
	return all
}

// runsOut lets the clock run until whatever was booked, asked for or offered is
// over.
func (o *ordeal) runsOut() {
	o.t.Helper()
	o.arrivals.Rest()
	for range o.where.Horizon + 4 {
		o.clock.set(o.t, o.clock.now().Add(24*time.Hour))
		o.inFlight += o.flying()
		o.comesToRest()
	}
}

// expected looks that Redis expects the people in the building that it should.
func (o *ordeal) expected() (wrong []string) {
	o.t.Helper()
	kept, err := o.rdb.HGetAll(o.ctx, "samovar:{blg}:heads").Result()
	if err != nil {
		o.t.Fatal(err)
	}
	house := chaos.NewHouse(o.where.Headcount)
	house.Replay(o.journal().Writes)
	house.Expects(kept, o.clock.now())
	house.Shows(o.schedules())
	return house.Wrong
}

// schedules are what stands in all rooms.
func (o *ordeal) schedules() (all []chaos.Entry) {
	o.t.Helper()
	for _, room := range o.where.Rooms {
		kept, err := o.rdb.ZRangeWithScores(o.ctx, "samovar:{blg}:room:"+room.ID, 0, -1).Result()
		if err != nil {
			o.t.Fatal(err)
		}
		for _, z := range kept {
			end, id, _ := strings.Cut(z.Member.(string), ":")
			seconds, err := strconv.ParseInt(end, 10, 64)
			if err != nil {
				o.t.Errorf("%s: %v", z.Member, err)
			}
			all = append(all, chaos.Entry{Room: room.ID, ID: id, Start: int64(z.Score), End: seconds})
		}
	}
	return all
}

func (o *ordeal) journal() *chaos.Journal {
	o.t.Helper()
	j, err := o.footing.journal()
	if err != nil {
		o.t.Fatal(err)
	}
	return j
}

// audited holds all that was kept against each other.
func (o *ordeal) audited() *chaos.Report {
	o.t.Helper()
	journal, apart := o.journal(), map[uint64]bool{}
	for _, tag := range lang.Tags() {
		apart[chaos.TextOf(o.texts.In(tag).T("start.away")).Sum] = true
		apart[chaos.TextOf(o.texts.In(tag).Plain("start.away")).Sum] = true
	}
	house := chaos.NewHouse(o.where.Headcount)
	house.Replay(journal.Writes)
	house.Agrees(o.bookings())
	lapses := o.lapses()
	granted, promised := o.kept(house, lapses)
	house.Asked(o.acts.asked, granted)
	house.Empty()
	letGo := map[chaos.Place]bool{}
	for _, p := range o.all {
		maps.Copy(letGo, chaos.LetGo(p.String()))
	}
	stop, began := o.arrivals.Stop(apart)
	r := &chaos.Report{Seed: o.size.seed, Redis: o.size.redis, Fsync: o.size.fsync, Injected: o.injected, LeftOut: o.leftOut,
		Updates: chaos.AuditUpdates(o.acts.updates, journal, lapses.Earlier(longestHeld)), Messages: chaos.AuditMessages(journal.Due, o.arrivals.All(), apart, letGo, lapses),
		Promised: promised,
		House:    house, InFlight: o.inFlight, Unsure: o.arrivals.Unsure(), TakenBack: journal.TakenBack, Stop: stop, Amid: o.amid(began, stop), Complaint: o.arrivals.Refused()}
	for _, p := range o.all {
		unexplained, told := chaos.Complaints(p.String())
		r.Complaint = append(r.Complaint, unexplained...)
		r.Errors += told - len(unexplained)
	}
	return r
}

// kept are the promises but for those that were read in a lapse and of which
// nothing is there, which are counted.
func (o *ordeal) kept(house *chaos.House, lapses chaos.Lapses) (granted map[string]int64, forgotten int) {
	granted = maps.Clone(o.acts.granted)
	maps.DeleteFunc(granted, func(id string, _ int64) bool {
		lost := !house.Has(id) && lapses.Holds(o.acts.read[id])
		if lost {
			forgotten++
		}
		return lost
	})
	return granted, forgotten
}

// bookings are all that stand in Redis.
func (o *ordeal) bookings() []space.Booking {
	o.t.Helper()
	_, db := o.point()
	ids, err := o.rdb.ZRange(o.ctx, "samovar:{blg}:logs", 0, -1).Result()
	if err != nil {
		o.t.Fatal(err)
	}
	var all []space.Booking
	for some := range slices.Chunk(ids, 500) {
		page, err := db.Bookings(o.ctx, some)
		if err != nil {
			o.t.Fatal(err)
		}
		all = append(all, page...)
	}
	return all
}
