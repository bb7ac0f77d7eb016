package space

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestANameIsTheSameWhateverItsCaseSpacesAndMarks(t *testing.T) {
	all := []Community{{ID: "a", Name: "Кванты & Ко"}, {ID: "b", Name: "Ёлка", State: CommunityRefused}, {ID: "c", Name: "☕"}}
	for name, want := range map[string]string{"кванты, ко": "a", " КВАНТЫ  & КО ": "a", "«Кванты» и Ко": "", "Елка": "", "☕": "c", "🎈": ""} {
		if same, taken := SameNamed(all, name, ""); same.ID != want || taken != (want != "") {
			t.Errorf("%q is %q", name, same.ID)
		}
	}
	if _, taken := SameNamed(all, "Кванты & Ко", "a"); taken {
		t.Error("a community cannot keep its own name")
	}
}

func TestAnIDIsMadeOfTheName(t *testing.T) {
	for name, want := range map[string]string{
		"Книжный клуб": "knizhnyy-klub", "Щука & Ёж №1": "schuka-ezh-1", "围棋": "club", "Go!": "go", "...": "club",
		"Очень длинное название клуба": "ochen-dlinnoe-nazvanie-k",
	} {
		if got := CommunityID(name, func(string) bool { return false }); got != want {
			t.Errorf("%q has the id %q, want %q", name, got, want)
		}
	}
}

func TestAnIDIsNobodyElsesAndInShape(t *testing.T) {
	shape := regexp.MustCompile(`^[a-z0-9_-]{1,24}$`)
	rapid.Check(t, func(t *rapid.T) {
		var taken []string
		for _, name := range rapid.SliceOfN(rapid.SampledFrom([]string{"Клуб", "клуб", "Очень длинное название клуба", "围棋", "İ", "A b"}), 1, 30).Draw(t, "names") {
			id := CommunityID(name, func(id string) bool { return slices.Contains(taken, id) })
			if !shape.MatchString(id) || slices.Contains(taken, id) {
				t.Fatalf("%q has the id %q", name, id)
			}
			taken = append(taken, id)
		}
		if name := rapid.String().Draw(t, "name"); !shape.MatchString(CommunityID(name, func(string) bool { return false })) {
			t.Fatalf("%q", name)
		}
	})
}

func TestACommunityIsLedFromItsProposalUntilItIsRefused(t *testing.T) {
	now := time.Date(2026, 11, 24, 3, 30, 0, 0, time.UTC)
	anna, boss := Party{ID: 42}, Party{ID: 11}
	c := Community{ID: "a"}.ProposedBy(anna)
	if !c.LedBy(42) || c.Active() || !c.State.CanBecome(CommunityActive) {
		t.Errorf("%+v", c)
	}
	if yes := c.Judged(CommunityActive, boss, "", now); !yes.Active() || !yes.LedBy(42) || yes.Decision.ID != 11 {
		t.Errorf("%+v", yes)
	}
	if no := c.Judged(CommunityRefused, boss, "why", now); no.LedBy(42) || no.Decision.Reason != "why" || no.State.CanBecome(CommunityActive) {
		t.Errorf("%+v", no)
	}
	two := c.Led(43).Led(43)
	if !slices.Equal(two.Leads, []int64{42, 43}) || !slices.Equal(c.Leads, []int64{42}) || two.Unled(42).LedBy(42) || !two.LedBy(42) {
		t.Errorf("%v %v", two.Leads, c.Leads)
	}
	if !two.Reached(map[int64]bool{42: true}) || two.Reached(map[int64]bool{42: true, 43: true}) || two.Leaderless() || (Community{}).Reached(nil) || !(Community{}).Leaderless() {
		t.Error("it is counted wrongly who is left")
	}
}

func TestACommunityAnswersToWordsOfItsNameAndId(t *testing.T) {
	c := Community{ID: "robo-club", Name: "Клуб «Робототехника и ёлки»"}
	for words, want := range map[string]bool{
		"робот": true, "РОБОТ клуб": true, "елки": true, "Ёлк": true, "«елки»": true, "robo": true, "Robo-Club": true, "robo клуб": true,
		"робот шахматы": false, "клубробот": false, "chess": false,
	} {
		if c.Answers(words) != want {
			t.Errorf("%q: %v", words, !want)
		}
	}
}

