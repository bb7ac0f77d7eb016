package demo

import (
	_ "embed" // for the list of communities
	"strings"

	"samovar/internal/lang"
	"samovar/internal/space"
)

//go:embed communities.csv
var communitiesCSV string

// club is a community and what its events are about.
type club struct {
	space.Community
	theme string
}

const (
	groupEach  = 3 // every third community has a Telegram group
	secondEach = 4 // every fourth has a second lead
	firstGroup = -1_001_700_000_001
)

// clubs returns all communities, the busiest first. Each is led by somebody
// who speaks its language.
func clubs() []club {
	leads := map[string][]Player{}
	for _, p := range players(Lead) {
		tag := string(lang.Of(p.Language))
		leads[tag] = append(leads[tag], p)
	}
	var all []club
	next := map[string]int{}
	for i, row := range rows(communitiesCSV) {
		c := club{theme: row[3], Community: space.Community{ID: row[0], Name: row[1], Language: row[2],
			Topics: strings.Fields(row[4])}}
		n, own := next[c.Language], leads[c.Language]
		next[c.Language]++
		c.Leads = []int64{own[n%len(own)].ID}
		if second := own[(n*5+3)%len(own)].ID; i%secondEach == 1 && second != c.Leads[0] {
			c.Leads = append(c.Leads, second)
		}
		if i%groupEach == 0 {
			c.Chat = firstGroup - int64(i)
		}
		all = append(all, c)
	}
	return all
}

// Communities returns the communities of the demo.
func Communities() []space.Community {
	var all []space.Community
	for _, c := range clubs() {
		all = append(all, c.Community)
	}
	return all
}
