package simulate

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"time"

	"samovar/internal/space"
)

// request is somebody's wish to hold an event, with what will become of it:
// the same whoever gets the room, so that both ways of sharing are compared on
// the same stream.
type request struct {
	number    int
	at        time.Time
	community int
	space.Event
	want space.Want
	fate fate
	dice *rand.Rand // of how its offers are answered
}

// fate is what becomes of an event that has a room.
type fate struct {
	cancels bool
	when    float64 // at which part of the time left; the last days are the likeliest
	noShow  bool    // nobody comes
	frank   bool    // and that is said when it is asked a week before
}

// holds says whether people come to the event if it has a room.
func (f fate) holds() bool { return !f.cancels && !f.noShow }

func (r *request) id() string { return fmt.Sprintf("r%05d", r.number) }

func communityID(n int) string { return fmt.Sprintf("c%03d", n) }

// wish is the request as one that waits.
func (r *request) wish() space.Wish {
	return space.Wish{ID: "w" + r.id(), State: space.WishWaiting, Resident: r.resident(), Community: communityID(r.community),
		Event: r.Event, Want: r.want, Created: r.at}
}

// onDay says whether the request is for that day, among others.
func (r *request) onDay(day space.Date) bool {
	return !day.Before(r.want.First) && !r.want.Last.Before(day) && r.want.Weekdays.Has(day.Weekday())
}

// resident is the community's only lead.
func (r *request) resident() space.Party {
	return space.Party{ID: int64(1000 + r.community), Name: communityID(r.community)}
}

// stream makes requests up.
type stream struct {
	*rand.Rand
	Settings
	point   *space.Point
	weights []float64 // running sums: how busy each community is
}

// requests are all requests, in the order they come.
func requests(p *space.Point, s Settings) []*request {
	m := &stream{Rand: rand.New(rand.NewPCG(s.Seed, 0)), Settings: s, point: p}
	sum := 0.0
	for i := range s.Communities {
		sum += 1 / math.Pow(float64(i+2), 0.8) // heavy-tailed: few are busy, most are rare guests
		m.weights = append(m.weights, sum)
	}
	all := make([]*request, s.Requests)
	for i := range all {
		all[i] = m.request(i)
	}
	slices.SortStableFunc(all, func(a, b *request) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.number, b.number)) })
	return all
}

// request makes one up.
func (m *stream) request(number int) *request {
	r := &request{number: number, community: m.community(), dice: rand.New(rand.NewPCG(m.Seed, uint64(number)+1))}
	r.Headcount = m.heads()
	r.Title, r.Format = r.id(), space.Meeting
	day := m.day()
	r.at = m.asked(day)
	r.want = m.want(day)
	if last := m.point.LastDay(r.at); last.Before(r.want.Last) {
		r.want.Last = last
	}
	r.fate = fate{cancels: m.Float64() < m.Cancellations, noShow: m.Float64() < m.NoShows, frank: m.Float64() < m.Frank}
	u := m.Float64()
	r.fate.when = 1 - u*u
	return r
}

// community picks one, the busy ones more often.
func (m *stream) community() int {
	return sort.SearchFloat64s(m.weights, m.Float64()*m.weights[len(m.weights)-1])
}

// heads are mostly few: half of the events have up to fifteen people, one in
// twelve more than sixty.
func (m *stream) heads() int {
	largest := slices.MaxFunc(m.point.Rooms, func(a, b space.Room) int { return cmp.Compare(a.Seats, b.Seats) })
	return min(5+int(m.ExpFloat64()*20), largest.Seats)
}

// day is one on which the Point is open.
func (m *stream) day() space.Date {
	for {
		day := m.point.Day(start).Plus(m.point.Horizon + m.IntN(m.Days))
		if !m.point.HoursOn(day).Closed() {
			return day
		}
	}
}

// asked is when somebody asks for an event of that day: six weeks before in
// the mean, within the horizon, between nine and nine.
func (m *stream) asked(day space.Date) time.Time {
	ahead := 1 + min(int(m.ExpFloat64()*42), m.point.Horizon-1)
	return m.point.At(day.Plus(-ahead), 9*60).Add(time.Duration(m.IntN(12*3600)) * time.Second)
}

// The parts of the day that people want, in minutes after midnight.
const (
	afterWork = 17*60 + 30
	evening   = 18 * 60
)

// want makes up how choosy a request is: a third are for one time of one day, a
// third for any fitting time of the evening, or of the day, and a third for the
// same weekday of one of the next weeks besides.
func (m *stream) want(day space.Date) space.Want {
	length := time.Duration(2+m.IntN(6)) * 30 * time.Minute
	hours := m.point.HoursOn(day)
	window := space.Hours{Open: hours.Open, Close: min(evening, hours.Close)}
	if m.Float64() < m.Evenings {
		window = space.Hours{Open: min(afterWork, hours.Close-int(length/time.Minute)), Close: hours.Close}
	}
	switch m.IntN(3) {
	case 0:
		latest := window.Close - int(length/time.Minute)
		window.Open += m.IntN(max(latest-window.Open, 0)/30+1) * 30
		window.Close = window.Open + int(length/time.Minute)
		return space.WantSpan(day, day, 0, window, length)
	case 1:
		return space.WantSpan(day, day, 0, window, length)
	}
	return space.WantSpan(day, day.Plus(7*(1+m.IntN(3))), space.On(day.Weekday()), window, length)
}
