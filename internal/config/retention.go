package config

import (
	"time"

	"samovar/internal/space"
)

// Retention is how long a Point keeps what names people. Of names, log and
// wishes 0 is for good.
type Retention struct {
	Sessions   Duration `yaml:"sessions" default:"90d"`
	Names      Duration `yaml:"names" default:"365d"`
	Log        Duration `yaml:"log" default:"730d"`
	Wishes     Duration `yaml:"wishes" default:"90d"`
	Misses     Duration `yaml:"misses" default:"30d"`
	Broadcasts Duration `yaml:"broadcasts" default:"30d"`
	Strangers  Duration `yaml:"strangers" default:"30d"`
}

// longestBroadcast is how long Redis itself keeps an announcement at most.
const longestBroadcast = Duration(30 * 24 * time.Hour)

// space are the periods as the domain knows them.
func (r Retention) space() space.Retention {
	return space.Retention{Sessions: time.Duration(r.Sessions), Names: time.Duration(r.Names), Log: time.Duration(r.Log),
		Wishes: time.Duration(r.Wishes), Misses: time.Duration(r.Misses), Broadcasts: time.Duration(r.Broadcasts), Strangers: time.Duration(r.Strangers)}
}

func (k *checker) retention(at string, p Point) {
	r := p.Retention
	at += ".retention"
	day := Duration(24 * time.Hour)
	k.want(r.Sessions >= day, at+".sessions", "expected a day at least")
	k.want(r.Names == 0 || r.Names >= p.Policy.Past, at+".names", "is less than policy.past, by which the queue is fair; 0 is for good")
	k.want(r.Log == 0 || r.Names != 0 && r.Log >= r.Names, at+".log", "is less than names: the log goes with the names or after them; 0 is for good")
	k.want(r.Wishes == 0 || r.Wishes >= day, at+".wishes", "expected a day at least, or 0 for good")
	k.want(r.Misses >= day, at+".misses", "expected a day at least")
	k.want(r.Broadcasts >= day && r.Broadcasts <= longestBroadcast, at+".broadcasts", "expected 1d to 30d")
	k.want(r.Strangers >= day, at+".strangers", "expected a day at least")
}
