package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// The verbs of the buttons with which people see to their bookings.
const (
	verbMy   = "my"
	verbShow = chat.VerbShow
)

const (
	myPanel    = "my"
	myPageSize = 6
)

// ownList is a resident's bookings: those to come by their start, then those
// that are over, the latest first.
type ownList struct {
	all    []space.Booking
	coming int            // how many of them are to come
	others map[string]int // by series: how many of its dates stand behind the one that is listed
}

// my shows the person's own bookings.
func (t *turn) my() error { return t.showMy(0, true) }

// myPage turns the page.
func (t *turn) myPage(p chat.Press) error { return t.showMy(pageOf(p.Arg), false) }

// pageOf reads a page's number; what is none is the first page.
func pageOf(arg string) int {
	n, err := strconv.Atoi(arg)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// showMy writes a page of the list into its message, or sends it anew.
func (t *turn) showMy(page int, fresh bool) error {
	list, err := t.ownList()
	if err != nil {
		return err
	}
	waits, answers, err := t.waits()
	if err != nil {
		return err
	}
	if len(list.all) == 0 {
		t.showWaits(waits, answers, fresh)
		return nil
	}
	pages := (len(list.all) + myPageSize - 1) / myPageSize
	page = min(page, pages-1)
	text, keyboard := t.drawMy(list, page)
	if waits != "" && page == 0 {
		text, keyboard = text+"\n\n"+waits, append(keyboard, answers...)
	}
	t.panelAnew(myPanel, fresh, text, keyboard.Row(t.arrows(verbMy, page, pages)...).Row(t.communitiesButton()))
	return nil
}

// showWaits is the list of who has no bookings.
func (t *turn) showWaits(waits string, answers chat.Keyboard, fresh bool) {
	schedule := button(t.say.Plain("menu.schedule"), verbMenu, "", 0, "schedule")
	text, keyboard := t.say.T("my.none"), chat.Keyboard{}.Row(t.bookButton()).Row(schedule)
	if waits != "" {
		text, keyboard = waits, answers
	}
	t.panelAnew(myPanel, fresh, text, keyboard.Row(t.communitiesButton()))
}

// ownList loads and sorts.
func (t *turn) ownList() (ownList, error) {
	all, err := t.db.BookingsOf(t.ctx, t.event.From.ID, time.Time{}, time.Time{})
	var coming, over []space.Booking
	for _, b := range all {
		if b.State.Holds() && b.End.After(t.now) {
			coming = append(coming, b)
		} else {
			over = append(over, b)
		}
	}
	slices.Reverse(over)
	coming, others := collapse(coming)
	return ownList{append(coming, over...), len(coming), others}, err
}

// drawMy draws a page: each booking in three lines, and a button for each that
// is to come.
func (t *turn) drawMy(list ownList, page int) (string, chat.Keyboard) {
	lines := []string{t.say.T("my.title", "Count", len(list.all))}
	var k chat.Keyboard
	for i := page * myPageSize; i < min(len(list.all), (page+1)*myPageSize); i++ {
		b := list.all[i]
		if i == 0 && list.coming > 0 {
			lines = append(lines, "\n"+t.say.T("my.coming"))
		}
		if i == list.coming {
			lines = append(lines, "\n"+t.say.T("my.over"))
		}
		if i >= list.coming {
			lines = append(lines, t.ownLine(i, b))
			continue
		}
		others := list.others[b.Series]
		lines = append(lines, t.ownLine(i, b)+othersLine(t.say, others))
		label := strconv.Itoa(i+1) + ". " + shorten(b.Title, 30)
		if others > 0 {
			k = k.Row(button("🔁 "+label, verbSeries, b.Series, 0, "mine=0"))
		} else {
			k = k.Row(button(label, verbShow, b.ID, b.Version, strconv.Itoa(page)))
		}
	}
	if list.coming == 0 {
		k = k.Row(t.bookButton())
	}
	return strings.Join(lines, "\n"), k
}

// ownLine is one booking of the list.
func (t *turn) ownLine(i int, b space.Booking) string {
	return t.say.T("my.line", "Number", i+1, "Title", shorten(b.Title, 80), "When", t.span(b.Slot),
		"Room", roomName(t.say, t.point, b.Room), "State", stateName(t.say, b.State))
}

// arrows turn pages; the page that stands between them stays.
func (t *turn) arrows(verb string, page, pages int) []chat.Button {
	if pages < 2 {
		return nil
	}
	var row []chat.Button
	if page > 0 {
		row = append(row, button("‹", verb, t.point.ID, 0, strconv.Itoa(page-1)))
	}
	row = append(row, button(t.say.Plain("my.page", "Page", page+1, "Pages", pages), verb, t.point.ID, 0, strconv.Itoa(page)))
	if page < pages-1 {
		row = append(row, button("›", verb, t.point.ID, 0, strconv.Itoa(page+1)))
	}
	return row
}
