package handlers

import (
	"slices"
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

const (
	verbLog  = "log"
	logPanel = "log"
	logShown = 25 // lines
)

// log shows who decides about it what became of the booking of a number; after
// other words, or none, the bookings to choose from.
func (t *turn) log() error {
	words := strings.ToLower(strings.TrimSpace(t.event.Text))
	id := strings.TrimLeft(words, "№# ")
	if id == "" {
		return t.listLogs("")
	}
	_, known, err := t.db.Booking(t.ctx, id)
	if err != nil {
		return err
	}
	if !known {
		return t.listLogs(words)
	}
	return t.showLog(id)
}

// How many of the bookings that changed last are searched, and listed.
const (
	logsSearched = 500
	logsListed   = 10
)

// listLogs lists the bookings that changed last and whose title has the words,
// as far as the reader decides about them.
func (t *turn) listLogs(words string) error {
	latest, err := t.db.Changed(t.ctx, logsSearched)
	if err != nil {
		return err
	}
	lines, k, more := []string{""}, chat.Keyboard{}, false
	for _, b := range latest {
		if !t.mayDecide(b) || !strings.Contains(strings.ToLower(b.Title), words) {
			continue
		}
		if more = len(k) == logsListed; more {
			break
		}
		number := strconv.Itoa(len(k) + 1)
		lines = append(lines, t.say.T("log.entry", "Number", number, "Title", shorten(b.Title, 60), "ID", b.ID,
			"Slot", t.placed(b.Slot), "State", stateName(t.say, b.State)))
		k = k.Row(button(number+". "+shorten(b.Title, 30), verbLog, b.ID, b.Version, ""))
	}
	if len(k) == 0 {
		t.reply(t.say.T("log.none", "Words", shorten(words, 30)), nil)
		return nil
	}
	lines[0] = t.say.T("log.latest", "Words", shorten(words, 30), "More", more)
	t.panelAnew(logPanel, true, strings.Join(lines, "\n\n"), k)
	return nil
}

// logPress opens a log from a card, or from the list.
func (t *turn) logPress(p chat.Press) error {
	_, ok, err := t.decidable(p)
	if err != nil || !ok {
		return err
	}
	return t.showLog(p.Subject)
}

func (t *turn) showLog(id string) error {
	b, ok, err := t.db.Booking(t.ctx, id)
	if err != nil {
		return err
	}
	if !ok {
		t.stale()
		return nil
	}
	if !t.mayDecide(b) {
		t.reply(t.say.T("away.other_room"), nil)
		return nil
	}
	entries, err := t.db.Log(t.ctx, id)
	lines := []string{t.say.T("log.title", "Title", shorten(b.Title, titleShown), "ID", b.ID)}
	if more := len(entries) - logShown; more > 0 {
		lines = append(lines, t.say.T("log.earlier", "Count", more))
		entries = entries[more:]
	}
	for _, e := range entries {
		lines = append(lines, t.logLine(e))
	}
	t.panelAnew(logPanel, true, strings.Join(lines, "\n\n"), nil)
	return err
}

// logLine is one line of the log: when, who, and what.
func (t *turn) logLine(e space.Entry) string {
	who := deciderName(t.say, space.Decision{By: e.By})
	line := t.say.T("log.line", "When", momentIn(t.say, t.point, t.now, e.At), "Who", who, "What", lang.HTML(strings.Join(t.logged(e), "\n")))
	if e.Reason != "" {
		line += "\n" + t.say.T("decision.reason", "Reason", shorten(reasonText(t.say, e.Reason), 200))
	}
	return line
}

// logged says what happened.
func (t *turn) logged(e space.Entry) []string {
	var what []string
	add := func(is bool, key string, args ...any) {
		if is {
			what = append(what, t.say.T(key, args...))
		}
	}
	slot := t.placed(e.Slot)
	add(e.From == "", "log.made", "Slot", slot)
	add(e.From != "" && e.From != e.To, "log.state", "From", stateName(t.say, e.From), "To", stateName(t.say, e.To))
	if e.Was != nil {
		add(true, "log.moved", "Was", t.placed(*e.Was), "Slot", slot)
	}
	if e.Wanted != nil {
		add(e.Answer == "", "log.asked", "Slot", t.placed(*e.Wanted))
		add(e.Answer != "", "log.answer."+e.Answer.String())
	}
	if e.Heir != nil {
		add(true, "log.heir", "Name", e.Heir.Name)
	}
	add(len(what) == 0 && e.To == space.ChangesAsked, "ask.logged_again")
	add(len(what) == 0, "log.edited")
	return slices.Clip(what)
}

// placed is a slot with its room.
func (t *turn) placed(s space.Slot) string {
	return t.span(s) + " · " + roomName(t.say, t.point, s.Room)
}

// logButton opens a booking's log.
func logButton(say lang.Speaker, b space.Booking) chat.Button {
	return button(say.Plain("log.open"), verbLog, b.ID, b.Version, "")
}
