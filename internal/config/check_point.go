package config

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"samovar/internal/space"
)

var (
	idShape        = regexp.MustCompile(`^[a-z0-9]{1,12}$`)
	communityShape = regexp.MustCompile(`^[a-z0-9_-]{1,24}$`)
	equipmentShape = regexp.MustCompile(`^[a-z0-9_]{1,24}$`)
)

func (k *checker) points(points []Point) {
	k.want(len(points) > 0, "points", "at least one Point is needed")
	ids := once{}
	for i, p := range points {
		at := indexed("points", i)
		k.id(at, p.ID, ids)
		k.point(at, p)
		k.times(at, p)
		k.policy(at+".policy", p.Policy)
		k.retention(at, p)
		k.closures(at, p)
		k.topics(at, p.Topics)
		k.rooms(at, p)
		k.communities(at, p)
	}
}

// once remembers where an id was given first.
type once map[string]string

func (k *checker) id(at, id string, ids once) {
	k.want(idShape.MatchString(id), at+".id", "%q: expected 1 to 12 of a-z and 0-9", id)
	k.unique(at, id, ids)
}

func (k *checker) unique(at, id string, ids once) {
	first, twice := ids[id]
	k.want(!twice || id == "", at+".id", "%q is already the id of %s", id, first)
	if !twice {
		ids[id] = at
	}
}

func (k *checker) named(path string, t Text) {
	k.want(t != Text{}, path, "needs a text in ru, en or zh")
}

func (k *checker) point(at string, p Point) {
	k.named(at+".name", p.Name)
	_, err := zone(p.Zone)
	k.want(err == nil, at+".zone", "%q: no such time zone; expected one such as Asia/Yakutsk", p.Zone)
	k.want(p.Headcount > 0, at+".headcount", "must be at least 1")
	for i, rule := range p.Rules {
		k.named(fmt.Sprintf("%s.rules[%d]", at, i), rule)
	}
	for i, admin := range p.Admins {
		path := fmt.Sprintf("%s.admins[%d]", at, i)
		k.want(admin > 0, path, "%d: expected a person's Telegram id, a positive number", admin)
		k.want(!slices.Contains(p.Admins[:i], admin), path, "%d is there twice", admin)
	}
	for name, text := range p.EquipmentNames {
		path := at + ".equipment_names." + name
		k.want(equipmentShape.MatchString(name), path, "expected an id of 1 to 24 of a-z, 0-9 and _")
		k.named(path, text)
	}
}

// zone finds a time zone by its name. Those that depend on the machine are
// refused.
func zone(name string) (*time.Location, error) {
	if name == "" || name == "Local" {
		return nil, fmt.Errorf("load zone %q: a name is needed", name)
	}
	return time.LoadLocation(name)
}

func (k *checker) times(at string, p Point) {
	for i, hours := range p.Hours.days() {
		name := [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}[i]
		k.grid(at+".hours."+name, time.Duration(hours.Open)*time.Minute)
		k.grid(at+".hours."+name, time.Duration(hours.Close)*time.Minute)
	}
	k.want(p.HorizonDays >= 1 && p.HorizonDays <= 3660, at+".horizon_days", "%d: expected 1 to 3660", p.HorizonDays)
	k.positive(at+".shortest", p.Shortest)
	k.grid(at+".shortest", time.Duration(p.Shortest))
	k.grid(at+".longest", time.Duration(p.Longest))
	k.want(p.Longest >= p.Shortest, at+".longest", "is shorter than shortest")
	k.want(p.Longest <= Duration(space.LongestEvent), at+".longest", "an event ends on its day: expected 24h at most")
	k.positive(at+".undecided_after", p.UndecidedAfter)
	k.leads(at+".reminders", p.Reminders, "the same reminder is there already")
	k.leads(at+".still_on", p.StillOn, askedTwice)
	if p.Digest != "" {
		k.spec(at+".digest", p.Digest)
	}
}

// askedTwice is what is wrong with asking twice at once.
const askedTwice = "the same question is there already"

// leads wants lengths of time before an event, each once.
func (k *checker) leads(at string, leads []Duration, twice string) {
	seen := map[Duration]bool{}
	for i, d := range leads {
		path := fmt.Sprintf("%s[%d]", at, i)
		k.positive(path, d)
		k.want(!seen[d], path, "%s", twice)
		seen[d] = true
	}
}

// mostTopics is how many topics a message has room for as buttons.
const mostTopics = 40

func (k *checker) topics(at string, topics []Topic) {
	k.want(len(topics) <= mostTopics, at+".topics", "%d: expected %d at most", len(topics), mostTopics)
	ids := once{}
	for i, t := range topics {
		path := indexed(at+".topics", i)
		k.id(path, t.ID, ids)
		k.named(path+".name", t.Name)
	}
}

// grid wants a multiple of the grid that slots are counted in.
func (k *checker) grid(path string, d time.Duration) {
	k.want(d%space.Grid == 0, path, "must be a multiple of %d minutes", int(space.Grid.Minutes()))
}

func (k *checker) closures(at string, p Point) {
	for i, c := range p.Closures {
		path := fmt.Sprintf("%s.closures[%d]", at, i)
		from, to := space.Date(c.From), space.Date(c.To)
		k.want(!from.IsZero(), path+".from", "needs the first day, such as 2027-01-01")
		k.want(to.IsZero() || !to.Before(from), path+".to", "comes before from")
		k.want(c.Room == "" || hasRoom(p, c.Room), path+".room", "%q: no room has this id%s", c.Room, didYouMean(c.Room, roomIDs(p)))
	}
}

func hasRoom(p Point, id string) bool {
	for _, r := range p.Rooms {
		if r.ID == id {
			return true
		}
	}
	return false
}

func roomIDs(p Point) []string {
	var ids []string
	for _, r := range p.Rooms {
		ids = append(ids, r.ID)
	}
	return ids
}
