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
func (t *turn) queuePage(p chat.Press) error { return t.showQueue(pageOf(p.Arg), "", false) }

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
	text, keyboard, err := t.queued(b, strconv.Itoa(page))
	head := t.say.T("request.queue", "Number", page+1, "Total", total)
	t.panelAnew(queuePanel, fresh, head+"\n\n"+text, keyboard.Row(t.arrows(verbQueue, page, total)...))
	return err
}

// pending returns the request at a place in the queue, or the nearest before,
// its place, and how many there are.
func (t *turn) pending(page int, without string) (space.Booking, int, int, error) {
	if !t.isAdmin() {
		return t.pendingOfMine(page, without)
	}
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
	if i := slices.IndexFunc(around, func(b space.Booking) bool { return isOf(b, without) }); i >= 0 {
		around, total = slices.Delete(around, i, i+1), total-1
	}
	if len(around) == 0 {
		return space.Booking{}, 0, 0, nil
	}
	at := min(page-from, len(around)-1)
	return around[at], from + at, total, nil
}

// pendingOfMine does so for an approver, among what they decide about.
func (t *turn) pendingOfMine(page int, without string) (space.Booking, int, int, error) {
	all, err := t.waiting()
	var mine []space.Booking
	for _, b := range all {
		concerned, err := t.concerns(b)
		if err != nil {
			return space.Booking{}, 0, 0, err
		}
		if concerned && !isOf(b, without) {
			mine = append(mine, b)
		}
	}
	if err != nil || len(mine) == 0 {
		return space.Booking{}, 0, 0, err
	}
	page = min(page, len(mine)-1)
	return mine[page], page, len(mine), nil
}

// waiting is all that waits for a decision, oldest first.
func (t *turn) waiting() ([]space.Booking, error) {
	_, total, err := t.db.Pending(t.ctx, 0, 1)
	if err != nil || total == 0 {
		return nil, err
	}
	all, _, err := t.db.Pending(t.ctx, 0, total)
	return all, err
}

// isOf says whether what waits is the booking of that id, or the dates of the
// series of that id.
func isOf(b space.Booking, id string) bool { return b.ID == id || b.Joint() && b.Series == id }

// queued is what waits: a request, or a series whose dates wait together.
func (t *turn) queued(b space.Booking, page string) (string, chat.Keyboard, error) {
	if b.Joint() {
		return t.queuedSeries(b, page)
	}
	f, err := t.facts(b)
	text, keyboard := t.requestCard(t.say, b, f, page)
	return text, keyboard, err
}
