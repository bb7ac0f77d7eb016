package config

import (
	"errors"
	"strings"
	"time"

	"samovar/internal/space"
)

// Policy is what the Point holds to be fair in its queue.
type Policy struct {
	Past   Duration `yaml:"past" default:"90d"`
	NoShow Duration `yaml:"no_show" default:"4h"`
	Offer  Offer    `yaml:"offer"`
	Quota  Quota    `yaml:"quota"`
}

// Offer is how long a freed slot is held for whom it is offered to.
type Offer struct {
	Hold     Duration `yaml:"hold" default:"12h"`
	Shortest Duration `yaml:"shortest" default:"30m"`
	Quiet    Quiet    `yaml:"quiet" default:"22:00-08:00"`
}

// Quota is how much one community can have at once; 0 sets no limit.
type Quota struct {
	Ahead    Duration `yaml:"ahead" default:"0h"`
	Requests int      `yaml:"requests" default:"20"`
	Evenings int      `yaml:"evenings" default:"0"`
	SoftDays int      `yaml:"soft_days" default:"14"`
}

// Quiet is the hours in which nobody is expected to answer, written
// 22:00-08:00, or none.
type Quiet space.Quiet

// quarter is what the quiet hours are multiples of, in minutes.
const quarter = int(space.Grid / time.Minute)

// UnmarshalText reads the quiet hours.
func (q *Quiet) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	if s == "none" {
		*q = Quiet{}
		return nil
	}
	from, until, _ := strings.Cut(s, "-")
	begin, err := clock(strings.TrimSpace(from))
	end, err2 := clock(strings.TrimSpace(until))
	if errors.Join(err, err2) != nil || begin%(24*60) == end%(24*60) || begin%quarter != 0 || end%quarter != 0 {
		return errors.New("expected hours such as 22:00-08:00 in quarters of an hour, or none")
	}
	*q = Quiet{From: begin % (24 * 60), Until: end % (24 * 60)}
	return nil
}

// space is the policy as the domain knows it.
func (p Policy) space() space.Policy {
	policy := space.DefaultPolicy()
	policy.Past, policy.NoShow = time.Duration(p.Past), time.Duration(p.NoShow)
	policy.Offer.Hold, policy.Offer.Shortest = time.Duration(p.Offer.Hold), time.Duration(p.Offer.Shortest)
	policy.Offer.Quiet = space.Quiet(p.Offer.Quiet)
	policy.Quota = space.Quota{Ahead: time.Duration(p.Quota.Ahead), Requests: p.Quota.Requests,
		Evenings: p.Quota.Evenings, Soft: p.Quota.SoftDays}
	return policy
}

func (k *checker) policy(at string, p Policy) {
	k.positive(at+".past", p.Past)
	k.positive(at+".offer.shortest", p.Offer.Shortest)
	k.want(p.Offer.Hold >= p.Offer.Shortest, at+".offer.hold", "is less than shortest")
	k.want(p.Quota.Requests >= 0, at+".quota.requests", "%d: expected 0 or more", p.Quota.Requests)
	k.want(p.Quota.Evenings >= 0, at+".quota.evenings", "%d: expected 0 or more", p.Quota.Evenings)
	k.want(p.Quota.SoftDays >= 0, at+".quota.soft_days", "%d: expected 0 or more", p.Quota.SoftDays)
}
