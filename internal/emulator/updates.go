package emulator

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// update waits until the bot has acknowledged it.
type update struct {
	id   int
	kind string
	// queue is what keeps an order: a chat's messages, or a person's presses.
	queue string
	at    time.Time
	body  json.RawMessage
	query *query // of a press
	again bool   // redelivered: no earlier acknowledgement counts for it
}

// updates is the queue of what the bot has not acknowledged yet.
type updates struct {
	lastID  int
	pending []*update
	all     map[int]*update // for Redeliver and Repeat
	allowed []string
	poller  chan struct{} // closed when another poll takes over
}

func newUpdates() updates {
	return updates{lastID: 100000000, all: map[int]*update{}}
}

// updateKinds are all that may be asked for by allowed_updates.
func updateKinds() []string {
	return []string{
		"message", "edited_message", "channel_post", "edited_channel_post", "callback_query",
		"my_chat_member", "chat_member", "inline_query", "chosen_inline_result", "poll", "poll_answer",
		"chat_join_request", "message_reaction", "message_reaction_count", "shipping_query",
		"pre_checkout_query", "business_connection", "business_message", "edited_business_message",
		"deleted_business_messages", "purchased_paid_media", "chat_boost", "removed_chat_boost",
	}
}

// wanted tells whether the bot asked for the kind. Some kinds come only to
// who names them.
func (u *updates) wanted(kind string) bool {
	if len(u.allowed) > 0 {
		return slices.Contains(u.allowed, kind)
	}
	return !slices.Contains([]string{"chat_member", "message_reaction", "message_reaction_count"}, kind)
}

// enqueue makes an update and returns its id, or zero where the bot does not
// want its kind. The mutex must be held.
func (s *Server) enqueue(kind, queue string, payload any, q *query) int {
	if !s.updates.wanted(kind) {
		return 0
	}
	s.updates.lastID++
	u := &update{id: s.updates.lastID, kind: kind, queue: queue, at: s.opt.ages(), query: q}
	body, err := json.Marshal(dictionary{"update_id": u.id, kind: payload})
	if err != nil {
		panic(fmt.Sprintf("encode update: %v", err)) // it is made of plain values
	}
	u.body = body
	s.updates.all[u.id] = u
	s.push(u)
	return u.id
}

func (s *Server) push(u *update) {
	s.updates.pending = append(s.updates.pending, u)
	s.touch()
	s.wakeWebhook(u.queue)
}

// Redeliver sends an update again under its own id, as Telegram does where
// an acknowledgement got lost.
func (s *Server) Redeliver(updateID int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.updates.all[updateID]
	if u == nil {
		return fmt.Errorf("redeliver update %d: no such update", updateID)
	}
	twin := *u
	twin.again = true
	s.push(&twin)
	return nil
}

// Deliver sends any update: kind names its field, payload is its content.
func (s *Server) Deliver(kind string, payload any) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.enqueue(kind, "raw", payload, nil)
}

// Pending is the number of updates that the bot has not acknowledged.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expire()
	return len(s.updates.pending)
}

const keptFor = 24 * time.Hour

// expire drops what Telegram would not deliver any more.
func (s *Server) expire() {
	now := s.opt.ages()
	s.updates.pending = slices.DeleteFunc(s.updates.pending, func(u *update) bool {
		life := keptFor
		if u.query != nil {
			life = s.opt.CallbackTTL
		}
		return now.Sub(u.at) > life
	})
}

const (
	otherPoller   = "terminated by other getUpdates request; make sure that only one bot instance is running"
	webhookActive = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
	longestPoll   = 50 * time.Second
)

// getUpdates is the only method that waits, so it takes the mutex itself.
func (s *Server) getUpdates(ctx context.Context, c *call) (any, *failure) {
	mine, f := s.takePoll(c)
	if f != nil {
		return nil, f
	}
	wait := min(time.Duration(c.integer("timeout"))*time.Second, longestPoll)
	timer := time.NewTimer(max(0, wait))
	defer timer.Stop()
	for {
		found, changed, f := s.collect(c, mine)
		if f != nil || len(found) > 0 || wait <= 0 {
			return found, f
		}
		select {
		case <-changed:
		case <-mine:
			return nil, conflict(otherPoller)
		case <-timer.C:
			return []json.RawMessage{}, nil
		case <-ctx.Done():
			return []json.RawMessage{}, nil
		case <-s.done:
			return []json.RawMessage{}, nil
		}
	}
}

// takePoll ends the poll that is under way, acknowledges what lies before
// the offset and keeps the kinds asked for.
func (s *Server) takePoll(c *call) (chan struct{}, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.webhook.url != "" {
		return nil, conflict(webhookActive)
	}
	if f := s.allow(c); f != nil {
		return nil, f
	}
	if s.updates.poller != nil {
		close(s.updates.poller)
	}
	s.updates.poller = make(chan struct{})
	s.acknowledge(int(c.integer("offset")))
	return s.updates.poller, nil
}

func (s *Server) allow(c *call) *failure {
	if !c.has("allowed_updates") {
		return nil
	}
	var kinds []string
	for _, k := range c.list("allowed_updates") {
		if !slices.Contains(updateKinds(), k.(string)) {
			return badRequest("unknown update type \"%s\" in allowed_updates", k)
		}
		kinds = append(kinds, k.(string))
	}
	s.updates.allowed = kinds
	return nil
}

// acknowledge forgets what lies before the offset; a negative one counts
// from the end of the queue.
func (s *Server) acknowledge(offset int) {
	before := len(s.updates.pending)
	if offset < 0 {
		s.updates.pending = s.updates.pending[max(0, before+offset):]
	} else {
		s.updates.pending = slices.DeleteFunc(s.updates.pending, func(u *update) bool { return u.id < offset && !u.again })
	}
	if len(s.updates.pending) != before {
		s.touch()
	}
}

// collect gives the poll what there is, unless another has ended it.
func (s *Server) collect(c *call, mine chan struct{}) ([]json.RawMessage, chan struct{}, *failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.updates.poller != mine {
		return nil, nil, conflict(otherPoller)
	}
	s.expire()
	limit := int(c.integer("limit"))
	if limit < 1 || limit > 100 {
		limit = 100
	}
	found := []json.RawMessage{}
	for _, u := range s.updates.pending[:min(limit, len(s.updates.pending))] {
		found = append(found, u.body)
		u.again = false
	}
	return found, s.changed, nil
}

// payload is what stands in an update under the name of its kind.
func (u *update) payload() (json.RawMessage, error) {
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(u.body, &parts); err != nil {
		return nil, fmt.Errorf("decode update: %w", err)
	}
	return parts[u.kind], nil
}
