package digest

import (
	"testing"

	"samovar/internal/space"
	"samovar/internal/store"
)

func TestACommunityIsCutOffWithoutALeadOrAGroupThatCanBeWrittenTo(t *testing.T) {
	shut := map[int64]store.Unreachable{1: {Why: "blocked"}, -7: {Why: "kicked"}}
	all := []space.Community{
		{ID: "well", Leads: []int64{1, 2}, Chat: -6},
		{ID: "blocked", Leads: []int64{1}},
		{ID: "kicked", Leads: []int64{2}, Chat: -7},
		{ID: "leaderless"},
		{ID: "archived", State: space.CommunityArchived},
	}
	got := ""
	for _, c := range cutOff(all, shut) {
		got += c.ID + " "
	}
	if got != "blocked kicked leaderless " {
		t.Errorf("cut off are %s", got)
	}
}
