package handlers

import (
	"fmt"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/status"
)

const (
	verbStatus  = "status"
	statusPanel = "status"
	silentShown = 10 // communities by their names
)

// status tells admins how the bot does and how full the Point is.
func (t *turn) status() error { return t.showStatus(true) }

// statusPressed looks again.
func (t *turn) statusPressed(chat.Press) error {
	if !t.isAdmin() {
		t.alert(t.say.Plain(t.notMine()))
		return nil
	}
	return t.showStatus(false)
}

func (t *turn) showStatus(fresh bool) error {
	r, err := status.Desk{Store: t.Store, Points: []*space.Point{t.point}}.Report(t.ctx, t.now)
	if err != nil {
		return err
	}
	house := r.Points[0].House
	parts := []string{t.say.T("status.title", "Clock", t.local(t.now).Format("15:04")), t.troubles(r), t.fullness(house), t.whoWaits(house)}
	silent, err := t.unheard(house.Silence)
	if silent != "" {
		parts = append(parts, silent)
	}
	t.panelAnew(statusPanel, fresh, strings.Join(parts, "\n\n"), t.statusKeyboard(house))
	return err
}

// whoWaits tells what waits for the admins, and who waits.
func (t *turn) whoWaits(h status.House) string {
	requests := t.say.T("status.no_requests")
	if h.Requests > 0 {
		requests = t.say.T("status.requests", "Count", h.Requests, "Ago", t.say.Ago(t.now.Sub(h.Oldest)))
	}
	return strings.Join([]string{requests, t.say.T("status.wishes", "Count", h.Wishes), t.say.T("status.no_shows", "Count", h.NoShows)}, "\n")
}

// troubles are what is wrong and this bot, which answers, can see: somebody takes
// updates in.
func (t *turn) troubles(r status.Report) string {
	var lines []string
	for _, f := range r.Findings(false) {
		if f.Trouble != status.NobodyRuns {
			lines = append(lines, t.say.T("status.trouble."+string(f.Trouble), "Late", t.say.About(f.Late)))
		}
	}
	if len(lines) == 0 {
		return t.say.T("status.well")
	}
	return strings.Join(lines, "\n")
}

// fullness is how full each room is, today and in both weeks.
func (t *turn) fullness(h status.House) string {
	text := t.say.T("status.full")
	for i, week := range h.Week {
		text += "\n" + t.say.T("status.room", "Room", roomName(t.say, t.point, week.Room),
			"Today", t.share(h.Today[i]), "Week", t.share(week), "Next", t.share(h.NextWeek[i]))
	}
	return text
}

// share is how much of the open hours is held, in percent.
func (t *turn) share(f space.Fullness) string {
	if f.Open == 0 {
		return t.say.Plain("status.closed")
	}
	return t.say.Plain("status.percent", "Share", fmt.Sprintf("%.0f", 100*f.Share()))
}

// unheard names the communities that nothing reaches.
func (t *turn) unheard(s status.Silence) (string, error) {
	if s.Count() == 0 {
		return "", nil
	}
	is := map[string]bool{}
	for _, id := range s.Nobody {
		is[id] = true
	}
	for _, one := range s.Shut {
		is[one.ID] = true
	}
	communities, err := t.db.Communities(t.ctx)
	var names []string
	for _, c := range communities {
		if is[c.ID] {
			names = append(names, shorten(c.Name, 60))
		}
	}
	text := strings.Join(names[:min(len(names), silentShown)], ", ")
	if len(names) > silentShown {
		text += " …"
	}
	return t.say.T("status.silent", "Count", s.Count(), "Names", text), err
}

func (t *turn) statusKeyboard(h status.House) chat.Keyboard {
	row := []chat.Button{button(t.say.Plain("status.again"), verbStatus, "", 0, "")}
	if h.Requests > 0 {
		row = append(row, button(t.say.Plain("menu.queue"), verbMenu, "", 0, "queue"))
	}
	return chat.Keyboard{}.Row(row...)
}
