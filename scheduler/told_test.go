package scheduler

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

func TestWhatWasSaidOfAnExpiredRequestIsTrueAgain(t *testing.T) {
	h := newHouse(t)
	request := h.event(space.Requested, saturday.Add(5*time.Hour))
	request.Messenger = []int64{admin1}
	h.book(request)
	h.tickAt(h.clock(), request.Start)
	formers, receipts := 0, 0
	for _, o := range h.outs() {
		if o.Fresh && (o.Panel == chat.OwnPanel(request.ID) || o.Panel == chat.LeadPanel(request.ID)) {
			formers++
			if !strings.Contains(o.Former, "⌛") {
				t.Errorf("the message before would read %q", o.Former)
			}
		}
		if o.Kind == chat.Undress && o.Panel == chat.Receipt(request.ID) && strings.Contains(o.Text, "⌛") && o.Chat == request.Resident.ID {
			receipts++
		}
	}
	if formers == 0 || receipts != 1 {
		t.Errorf("%d messages say what those before read, %d receipts are corrected", formers, receipts)
	}
}
