package config

import (
	"slices"
	"time"
	_ "time/tzdata" // zones must be known on machines without them

	"samovar/internal/space"
)

// Points returns the Points as the domain knows them, each call anew.
func (c *Config) Points() []*space.Point {
	var points []*space.Point
	for _, p := range c.PointList {
		points = append(points, p.space())
	}
	return points
}

func (p Point) space() *space.Point {
	location, _ := zone(p.Zone) // was checked when it was read
	return &space.Point{
		ID: p.ID, Name: p.Name.local(), Address: p.Address.local(), Zone: location,
		Headcount: p.Headcount, Hours: p.Hours.days(),
		Rooms: each(p.Rooms, Room.space), Closures: each(p.Closures, Closure.space),
		Notice: time.Duration(p.Notice), Horizon: p.HorizonDays,
		Shortest: time.Duration(p.Shortest), Longest: time.Duration(p.Longest),
		Rules: each(p.Rules, Text.local), Reminders: longestFirst(p.Reminders),
		Undecided: time.Duration(p.UndecidedAfter), Digest: p.Digest, Policy: p.Policy.space(), Keeps: p.Retention.space(),
		StillOn: longestFirst(p.StillOn), ReleaseUnanswered: p.ReleaseUnanswered, NoShowAfter: time.Duration(p.NoShowAfter),
		EquipmentNames: p.equipment(), Admins: slices.Clone(p.Admins), Topics: p.topics(),
		Communities: each(p.Communities, Community.space),
	}
}

// each turns every item of a list into what the domain has for it.
func each[From, To any](list []From, turn func(From) To) []To {
	var turned []To
	for _, item := range list {
		turned = append(turned, turn(item))
	}
	return turned
}

func (t Text) local() space.Local {
	l := space.Local{}
	for tag, text := range map[string]string{"ru": t.RU, "en": t.EN, "zh": t.ZH} {
		if text != "" {
			l[tag] = text
		}
	}
	return l
}

// days are the hours from Sunday on.
func (w Week) days() space.Week {
	var days space.Week
	for i, h := range []Hours{w.Sun, w.Mon, w.Tue, w.Wed, w.Thu, w.Fri, w.Sat} {
		days[i] = space.Hours(h)
	}
	return days
}

func (c Closure) space() space.Closure {
	first, last := space.Date(c.From), space.Date(c.To)
	if last.IsZero() {
		last = first
	}
	return space.Closure{First: first, Last: last, Room: c.Room, Reason: c.Reason.local()}
}

func (r Room) space() space.Room {
	return space.Room{
		ID: r.ID, Name: r.Name.local(), Aliases: slices.Clone(r.Aliases), Seats: r.Seats,
		Equipment: slices.Clone(r.Equipment), SetUp: time.Duration(r.SetUp),
		ClearUp: time.Duration(r.ClearUp), Approval: r.Approval, Approvers: append([]int64(nil), r.Approvers...),
		StillOn: longestFirst(r.StillOn),
	}
}

func (c Community) space() space.Community {
	return space.Community{ID: c.ID, Name: c.Name, Language: c.Language, Leads: slices.Clone(c.Leads), Chat: c.Chat}
}

func (p Point) equipment() map[string]space.Local {
	names := map[string]space.Local{}
	for id, text := range p.EquipmentNames {
		names[id] = text.local()
	}
	return names
}

// topics are those of the file; where it does not speak of them, the usual ones.
func (p Point) topics() []space.Topic {
	if p.Topics == nil {
		return space.DefaultTopics()
	}
	return each(p.Topics, func(t Topic) space.Topic { return space.Topic{ID: t.ID, Name: t.Name.local()} })
}

func longestFirst(list []Duration) []time.Duration {
	lengths := each(list, func(d Duration) time.Duration { return time.Duration(d) })
	slices.Sort(lengths)
	slices.Reverse(lengths)
	return lengths
}
