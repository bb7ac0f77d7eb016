package space

import (
	"cmp"
	"slices"
	"time"
)

// What a digest looks at.
const (
	DigestDays    = 7             // ahead
	DigestFree    = 3             // free slots it names at most
	DigestClosing = 14            // how many days ahead a closure is told
	eveningFrom   = 17 * 60       // when an evening begins, in minutes after midnight
	worthNaming   = 2 * time.Hour // how long a free slot has to be
	someoneComes  = 1             // the headcount that a free slot is looked for with
)

// Outlook is what the digests of a Point at one moment have in common.
type Outlook struct {
	View                       // spans the weeks to come that habits are held against
	Coming []Booking           // the live bookings of the days to come, by their start
	Topics map[string][]string // what communities are about, by their id
	News   News
}

// Digest is what a reader is told about the days to come.
type Digest struct {
	Own      []Booking // their events
	Waiting  []Booking // their requests that nobody decided, however far ahead
	Wishes   []Place   // their places in the line; with Number 0 of what they are offered
	Free     []Suggestion
	Others   []Booking // open events of others, by their start
	News     string
	Closures []Closure
}

// DigestEnd is when the days end that a digest at now tells of: at the same
// time of day, so that the next one goes on there.
func (p *Point) DigestEnd(now time.Time) time.Time {
	return now.In(p.Zone).AddDate(0, 0, DigestDays).UTC()
}

// Digest plans the digest of a reader, own being their bookings of late and to
// come, and wishes their places in the line.
func (o Outlook) Digest(r DigestReader, own []Booking, wishes []Place) Digest {
	d := Digest{
		Waiting: Together(keep(own, func(b Booking) bool { return b.State.Waits() && b.Start.After(o.Now) })),
		Own:     keep(o.Coming, func(b Booking) bool { return b.State == Confirmed && r.Holds(b) }),
		Others:  o.others(r),
		Wishes:  wishes,
		News:    o.News.On(o.Day(o.Now)),
	}
	if !d.Empty() {
		d.Closures = o.closing()
		d.Free = o.free(own)
	}
	return d
}

// others are the open events of others that the reader may care for: those of a
// topic they named, and those that are about nothing in particular.
func (o Outlook) others(r DigestReader) []Booking {
	return keep(o.Coming, func(b Booking) bool {
		return b.State == Confirmed && b.Open && !r.Holds(b) && r.Settings.CaresFor(o.Topics[b.Community])
	})
}

// closing are the closures of the days to come.
func (o Outlook) closing() []Closure {
	today := o.Day(o.Now)
	var soon []Closure
	for _, c := range o.Closures {
		if !c.Last.Before(today) && !today.Plus(DigestClosing).Before(c.First) {
			soon = append(soon, c)
		}
	}
	slices.SortStableFunc(soon, func(a, b Closure) int { return b.First.DaysTo(a.First) })
	return soon
}

// free are slots that fit the habits; whoever has none is told of the evenings.
func (o Outlook) free(own []Booking) []Suggestion {
	if habits := o.Habits(own, o.Now); len(habits) > 0 {
		return o.Suggest(habits, own)
	}
	var free []Suggestion
	for _, s := range o.Evenings() {
		free = append(free, Suggestion{Slot: s})
	}
	return free
}

// Empty says whether there is nothing to say. Free slots and closures alone are
// no news: in a quiet house every evening is free.
func (d Digest) Empty() bool {
	return len(d.Own)+len(d.Waiting)+len(d.Wishes)+len(d.Others) == 0 && d.News == ""
}

func keep(all []Booking, wanted func(Booking) bool) []Booking {
	var kept []Booking
	for _, b := range all {
		if wanted(b) {
			kept = append(kept, b)
		}
	}
	slices.SortStableFunc(kept, func(a, b Booking) int { return a.Start.Compare(b.Start) })
	return kept
}

// Evenings returns the longest free slots of the evenings to come, of slots as
// long those with more seats, by their start.
func (v View) Evenings() []Slot {
	var free []Slot
	for day, n := v.Day(v.Now), 0; n < DigestDays; n++ {
		for _, room := range v.Rooms {
			if s := v.evening(room, day.Plus(n)); v.Judge(s, Event{Headcount: someoneComes}) == nil {
				free = append(free, s)
			}
		}
	}
	slices.SortStableFunc(free, func(a, b Slot) int {
		return cmp.Or(cmp.Compare(b.Length(), a.Length()), cmp.Compare(v.seats(b), v.seats(a)), a.Start.Compare(b.Start))
	})
	free = free[:min(DigestFree, len(free))]
	slices.SortStableFunc(free, func(a, b Slot) int { return a.Start.Compare(b.Start) })
	return free
}

func (p *Point) seats(s Slot) int {
	room, _ := p.Room(s.Room)
	return room.Seats
}

// evening returns the longest slot that is free in the evening of a day; one
// that no rule lets through when none is worth naming.
func (v View) evening(room Room, day Date) Slot {
	hours := v.HoursOn(day)
	from := onGrid(later(v.At(day, max(hours.Open, eveningFrom)), v.Now.Add(v.Notice)))
	until := v.At(day, hours.Close)
	longest := Slot{Room: room.ID}
	for _, gap := range v.gaps(room, from, until) {
		if gap.End = earlier(gap.End, gap.Start.Add(v.Longest)); gap.Length() >= worthNaming && gap.Length() > longest.Length() {
			longest = gap
		}
	}
	return longest
}

// gaps are the slots between what is busy, set-up and clear-up kept free.
func (v View) gaps(room Room, from, until time.Time) []Slot {
	var gaps []Slot
	for _, busy := range v.Busy[room.ID] {
		if end := busy.Start.Add(-room.ClearUp); end.After(from) {
			gaps = append(gaps, Slot{Room: room.ID, Start: from, End: earlier(end, until).Truncate(Grid)})
		}
		from = onGrid(later(from, busy.End.Add(room.SetUp)))
	}
	return append(gaps, Slot{Room: room.ID, Start: from, End: until})
}

// onGrid is the first time of the grid that is not before t.
func onGrid(t time.Time) time.Time { return t.Add(Grid - 1).Truncate(Grid) }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
