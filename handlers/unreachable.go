package handlers

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

const (
	verbReach        = "reach"
	unreachablePanel = "reach"
	unreachableShown = 10 // a page
)

// unreachable lists who cannot be written to.
func (t *turn) unreachable() error { return t.showUnreachable(0, true) }

// unreachablePage turns the page.
func (t *turn) unreachablePage(p chat.Press) error { return t.showUnreachable(pageOf(p.Arg), false) }

// shutChat is a chat that cannot be written to.
type shutChat struct {
	id int64
	space.Unreachable
}

func (t *turn) showUnreachable(page int, fresh bool) error {
	all, err := t.shutChats()
	if err != nil {
		return err
	}
	if len(all) == 0 {
		t.panelAnew(unreachablePanel, fresh, t.say.T("reach.none"), nil)
		return nil
	}
	pages := (len(all) + unreachableShown - 1) / unreachableShown
	page = min(page, pages-1)
	from := page * unreachableShown
	shown := all[from:min(from+unreachableShown, len(all))]
	names, err := t.shutNames(shown)
	lines := []string{t.say.T("reach.title", "Count", len(all)), ""}
	for i, one := range shown {
		lines = append(lines, t.say.T("reach.line", "Number", strconv.Itoa(from+i+1), "Name", names[one.id],
			"Why", whyUnreached(t.say, one.Why), "Since", t.say.DayFrom(t.local(t.now), t.local(one.Since))))
	}
	lines = append(lines, "", t.say.T("reach.hint"))
	t.panelAnew(unreachablePanel, fresh, strings.Join(lines, "\n"), chat.Keyboard{}.Row(t.arrows(verbReach, page, pages)...))
	return err
}

// shutChats are those chats, the latest first.
func (t *turn) shutChats() ([]shutChat, error) {
	marks, err := t.Store.UnreachableChats(t.ctx, t.point.ID)
	var all []shutChat
	for id, mark := range marks {
		all = append(all, shutChat{id, mark})
	}
	slices.SortFunc(all, func(a, b shutChat) int { return cmp.Or(b.Since.Compare(a.Since), cmp.Compare(a.id, b.id)) })
	return all, err
}

// shutNames say who those are: people, with what they lead, and the groups of
// communities.
func (t *turn) shutNames(shown []shutChat) (map[int64]lang.HTML, error) {
	var people []int64
	names := map[int64]lang.HTML{}
	for _, one := range shown {
		names[one.id] = lang.HTML("id " + strconv.FormatInt(one.id, 10))
		if one.id > 0 {
			people = append(people, one.id)
		}
	}
	parties, err := t.namesOf(people)
	if err != nil {
		return names, err
	}
	communities, err := t.db.Communities(t.ctx)
	for id, who := range parties {
		names[id] = linked(who)
		if led := ledBy(communities, id); led != "" {
			names[id] = lang.HTML(t.say.T("reach.leads", "Name", names[id], "Communities", led))
		}
	}
	for _, c := range communities {
		if _, is := names[c.Chat]; is && c.Chat < 0 {
			names[c.Chat] = lang.HTML(t.say.T("reach.group", "Name", shorten(c.Name, 64)))
		}
	}
	return names, err
}

// ledBy names what a person leads.
func ledBy(communities []space.Community, person int64) string {
	var names []string
	for _, c := range communities {
		if c.LedBy(person) {
			names = append(names, c.Name)
		}
	}
	return shorten(strings.Join(names, ", "), 100)
}

// whyUnreached says why a chat cannot be written to.
func whyUnreached(say lang.Speaker, why string) string {
	switch why {
	case "blocked", "deactivated", "kicked", "chat_gone", "no_rights":
		return say.Plain("reach." + why)
	}
	return say.Plain("reach.other")
}
