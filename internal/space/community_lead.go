package space

import (
	"slices"
	"time"
)

// ProposedBy returns the community as somebody asks for it: they lead it from
// the beginning, and it books nothing until admins agree.
func (c Community) ProposedBy(who Party) Community {
	c.State, c.Leads, c.Proposer = CommunityProposed, []int64{who.ID}, &who
	return c
}

// Judged returns the community in a state that who decides gave it. One that
// was refused is led by nobody.
func (c Community) Judged(to CommunityState, by Party, reason string, now time.Time) Community {
	c.State, c.Decision = to, &Judgement{Party: by, At: now, State: to, Reason: reason}
	if to == CommunityRefused {
		c.Leads = nil
	}
	return c
}

// Led returns the community with one lead more.
func (c Community) Led(by int64) Community {
	if !c.LedBy(by) {
		c.Leads = append(slices.Clone(c.Leads), by)
	}
	return c
}

// Unled returns the community without a lead.
func (c Community) Unled(by int64) Community {
	c.Leads = slices.DeleteFunc(slices.Clone(c.Leads), func(id int64) bool { return id == by })
	return c
}

// Heir is who goes on with what is the community's, of the people who are known:
// the first of its leads who agreed to be remembered and can be written to, else
// the first who agreed; false where there is none.
func (c Community) Heir(known []Person, unreached map[int64]bool) (Person, bool) {
	var agreed []Person
	for _, id := range c.Leads {
		i := slices.IndexFunc(known, func(p Person) bool { return p.ID == id && !p.Consent.IsZero() && p.Leaving.IsZero() })
		switch {
		case i < 0:
		case !unreached[id]:
			return known[i], true
		default:
			agreed = append(agreed, known[i])
		}
	}
	if len(agreed) == 0 {
		return Person{}, false
	}
	return agreed[0], true
}

// Leaderless says whether nobody leads the community.
func (c Community) Leaderless() bool { return len(c.Leads) == 0 }

// Reached says whether there is a lead who can be written to.
func (c Community) Reached(unreached map[int64]bool) bool {
	return slices.ContainsFunc(c.Leads, func(id int64) bool { return !unreached[id] })
}
