package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"
)

// WebhookKnownFor is how long what Telegram said of the webhook is of use.
const WebhookKnownFor = 5 * time.Minute

// Webhook is how Telegram gets updates to this bot, by its own word.
type Webhook struct {
	Asked   time.Time `json:"asked"`
	Pending int       `json:"pending"`          // updates that wait at Telegram
	Failed  time.Time `json:"failed,omitzero"`  // when it last failed to deliver one; zero where it never did
	Reason  string    `json:"reason,omitempty"` // why, in Telegram's words
}

// NoteWebhook keeps what Telegram said, for WebhookKnownFor.
func (s *Store) NoteWebhook(ctx context.Context, w Webhook) error {
	text, err := json.Marshal(w)
	if err != nil {
		return fmt.Errorf("encode webhook: %w", err)
	}
	if err := s.rdb.Set(ctx, webhookKey, text, WebhookKnownFor).Err(); err != nil {
		return fmt.Errorf("note how the webhook does: %w", err)
	}
	return nil
}

// Webhook is what Telegram said last, nil where nobody asked of late: as where
// updates are polled for.
func (s *Store) Webhook(ctx context.Context) (*Webhook, error) {
	text, err := s.rdb.Get(ctx, webhookKey).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil, nil
	}
	w := new(Webhook)
	if err == nil {
		err = json.Unmarshal(text, w)
	}
	if err != nil {
		return nil, fmt.Errorf("read how the webhook does: %w", err)
	}
	return w, nil
}
