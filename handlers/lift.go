package handlers

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	verbLine  = "line"
	linePanel = "line"
	lineShown = 10 // wishes of a day
)

// The arguments of the buttons that move a wish in its line; a reason's code
// lifts it.
const (
	liftAsk  = "ask"
	liftUndo = "undo"
)

// liftReason words the reason of a lift.
func liftReason(say lang.Speaker, reason string) string {
	if code, ok := strings.CutPrefix(reason, space.ReasonMark); ok && slices.Contains(space.LiftReasons(), code) {
		return say.Plain("line.reason." + code)
	}
	return reason
}

// lineUp shows an admin who waits, a day a page.
func (t *turn) lineUp() error { return t.showLine(0, nil, true) }

// linePress turns the page, or moves a wish.
func (t *turn) linePress(p chat.Press) error {
	if p.Subject == "" || p.Subject == t.point.ID { // which names no wish
		return t.showLine(pageOf(p.Arg), nil, false)
	}
	do, page := cut(p.Arg)
	w, ok, err := t.db.Wish(t.ctx, p.Subject)
	if err != nil {
		return err
	}
	if !ok || w.Version != p.Version || w.State != space.WishWaiting {
		t.toast(t.say.Plain("line.changed"))
		return t.showLine(pageOf(page), nil, false)
	}
	switch {
	case do == liftAsk && w.Lifted == nil:
		return t.askLift(w, page)
	case do == liftUndo && w.Lifted != nil:
		return t.lift(w, nil, page)
	case slices.Contains(space.LiftReasons(), do) && w.Lifted == nil:
		return t.lift(w, &space.Lift{By: t.who.Party(), At: t.now, Reason: space.ReasonMark + do}, page)
	}
	t.stale()
	return nil
}

// askLift asks why, in the same message: a reason is pressed, or typed.
func (t *turn) askLift(w space.Wish, page string) error {
	var k chat.Keyboard
	for _, code := range space.LiftReasons() {
		k = k.Row(button(t.say.Plain("line.reason."+code), verbLine, w.ID, w.Version, onPage(code, page)))
	}
	k = k.Row(button(t.say.Plain("button.back"), verbLine, "", 0, page))
	t.panel(linePanel, t.say.T("line.ask", "Title", shorten(w.Title, titleShown)), k)
	return t.listen(flowLift, "reason", lifting{w.ID, w.Version, page})
}

// lift puts a wish before all others, or back, writes down why, and tells who
// waits.
func (t *turn) lift(w space.Wish, why *space.Lift, page string) error {
	after := w
	after.Lifted = why
	t.write.Wishes = append(t.write.Wishes, store.WishChange{Before: &w, After: after})
	after.Version++
	say, err := t.speakers([]int64{w.Resident.ID})
	if err != nil {
		return err
	}
	toast, text := "line.undone", say[w.Resident.ID].T("line.told_undone", "Title", w.Title)
	if why != nil {
		toast = "line.done"
		text = say[w.Resident.ID].T("line.told", "Title", w.Title, "Reason", liftReason(say[w.Resident.ID], why.Reason))
	}
	if !t.typed() {
		t.toast(t.say.Plain(toast))
	}
	t.out(chat.Out{Kind: chat.Say, Chat: w.Resident.ID, Text: text})
	return t.showLine(pageOf(page), &after, t.typed())
}

// showLine draws the line of one of the days somebody waits for. A wish that
// this very turn moves is drawn as it will be.
func (t *turn) showLine(page int, moved *space.Wish, fresh bool) error {
	days, err := t.db.DaysWaited(t.ctx, t.now)
	if err != nil {
		return err
	}
	if len(days) == 0 {
		t.panelAnew(linePanel, fresh, t.say.T("line.none"), nil)
		return nil
	}
	page = min(page, len(days)-1)
	places, err := t.line().OnDay(t.ctx, days[page], moved, t.now)
	if err != nil {
		return err
	}
	day := t.say.DayFrom(t.local(t.now), noonOf(t.point, days[page]))
	lines := []string{t.say.T("line.title", "Day", day)}
	var k chat.Keyboard
	for _, place := range places[:min(len(places), lineShown)] {
		line, err := t.lineEntry(place)
		if err != nil {
			return err
		}
		lines = append(lines, line)
		k = k.Row(t.liftButton(place, page))
	}
	if more := len(places) - lineShown; more > 0 {
		lines = append(lines, t.say.T("line.more", "Count", more))
	}
	t.panelAnew(linePanel, fresh, strings.Join(lines, "\n\n"), k.Row(t.arrows(verbLine, page, len(days))...))
	return nil
}

// lineEntry is a wish in its line: its place, who it is, what it wants, and why
// it stands there.
func (t *turn) lineEntry(place space.Place) (string, error) {
	w := place.Wish
	who := w.Resident.Name
	name, err := t.communityName(space.Booking{Community: w.Community})
	if name != "" {
		who = name
	}
	why := t.say.T("line.hours", "Hours", t.say.Length(place.Figure))
	if w.Lifted != nil {
		why = t.say.T("line.lifted", "Who", w.Lifted.By.Name, "When", momentIn(t.say, t.point, t.now, w.Lifted.At), "Reason", liftReason(t.say, w.Lifted.Reason))
	}
	missed, errMissed := t.missedText(w)
	return t.say.T("line.entry", "Number", place.Number, "Title", shorten(w.Title, 60), "Who", shorten(who, 60),
		"Want", wantText(t.say, t.point, t.now, w), "Why", lang.HTML(why)) + missed, errors.Join(err, errMissed)
}

func (t *turn) liftButton(place space.Place, page int) chat.Button {
	key, do := "line.lift", liftAsk
	if place.Wish.Lifted != nil {
		key, do = "line.undo", liftUndo
	}
	label := t.say.Plain(key, "Number", place.Number, "Title", shorten(place.Wish.Title, 30))
	return button(label, verbLine, place.Wish.ID, place.Wish.Version, onPage(do, strconv.Itoa(page)))
}
