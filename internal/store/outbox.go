package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"samovar/internal/chat"
)

var putScript = loadScript("portions", "queue_put", "outbox_put")

// Outbox is the queue of what a Point has to send on one lane. Commits write
// into it; the body of an item is a chat.Out as JSON.
func Outbox(point string, lane chat.Lane) Queue { return Queue{keysOf(point).outPrefix(lane)} }

// Put writes messages that no decision causes into a Point's outbox.
func (s *Store) Put(ctx context.Context, point string, outs []chat.Out, now time.Time) error {
	keys := keysOf(point)
	var calls []call
	for _, o := range outs {
		body, err := json.Marshal(o)
		if err != nil {
			return fmt.Errorf("encode message: %w", err)
		}
		calls = append(calls, call{putScript, append(keys.outbox(laneOf(o)), keys.seq()), []any{o.Chat, body, now.UnixMilli()}})
	}
	if len(calls) == 0 {
		return nil
	}
	if _, err := s.runAll(ctx, calls); err != nil {
		return fmt.Errorf("put into outbox: %w", err)
	}
	return nil
}

// laneOf is the lane of a message; one that names none answers a person.
func laneOf(o chat.Out) chat.Lane {
	if o.Lane == "" {
		return chat.Reply
	}
	return o.Lane
}
