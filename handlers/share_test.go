package handlers

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// choir is a community with so many leads.
func (h *house) choir(leads int) []*guest {
	h.Helper()
	c := space.Community{ID: "choir", Name: "Хор", Language: "ru"}
	var all []*guest
	for i := range leads {
		g := h.guest(int64(300+i), fmt.Sprint("Лидер ", i), "ru")
		c.Leads, all = append(c.Leads, g.ID), append(all, g)
	}
	h.commit(store.Change{Communities: []store.CommunityChange{{After: c}}})
	return all
}

// press is the event of a press on a button.
func (g *guest) press(words string) chat.Event {
	g.Helper()
	b, _ := g.button(words)
	g.updates++
	return chat.Event{ID: g.updates, At: g.now, From: g.Person, Place: chat.Place{ID: g.ID, Type: chat.Private},
		Kind: chat.Pressed, Data: b.Data, PressID: "p"}
}

// atOnce lets the bot handle all events at the same time.
func (h *house) atOnce(events []chat.Event) {
	h.Helper()
	var all sync.WaitGroup
	for _, e := range events {
		all.Go(func() {
			for range len(events) { // the intake tries again, too
				if h.desk.Handle(h.Context(), e) == nil {
					return
				}
			}
			h.Errorf("%s was never answered", e.From.Name)
		})
	}
	all.Wait()
	h.deliver()
}

func TestLeadsWhoBookAtTheSameMomentShareOneQuota(t *testing.T) {
	h, _, _, _ := staffed(t)
	h.point.Policy = space.Policy{Quota: space.Quota{Ahead: 3 * time.Hour}}
	leads := h.choir(12)
	var sent []chat.Event
	for i, lead := range leads {
		lead.says(fmt.Sprintf("/book в пятницу с %d до %d, учебный класс, 20 человек, Спевка", 10+i, 11+i))
		lead.sees("Проверьте заявку")
		sent = append(sent, lead.press("отправить"))
	}
	h.atOnce(sent)
	booked, err := h.db.BookingsIn(t.Context(), "choir", time.Time{}, time.Time{})
	if err != nil || len(booked) != 3 {
		t.Errorf("%d hours are booked, the quota is 3: %v", len(booked), err)
	}
	told := 0
	for _, lead := range leads {
		if strings.Contains(lead.screen(), "больше предела: 3 ч") {
			told++
		}
	}
	if told != 9 {
		t.Errorf("%d were told of the quota, want 9", told)
	}
}
