package space

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// CommunityField is what a list of communities has a column for.
type CommunityField string

// The fields, in the order of the columns.
const (
	FieldName     CommunityField = "name"
	FieldLanguage CommunityField = "language"
	FieldLeads    CommunityField = "lead"
	FieldChat     CommunityField = "chat"
	FieldTopics   CommunityField = "topics"
	FieldState    CommunityField = "state"
	FieldAbout    CommunityField = "about"
)

// CommunityFields returns all fields.
func CommunityFields() []CommunityField {
	return []CommunityField{FieldName, FieldLanguage, FieldLeads, FieldChat, FieldTopics, FieldState, FieldAbout}
}

// String returns the name of the column.
func (f CommunityField) String() string { return string(f) }

// Of returns what the community has in the field, as lists write it.
func (f CommunityField) Of(c Community) string {
	switch f {
	case FieldName:
		return c.Name
	case FieldLanguage:
		return c.Language
	case FieldLeads:
		leads := make([]string, len(c.Leads))
		for i, id := range c.Leads {
			leads[i] = strconv.FormatInt(id, 10)
		}
		return strings.Join(leads, " ")
	case FieldChat:
		if c.Chat == 0 {
			return ""
		}
		return strconv.FormatInt(c.Chat, 10)
	case FieldTopics:
		return strings.Join(c.Topics, " ")
	case FieldState:
		return c.Standing().String()
	}
	return c.About
}

// set takes the field from another community. Another chat has neither the topic
// nor the trouble of the one before.
func (f CommunityField) set(c *Community, from Community) {
	switch f {
	case FieldName:
		c.Name = from.Name
	case FieldLanguage:
		c.Language = from.Language
	case FieldLeads:
		c.Leads = from.Leads
	case FieldChat:
		if c.Chat != from.Chat {
			*c = c.Tied(from.Chat)
		}
	case FieldTopics:
		c.Topics = from.Topics
	case FieldAbout:
		c.About = from.About
	}
}

// FieldChange is what a list changes of a community.
type FieldChange struct {
	Field   CommunityField
	Was, Is string
}

// ListedChange is a community as it is and as a list has it.
type ListedChange struct {
	Before  Community
	After   Community
	Changes []FieldChange
}

// Gone are the leads whom the list takes away.
func (c ListedChange) Gone() []int64 {
	return slices.DeleteFunc(slices.Clone(c.Before.Leads), c.After.LedBy)
}

// ListPlan is what importing a list would do.
type ListPlan struct {
	New     []Community
	Changed []ListedChange
	Same    int
	Absent  []Community // stay as they are
	// Refused are those whose state the list would change: that has
	// consequences which a list does not see to.
	Refused []ListedChange
	// Doubled are the groups that two communities would have: of these, too,
	// nothing is to be written.
	Doubled []DoubledGroup
}

// DoubledGroup is a group that a list gives to a community while another has it.
type DoubledGroup struct {
	Chat          int64
	Community, By Community // By has it
}

// List is a list of communities as it was read.
type List struct {
	Communities []Community
	Fields      []CommunityField            // that it has a column for
	Blank       map[string][]CommunityField // by id, what it says nothing of: that stays as it is
}

// says says whether the list has anything for a field of a community.
func (l List) says(id string, f CommunityField) bool { return !slices.Contains(l.Blank[id], f) }

// PlanList holds a list against what is there. Only the fields that the list
// says something of count.
func PlanList(stored []Community, list List) ListPlan {
	var plan ListPlan
	known := map[string]Community{}
	for _, c := range stored {
		known[c.ID] = c
	}
	for _, c := range list.Communities {
		before, there := known[c.ID]
		delete(known, c.ID)
		if !there {
			c.State = c.Standing()
			plan.New = append(plan.New, c)
			continue
		}
		plan.compare(before, c, list)
	}
	for _, c := range stored {
		if _, absent := known[c.ID]; absent {
			plan.Absent = append(plan.Absent, c)
		}
	}
	plan.double(stored)
	return plan
}

// double finds the groups that two communities would have. One that does not hold
// events and is not listed gives its group up instead, as it does to a lead who
// connects it.
func (p *ListPlan) double(stored []Community) {
	after := map[string]Community{}
	for _, c := range stored {
		after[c.ID] = c
	}
	for _, c := range p.Changed {
		after[c.After.ID] = c.After
	}
	for _, c := range p.New {
		after[c.ID] = c
	}
	for _, c := range p.Given() {
		delete(after, c.ID) // two that are given the same one are named once
		p.give(c, after)
	}
}

// Given are the communities, as they will be, that have a group by the list
// which they did not have before.
func (p ListPlan) Given() []Community {
	given := slices.DeleteFunc(slices.Clone(p.New), func(c Community) bool { return c.Chat == 0 })
	for _, c := range p.Changed {
		if c.After.Chat != 0 && c.After.Chat != c.Before.Chat {
			given = append(given, c.After)
		}
	}
	return given
}

// give gives a group to a community, where another of those does not have it.
func (p *ListPlan) give(to Community, others map[string]Community) {
	for _, id := range slices.Sorted(maps.Keys(others)) {
		by := others[id]
		if by.Chat != to.Chat {
			continue
		}
		absent := slices.IndexFunc(p.Absent, func(c Community) bool { return c.ID == id })
		if by.Active() || absent < 0 {
			p.Doubled = append(p.Doubled, DoubledGroup{Chat: to.Chat, Community: to, By: by})
			continue
		}
		p.Absent = slices.Delete(p.Absent, absent, absent+1)
		after := by.Tied(0)
		p.Changed = append(p.Changed, ListedChange{Before: by, After: after,
			Changes: []FieldChange{{FieldChat, FieldChat.Of(by), FieldChat.Of(after)}}})
	}
}

// compare sorts a community that is there.
func (p *ListPlan) compare(before, listed Community, list List) {
	change := ListedChange{Before: before, After: before}
	for _, f := range list.Fields {
		if was, is := f.Of(before), f.Of(listed); was != is && list.says(before.ID, f) {
			f.set(&change.After, listed)
			change.Changes = append(change.Changes, FieldChange{f, was, is})
		}
	}
	switch {
	case len(change.Changes) == 0:
		p.Same++
	case slices.ContainsFunc(change.Changes, func(c FieldChange) bool { return c.Field == FieldState }):
		p.Refused = append(p.Refused, change)
	default:
		p.Changed = append(p.Changed, change)
	}
}
