package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"samovar/internal/space"
)

func (k *checker) rooms(at string, p Point) {
	k.want(len(p.Rooms) > 0, at+".rooms", "at least one room is needed")
	ids := once{}
	for i, r := range p.Rooms {
		path := fmt.Sprintf("%s.rooms[%d]", at, i)
		k.id(path, r.ID, ids)
		k.named(path+".name", r.Name)
		k.want(r.Seats > 0, path+".seats", "must be at least 1")
		k.want(r.Seats <= p.Headcount || p.Headcount <= 0, path+".seats",
			"%d are more than the %d people the whole Point may hold (headcount)", r.Seats, p.Headcount)
		k.around(path+".set_up", r.SetUp)
		k.around(path+".clear_up", r.ClearUp)
		k.leads(path+".still_on", r.StillOn, askedTwice)
		k.approvers(path, r)
		k.equipment(path, r, p)
	}
}

// around wants a time before or after an event that is not longer than what is
// read around a day.
func (k *checker) around(path string, d Duration) {
	k.grid(path, time.Duration(d))
	k.want(d <= Duration(space.LongestAround), path, "expected %dh at most", int(space.LongestAround.Hours()))
}

// approvers are people, each once, and only where there is something to approve.
func (k *checker) approvers(at string, r Room) {
	at += ".approvers"
	for i, id := range r.Approvers {
		path := fmt.Sprintf("%s[%d]", at, i)
		k.want(id > 0, path, "%d: expected a person's Telegram id, a positive number", id)
		k.want(!slices.Contains(r.Approvers[:i], id), path, "%d is there twice", id)
	}
	k.want(r.Approval || len(r.Approvers) == 0, at, "nothing is approved here: approval is false")
}

// Equipment lists the ids of what has a name in the texts of package lang. A
// Point names further things itself.
func Equipment() []string {
	return []string{"projector", "screen", "microphones", "sound", "lights", "stage", "flipchart",
		"whiteboard", "tv", "video_call", "laptops", "stands", "tables", "coffee"}
}

func (k *checker) equipment(at string, r Room, p Point) {
	known := append(Equipment(), slices.Sorted(maps.Keys(p.EquipmentNames))...)
	for i, id := range r.Equipment {
		path := fmt.Sprintf("%s.equipment[%d]", at, i)
		k.want(slices.Contains(known, id), path, "%q has no name: give it one in equipment_names%s", id, didYouMean(id, known))
		k.want(!slices.Contains(r.Equipment[:i], id), path, "%q is there already", id)
	}
	for i, alias := range r.Aliases {
		k.want(strings.TrimSpace(alias) != "", fmt.Sprintf("%s.aliases[%d]", at, i), "is empty")
	}
}

func (k *checker) communities(at string, p Point) {
	ids := once{}
	for i, c := range p.Communities {
		path := fmt.Sprintf("%s.communities[%d]", at, i)
		k.unique(path, c.ID, ids)
		for _, f := range communityFaults(c, "leads") {
			k.want(false, path+"."+f.column, "%s", f.text)
		}
	}
}

// columnFault is what is wrong with one column of a community.
type columnFault struct{ column, text string }

// communityFaults holds for the seed list and for the CSV file alike, which
// call the leads differently.
func communityFaults(c Community, leads string) []columnFault {
	var faults []columnFault
	note := func(ok bool, column, text string) {
		if !ok {
			faults = append(faults, columnFault{column, text})
		}
	}
	note(communityShape.MatchString(c.ID), "id", fmt.Sprintf("%q: expected 1 to 24 of a-z, 0-9, - and _", c.ID))
	note(strings.TrimSpace(c.Name) != "", "name", "is empty")
	note(utf8.RuneCountInString(c.Name) <= 128, "name", "is longer than 128 characters")
	note(!strings.ContainsFunc(c.Name, func(r rune) bool { return r < ' ' }), "name", "has line breaks or tabs in it")
	for i, lead := range c.Leads {
		note(lead > 0, leads, fmt.Sprintf("%d: expected a person's Telegram id, a positive number", lead))
		note(!slices.Contains(c.Leads[:i], lead), leads, fmt.Sprintf("%d is there twice", lead))
	}
	return faults
}
