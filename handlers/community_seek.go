package handlers

import (
	"encoding/json"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/space"
)

const (
	// flowSeek is open while the list of communities is: what is typed looks for
	// one. It never takes the place of a conversation that asks something.
	flowSeek = "seek"
	// filterFound is where in the list what was looked for stands.
	filterFound = "found"
	// seekShown is how many are shown of those that were found.
	seekShown = 20
)

// seeking is what was looked for last, "" for nothing yet.
type seeking struct {
	Words string `json:"words,omitempty"`
}

// sought are the words that were looked for last, while the list is open.
func (t *turn) sought() string {
	var s seeking
	if t.known.Talking && t.known.Session.Flow == flowSeek {
		_ = json.Unmarshal(t.known.Session.Data, &s) // what cannot be read was no words
	}
	return s.Words
}

// keepSeeking goes on to take what is typed as words to look for, and says
// whether it does.
func (t *turn) keepSeeking(words string) (bool, error) {
	if t.known.Talking && !t.known.Session.Bare {
		return false, nil
	}
	return true, t.listen(flowSeek, "words", seeking{words})
}

// seekText looks for what was typed while the list was open. Who is no admin any
// more, or writes something else, is answered as at any other time.
func (t *turn) seekText() error {
	words := strings.TrimSpace(t.event.Text)
	if t.event.Kind != chat.Text || t.lacks(hosts) != "" {
		return t.leaveList()
	}
	found, err := t.find(words)
	if err != nil {
		return err
	}
	if len(found.of[filterFound]) == 0 && t.isSomethingElse() {
		return t.leaveList()
	}
	return t.listFound(words, found, true)
}

// leaveList answers what was typed as if no list was open.
func (t *turn) leaveList() error {
	t.endSession()
	t.known.Talking = false
	return t.text()
}

// find looks for communities by words of their names or ids, in any state but
// refused; those that are active come first.
func (t *turn) find(words string) (census, error) {
	all, err := t.census()
	var found []space.Community
	for _, state := range []space.CommunityState{space.CommunityActive, space.CommunityProposed, space.CommunityArchived} {
		for _, c := range all.of[state.String()] {
			if c.Answers(words) {
				found = append(found, c)
			}
		}
	}
	all.of[filterFound] = found
	return all, err
}

// showFound looks for communities, and lists them.
func (t *turn) showFound(words string, fresh bool) error {
	found, err := t.find(words)
	if err != nil {
		return err
	}
	return t.listFound(words, found, fresh)
}

func (t *turn) listFound(words string, all census, fresh bool) error {
	found := all.of[filterFound]
	lines := []string{t.say.T("community.seek", "Words", shorten(words, 60), "Count", len(found))}
	if more := len(found) - seekShown; more > 0 {
		lines = append(lines, t.say.T("community.seek_more", "Count", seekShown))
	}
	open, err := t.keepSeeking(words)
	if open {
		lines = append(lines, t.say.T("community.seek_hint"))
	}
	var k chat.Keyboard
	for _, c := range found[:min(len(found), seekShown)] {
		name := all.named(c)
		if !c.Active() {
			name += " · " + t.say.Plain("community.filter."+c.Standing().String())
		}
		k = k.Row(button(name, verbOversee, c.ID, c.Version, "card@"+placeAt(filterFound, 0)))
	}
	k = k.Row(button(t.say.Plain("community.seek_all"), verbCommunities, t.point.ID, 0, placeAt(communityFilters()[0], 0)))
	t.panelAnew(overseePanel, fresh, strings.Join(lines, "\n\n"), k)
	return err
}
