package bot

import (
	"fmt"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/emulator"
)

// The digest of a week takes the buttons off that of the week before: as many
// requests again, which must not keep the digests themselves.
func TestOldMessagesAreMendedOnceTheNewOnesAreSent(t *testing.T) {
	t.Parallel()
	const readers, perSecond = 80, 60
	r := newRig(t, emulator.Options{Limits: emulator.Limits{Off: true}})
	for id := range int64(readers) {
		r.resident(id + 1)
	}
	r.start(r.sender(func(o *SenderOptions) { o.Limits.All = perSecond }).Run)
	digests := func(week int) {
		for id := range int64(readers) {
			r.put(chat.Out{Chat: id + 1, Lane: chat.Broadcast, Panel: "digest", Fresh: true, Text: fmt.Sprintf("week %d", week)})
		}
		r.outboxIsEmpty()
	}
	digests(1)
	before := len(r.tg.Calls())
	digests(2)
	sent, early, mended := 0, 0, 0
	for _, c := range r.tg.Calls()[before:] {
		switch c.Method {
		case "sendMessage":
			sent++
		case "editMessageReplyMarkup":
			if mended++; sent < readers {
				early++
			}
		}
	}
	// The last of the new ones and the first mends let through after it are on
	// their way together.
	if sent != readers || mended != readers || early > 3 {
		t.Errorf("%d sent, %d mended, %d of them before the last was sent", sent, mended, early)
	}
}
