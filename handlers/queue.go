package handlers

import (
	"slices"
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/space"
)

const (
	verbQueue  = "queue"
	queuePanel = "queue"
)

// queue shows what waits for a decision, oldest first, one at a time.
func (t *turn) queue() error { return t.showQueue(0, "", true) }

// queuePage turns the page.
func (t *turn) queuePage(p chat.Press) error {
	if !t.isAdmin() {
		t.alert(t.say.Plain("admin.only"))
		return nil
	}
	return t.showQueue(pageOf(p.Arg), "", false)
}

// showQueue draws the request at that place. The one of that id is left out:
// it is being decided by this very turn.
func (t *turn) showQueue(page int, without string, fresh bool) error {
	b, page, total, err := t.pending(page, without)
	if err != nil {
		return err
	}
	if total == 0 {
		t.panelAnew(queuePanel, fresh, t.say.T("request.queue_empty"), nil)
		return nil
	}
	f, err := t.facts(b)
	text, keyboard := t.requestCard(t.say, b, f, strconv.Itoa(page))
	head := t.say.T("request.queue", "Number", page+1, "Total", total)
	t.panelAnew(queuePanel, fresh, head+"\n\n"+text, keyboard.Row(t.arrows(verbQueue, page, total)...))
	return err
}

// pending returns the request at a place in the queue, or the nearest before,
// its place, and how many there are.
func (t *turn) pending(page int, without string) (space.Booking, int, int, error) {
	_, total, err := t.db.Pending(t.ctx, 0, 1)
	if err != nil || total == 0 {
		return space.Booking{}, 0, 0, err
	}
	page = min(page, total-1)
	from := max(page-1, 0)
	around, total, err := t.db.Pending(t.ctx, from, 3)
	if err != nil {
		return space.Booking{}, 0, 0, err
	}
	if i := slices.IndexFunc(around, func(b space.Booking) bool { return b.ID == without }); i >= 0 {
		around, total = slices.Delete(around, i, i+1), total-1
	}
	if len(around) == 0 {
		return space.Booking{}, 0, 0, nil
	}
	at := min(page-from, len(around)-1)
	return around[at], from + at, total, nil
}
