package handlers

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"

	"samovar/internal/recur"
	"samovar/internal/space"
)

// repeat is how the event of a draft comes again, as far as it was answered.
type repeat struct {
	Rhythm space.Rhythm    `json:"rhythm"`
	Until  space.Date      `json:"until,omitzero"`
	Count  int             `json:"count,omitempty"`
	Picks  map[string]pick `json:"picks,omitempty"` // by date
	Page   int             `json:"page,omitempty"`
	Day    space.Date      `json:"day,omitzero"`    // the date that is looked at
	Shown  string          `json:"shown,omitempty"` // the sum of the dates as they were drawn last
}

// pick is what is to be done about one date.
type pick struct {
	Skip bool        `json:"skip,omitempty"`
	Wait bool        `json:"wait,omitempty"`
	Slot *space.Slot `json:"slot,omitempty"`
}

// fate is what becomes of a date.
type fate string

// The fates.
const (
	fateBooked  fate = "booked"  // as the rule says
	fateElse    fate = "else"    // in another slot, as was picked
	fateWaits   fate = "waits"   // stands in the queue
	fateLater   fate = "later"   // is asked for when the horizon opens
	fateSkipped fate = "skipped" // was left out
	fateOut     fate = "out"     // collides, and nothing was picked
)

// planned is one date of a plan: the rule's own slot with what stands against
// it, and the slot that it is to have.
type planned struct {
	space.Occasion
	day  space.Date
	slot space.Slot
	fate fate
	of   *space.Booking // that is moved, nil for a new one
}

// seriesPlan is a series as the draft would have it now.
type seriesPlan struct {
	rule  space.Rule
	room  space.Room
	dates []planned
}

// rule is when the event of the draft comes.
func (b *booker) rule() space.Rule {
	return space.Rule{Rhythm: b.Repeat.Rhythm, First: b.Day, Start: *b.Start, Length: b.Length, Until: b.Repeat.Until, Count: b.Repeat.Count}
}

// plan holds every date against the rules, the other bookings and the quotas;
// the refusal is of the series as a whole.
func (b *booker) plan() (seriesPlan, *space.Refusal, error) {
	if b.Rest != "" {
		return b.planRest()
	}
	rule := b.rule()
	days, refusal, err := datesOf(rule)
	if err != nil || refusal != nil {
		return seriesPlan{}, refusal, err
	}
	v, err := b.viewOver(days)
	if err != nil {
		return seriesPlan{}, nil, err
	}
	p := seriesPlan{rule: rule, room: b.seriesRoom(v)}
	for i, o := range v.Occasions(rule, days, p.room.ID, b.what()) {
		p.dates = append(p.dates, planned{Occasion: o, day: days[i], slot: o.Slot})
	}
	b.choose(v, p.dates)
	return p, nil, b.withinQuotas(p.dates)
}

// datesOf are the dates of a rule, or what stands against it as a whole.
func datesOf(r space.Rule) ([]space.Date, *space.Refusal, error) {
	if refusal := r.Check(); refusal != nil {
		return nil, refusal, nil
	}
	days, err := recur.Dates(r)
	return days, r.CheckDates(days), err
}

// viewOver is the Point over all the dates, with what could be instead.
func (b *booker) viewOver(days []space.Date) (space.View, error) {
	return b.view(b.point.At(days[0].Plus(-4), 0), b.point.At(days[len(days)-1].Plus(5), 0))
}

// seriesRoom is the room that was chosen, else that of the card: the tightest
// for the first date.
func (b *booker) seriesRoom(v space.View) space.Room {
	start, end := b.when()
	if b.Room == "" {
		if room, refusal := v.RoomFor(start, end, b.what()); refusal == nil {
			return room
		}
	}
	room, _ := b.point.Room(b.wishedRoom())
	return room
}

// choose gives every date its fate: what was picked for it, if that still can
// be, else what the rule says.
func (b *booker) choose(v space.View, dates []planned) {
	for i := range dates {
		d := &dates[i]
		p := b.Repeat.Picks[d.day.String()]
		switch {
		case p.Skip:
			d.fate = fateSkipped
		case p.Slot != nil && v.Judge(*p.Slot, b.eventOf(*d)) == nil:
			d.slot, d.fate = *p.Slot, fateElse
		case d.Later() && b.Rest == "":
			d.fate = fateLater
		case d.Refusal == nil:
			d.fate = fateBooked
		case p.Wait && d.Waitable():
			d.fate = fateWaits
		default:
			d.fate = fateOut
		}
	}
}

// withinQuotas leaves out the dates that would be more than the share of who
// the event belongs to.
func (b *booker) withinQuotas(dates []planned) error {
	policy := b.point.Policy
	if policy.Quota.None() {
		return nil
	}
	has, err := b.shareOf(space.Booking{Community: *b.Community, Resident: b.who.Party()}.Holder())
	var counted []space.Occasion
	var places []int
	for i, d := range dates {
		if d.fate == fateBooked || d.fate == fateElse {
			counted, places = append(counted, space.Occasion{Slot: d.slot}), append(places, i)
		}
	}
	policy.Quota.Within(b.point, counted, has, b.now)
	for n, o := range counted {
		if o.Refusal != nil {
			dates[places[n]].Refusal, dates[places[n]].fate = o.Refusal, fateOut
		}
	}
	return err
}

// of are the dates of those fates.
func (p seriesPlan) of(fates ...fate) []planned {
	return slices.DeleteFunc(slices.Clone(p.dates), func(d planned) bool { return !slices.Contains(fates, d.fate) })
}

// sum tells plans apart: what is sent is what was seen.
func (p seriesPlan) sum() string {
	h := fnv.New32a()
	for _, d := range p.dates {
		fmt.Fprintf(h, "%s %s %s %d %d ", d.day, d.fate, d.slot.Room, d.slot.Start.Unix(), d.slot.End.Unix())
	}
	return strconv.FormatUint(uint64(h.Sum32()), 36)
}

// repeatLine says on the card how the event comes again.
func (b *booker) repeatLine() string {
	if b.Repeat == nil || b.Rest != "" {
		return ""
	}
	return "\n" + b.say.T("series.when", "Rule", b.ruleLine(b.rule()))
}
