package handlers

import (
	"slices"
	"strings"

	"samovar/internal/space"
)

// census is all communities by the filter that shows them.
type census struct {
	of        map[string][]space.Community
	unreached map[int64]bool
}

func (t *turn) census() (census, error) {
	all, err := t.db.Communities(t.ctx)
	if err != nil {
		return census{}, err
	}
	var leads []int64
	for _, c := range all {
		leads = append(leads, c.Leads...)
	}
	lost, err := t.db.Unreached(t.ctx, space.OnceEach(leads))
	found := census{map[string][]space.Community{}, lost}
	for _, c := range all {
		state := c.Standing().String()
		found.of[state] = append(found.of[state], c)
		if mark := found.lacking(c); c.Active() && mark != "" {
			found.of[mark] = append(found.of[mark], c)
		}
	}
	for _, list := range found.of {
		slices.SortStableFunc(list, func(a, b space.Community) int {
			return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
		})
	}
	return found, err
}

// lacking is the filter of those that nobody leads, or none who can be written
// to; "" for all others.
func (c census) lacking(one space.Community) string {
	switch {
	case one.Leaderless():
		return "leadless"
	case !one.Reached(c.unreached):
		return "unreached"
	}
	return ""
}

// named is a community's name on a button, with a mark where it lacks a lead.
func (c census) named(one space.Community) string {
	name := shorten(one.Name, 50)
	if lacks := c.lacking(one); one.Active() && lacks != "" {
		name = map[string]string{"leadless": "⚠️ ", "unreached": "📵 "}[lacks] + name
	}
	return name
}