func TestAListIsHeldAgainstWhatIsThere(t *testing.T) {
	stored := []Community{
		{ID: "a", Name: "A", Language: "ru", Leads: []int64{1, 2}, Chat: -5, Thread: 7, Trouble: &GroupTrouble{Why: GroupGone}, Topics: []string{"it"}, About: "kept"},
		{ID: "b", Name: "B", Language: "ru", Leads: []int64{3}, Chat: -8}, {ID: "c", Name: "C", Language: "ru"}, {ID: "d", Name: "D", Language: "ru"},
	}
	listed := []Community{
		{ID: "a", Name: "A!", Language: "ru", Leads: []int64{2}, Chat: -6}, {ID: "b", Name: "B", Language: "ru"},
		{ID: "c", Name: "C", Language: "ru", State: CommunityArchived}, {ID: "e", Name: "E", Language: "en"},
	}
	plan := PlanList(stored, List{
		Communities: listed,
		Fields:      []CommunityField{FieldName, FieldLanguage, FieldLeads, FieldChat, FieldState},
		Blank:       map[string][]CommunityField{"b": {FieldLeads, FieldChat, FieldState}},
	})
	if len(plan.New) != 1 || plan.New[0].State != CommunityActive || plan.Same != 1 || len(plan.Absent) != 1 || plan.Absent[0].ID != "d" ||
		len(plan.Refused) != 1 || plan.Refused[0].Before.ID != "c" || len(plan.Changed) != 1 {
		t.Fatalf("%+v", plan)
	}
	changed := plan.Changed[0]
	want := []FieldChange{{FieldName, "A", "A!"}, {FieldLeads, "1 2", "2"}, {FieldChat, "-5", "-6"}}
	if !reflect.DeepEqual(changed.Changes, want) {
		t.Errorf("%+v", changed.Changes)
	}
	if after := changed.After; after.Thread != 0 || after.Trouble != nil || after.About != "kept" || strings.Join(after.Topics, " ") != "it" || changed.Before.Thread != 7 || changed.Before.Trouble == nil {
		t.Errorf("%+v", after)
	}
}

func TestAListGivesAGroupToOneCommunity(t *testing.T) {
	stored := []Community{
		{ID: "a", Name: "A", Chat: -5}, {ID: "b", Name: "B"}, {ID: "c", Name: "C", Chat: -7},
		{ID: "old", Name: "Old", Chat: -9, State: CommunityArchived},
	}
	for name, c := range map[string]struct {
		listed  []Community
		doubled []DoubledGroup
		changed string
	}{
		"one that keeps it, unlisted": {[]Community{{ID: "b", Name: "B", Chat: -5}}, []DoubledGroup{{-5, stored[1].Tied(-5), stored[0]}}, "b"},
		"one that keeps it, listed":   {[]Community{stored[0], {ID: "b", Name: "B", Chat: -5}}, []DoubledGroup{{-5, stored[1].Tied(-5), stored[0]}}, "b"},
		"one that gives it up":        {[]Community{{ID: "a", Name: "A"}, {ID: "b", Name: "B", Chat: -5}}, nil, "a b"},
		"two that change places":      {[]Community{{ID: "a", Name: "A", Chat: -7}, {ID: "c", Name: "C", Chat: -5}}, nil, "a c"},
		"one that rests":              {[]Community{{ID: "b", Name: "B", Chat: -9}}, nil, "b old"},
		"two that are given the same": {[]Community{{ID: "a", Name: "A", Chat: -8}, {ID: "b", Name: "B", Chat: -8}},
			[]DoubledGroup{{-8, stored[0].Tied(-8), stored[1].Tied(-8)}}, "a b"},
	} {
		plan := PlanList(stored, List{Communities: c.listed, Fields: []CommunityField{FieldName, FieldChat}})
		var changed []string
		for _, one := range plan.Changed {
			changed = append(changed, one.After.ID)
		}
		if !reflect.DeepEqual(plan.Doubled, c.doubled) || strings.Join(changed, " ") != c.changed {
			t.Errorf("%s: %+v; changed are %v", name, plan.Doubled, changed)
		}
	}
}

func TestTheHeirIsTheFirstLeadWhoCanBeReached(t *testing.T) {
	agreed := func(id int64) Person { return Person{ID: id, Consent: now} }
	leaving := agreed(5)
	leaving.Leaving = now
	known := []Person{agreed(2), agreed(1), {ID: 3}, leaving, agreed(9)}
	for _, c := range []struct {
		leads []int64
		lost  map[int64]bool
		want  int64
	}{
		{nil, nil, 0},
		{[]int64{3, 4, 5}, nil, 0},
		{[]int64{3, 1, 2}, nil, 1},
		{[]int64{1, 2}, map[int64]bool{1: true}, 2},
		{[]int64{1, 2}, map[int64]bool{1: true, 2: true}, 1},
	} {
		heir, led := Community{Leads: c.leads}.Heir(known, c.lost)
		if heir.ID != c.want || led != (c.want != 0) {
			t.Errorf("of %v, without %v: %d, %v", c.leads, c.lost, heir.ID, led)
		}
	}
}
