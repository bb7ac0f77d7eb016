package handlers

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"samovar/internal/lang"
	"samovar/internal/space"
)

// can are the commands that the bot does not refuse somebody.
func (g *guest) can() []string {
	g.Helper()
	var refusals []string
	for _, key := range []string{"admin.only", "away.other_room", "away.not_staff", "start.one_point"} {
		text := g.desk.Texts.In(lang.Of(g.Language)).T(key, "Point", g.point.Name.In(g.Language))
		refusals = append(refusals, text)
	}
	var all []string
	for _, name := range slices.Sorted(maps.Keys((&turn{Desk: g.desk}).commands())) {
		g.says("/" + name)
		if !slices.ContainsFunc(g.news, func(text string) bool { return slices.Contains(refusals, text) }) {
			all = append(all, name)
		}
	}
	return all
}

// reads are the commands that /help names.
func (g *guest) reads() []string {
	g.Helper()
	g.says("/help")
	var names []string
	for _, found := range regexp.MustCompile(`(?:^|[^<\w])/([a-z]+)`).FindAllStringSubmatch(strings.Join(g.news, "\n"), -1) {
		names = append(names, found[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func TestHelpAndMenuNameAllThatSomebodyCanDoAndNothingElse(t *testing.T) {
	for _, language := range []string{"ru", "en", "zh"} {
		for points := 1; points <= 2; points++ {
			h := openHouse(t)
			h.point.Rooms[0].Approvers = []int64{theKeeper}
			if khv := boilingPoint(); points > 1 {
				khv.ID, khv.Name = "khv", space.Local{"ru": "Хабаровск"}
				h.opensAlso(khv)
			}
			for id, role := range map[int64]Role{theBoss: Admin, theKeeper: Approver, 42: Resident, 21: Resident} {
				g := h.guest(id, "Guest", language)
				if points > 1 {
					g.says("/start")
					g.presses(h.point.Name.In(language))
				}
				g.canAsItSays(role, points)
			}
		}
	}
}

// canAsItSays holds the commands that somebody can give against /help and the
// menu of their role.
func (g *guest) canAsItSays(role Role, points int) {
	g.Helper()
	can := g.can()
	var menu []string
	for _, hint := range Hints(g.desk.Texts.In(lang.Of(g.Language)), role, points) {
		menu = append(menu, hint.Name)
	}
	if slices.Sort(menu); !slices.Equal(menu, can) {
		g.Errorf("%s at %d Points can %v, and the menu has %v", role, points, can, menu)
	}
	help := append(g.reads(), "help")
	if slices.Sort(help); !slices.Equal(help, can) {
		g.Errorf("%s at %d Points can %v, and /help in %s names %v", role, points, can, g.Language, help)
	}
}
