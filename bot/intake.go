package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// allowed are the kinds of updates the bot minds. They are named at every
// request: left out, Telegram keeps what was asked for last.
var allowed = []string{"message", "edited_message", "callback_query", "my_chat_member"}

// Intake puts updates into the inbox. What it has returned from without an
// error may be acknowledged to Telegram.
type Intake struct {
	Store    *store.Store
	Username string           // the bot's, without the @
	Stored   func(shards int) // told the shards (a bit each) that have something new; may be nil
	Now      func() time.Time
	Log      *slog.Logger
	Meter    Meter    // may be nil
	Apology  *Apology // told of what cannot be stored; may be nil
	Pace     Pace
}

// Pace is how much one person may send: Burst at once, and PerMinute a minute
// after that. What is more is dropped, once they were told. PerMinute 0 does not
// limit.
type Pace struct {
	PerMinute int
	Burst     int
}

// of is the pace of who did it. What a chat did is not limited, nor is what is
// said in a group and not to the bot.
func (p Pace) of(e chat.Event) store.Pace {
	asked := e.Kind == chat.Pressed || e.Kind == chat.Command
	said := e.Kind == chat.Text || e.Kind == chat.Thing || e.Kind == chat.Edited
	if p.PerMinute <= 0 || !asked && (!said || e.Place.Type != chat.Private) {
		return store.Pace{}
	}
	return store.Pace{Sender: e.From.ID, Every: time.Minute / time.Duration(p.PerMinute), Burst: p.Burst}
}

// take stores a batch of updates. One that cannot be read is logged and passed
// over: it would else stand in the way of all later ones.
func (in *Intake) take(ctx context.Context, batch []json.RawMessage) error {
	var updates []store.Update
	now := in.Now()
	for _, raw := range batch {
		u, err := in.read(raw, now)
		switch {
		case err != nil:
			in.Log.Error("update passed over", "update", idOf(raw), "err", err)
		case u != nil:
			updates = append(updates, *u)
		}
	}
	if len(updates) == 0 {
		return nil
	}
	taken, err := in.Store.Intake(ctx, updates, now)
	if err != nil {
		if ctx.Err() == nil {
			in.Apology.outage(batch, in)
		}
		return err
	}
	in.Apology.over()
	in.meter().Taken(taken)
	in.tell(updates)
	return nil
}

func (in *Intake) read(raw json.RawMessage, now time.Time) (*store.Update, error) {
	e, err := decode(raw, in.Username, now)
	if err != nil || e == nil {
		return nil, err
	}
	body, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("encode event: %w", err)
	}
	return &store.Update{ID: e.ID, Chat: e.Place.ID, Body: body, Pace: in.Pace.of(*e)}, nil
}

func (in *Intake) tell(updates []store.Update) {
	if in.Stored == nil {
		return
	}
	shards := 0
	for _, u := range updates {
		shards |= 1 << store.ShardOf(u.Chat)
	}
	in.Stored(shards)
}

func (in *Intake) meter() Meter {
	if in.Meter == nil {
		return unmetered{}
	}
	return in.Meter
}

// idOf reads the number of an update and nothing else; 0 where it has none.
func idOf(raw []byte) int64 {
	var u struct {
		ID int64 `json:"update_id"`
	}
	if err := json.Unmarshal(raw, &u); err != nil {
		return 0
	}
	return u.ID
}
