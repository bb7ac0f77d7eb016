package store

import (
	"errors"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// Lua unpacks no more than some thousands of values at a time: whoever closes the
// house for a summer must not find that out with half of it written.
func TestALargeChangeIsWrittenAsAWhole(t *testing.T) {
	t.Parallel()
	const many = 4300
	p := startStore(t)
	b := request("hall", 12, 14, 20)
	c := create(b)
	c.Event = 77
	for i := range int64(many) {
		c.Outs = append(c.Outs, chat.Out{Kind: chat.Say, Chat: 1000 + i, Lane: chat.Reply, Text: "over"},
			chat.Out{Kind: chat.Say, Chat: 42, Lane: chat.Broadcast, Text: "and over"})
		c.Due = append(c.Due, space.Due{Kind: space.DueRemind, Subject: space.NewID(), At: monday.Add(time.Hour)})
	}
	if err := p.Commit(t.Context(), c, monday); err != nil {
		t.Fatal(err)
	}
	reload(t, p, b.ID)
	waits, err := p.store.Backlogs(t.Context(), []Queue{Outbox("blg", chat.Reply), Outbox("blg", chat.Broadcast)}, monday)
	if err != nil {
		t.Fatal(err)
	}
	due, err := p.Due(t.Context(), monday.Add(time.Hour), 2*many)
	if err != nil {
		t.Fatal(err)
	}
	if waits[0].Items != many || waits[1].Items != many || len(due) != many {
		t.Errorf("%d and %d messages, %d things due", waits[0].Items, waits[1].Items, len(due))
	}
	chats, err := p.store.Claim(t.Context(), "me", []Ask{{Outbox("blg", chat.Reply), 2 * many}, {Outbox("blg", chat.Broadcast), 10}}, monday)
	if err != nil || len(chats) != many+1 {
		t.Errorf("%d chats can be sent to: %v", len(chats), err)
	}
	if err := p.Commit(t.Context(), c, monday); !errors.Is(err, ErrHandled) {
		t.Errorf("written again: %v", err)
	}
}
