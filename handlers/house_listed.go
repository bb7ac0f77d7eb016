package handlers

import (
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// struckShown is how many bookings a page lists that a change ends.
const struckShown = 8

// struckFrom is what a change ends from a page on, which page that is, and of
// how many. A page beyond the last is the last.
func struckFrom(all []space.Booking, page int) (rest []space.Booking, at, pages int) {
	pages = max((len(all)+struckShown-1)/struckShown, 1)
	at = min(page, pages-1)
	return all[at*struckShown:], at, pages
}

// pager turns the pages of what a change ends; nothing where there is but one.
func (t *turn) pager(all []space.Booking, page int, to func(text string, page int) chat.Button) []chat.Button {
	_, at, pages := struckFrom(all, page)
	if pages < 2 {
		return nil
	}
	var row []chat.Button
	if at > 0 {
		row = append(row, to("‹", at-1))
	}
	row = append(row, to(t.say.Plain("my.page", "Page", at+1, "Pages", pages), at))
	if at < pages-1 {
		row = append(row, to("›", at+1))
	}
	return row
}

// turnTo shows another page of what the change ends.
func (k *keeper) turnTo(page int) error {
	k.Page = page
	return k.show()
}

// pageButton leads to one.
func (k *keeper) pageButton(text string, page int) chat.Button {
	return k.talk.Button(text, "p="+strconv.Itoa(page))
}
