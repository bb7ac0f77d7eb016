package bot

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"time"

	"samovar/internal/chat"
)

const (
	// apologyEvery keeps far below the 30 messages a second that Telegram
	// allows: the limits that are shared through Redis are away with it.
	apologyEvery = 50 * time.Millisecond
	// apologiesWaiting bounds who can wait for one; who finds no place is
	// written down as not told, and gets one at the next delivery.
	apologiesWaiting = 256
)

// Apology tells people that the bot cannot answer for now: while updates cannot
// be stored nothing else reaches them. It goes past the outbox, which is away
// too, to each private chat once an outage and to each press, and is tried once:
// the update itself stays with Telegram and is answered later in any case.
type Apology struct {
	api  *API
	text func(languageCode string) string
	log  *slog.Logger
	due  chan chat.Event

	mu   sync.Mutex
	told map[waiting]bool // in this outage
}

// waiting is who waits for an answer: a chat, or a press.
type waiting struct {
	chat  int64
	press string
}

func waitingFor(e chat.Event) waiting {
	if e.Kind == chat.Pressed {
		return waiting{press: e.PressID}
	}
	return waiting{chat: e.Place.ID}
}

// NewApology makes an Apology; Run lets it talk. The text is HTML, in the
// language of that IETF code.
func NewApology(api *API, text func(languageCode string) string, log *slog.Logger) *Apology {
	return &Apology{api: api, text: text, log: log, due: make(chan chat.Event, apologiesWaiting), told: map[waiting]bool{}}
}

// Run apologises until the context ends.
func (a *Apology) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-a.due:
			a.say(ctx, e)
			sleep(ctx, apologyEvery)
		}
	}
}

// say sends it; who pressed a button gets it as the answer to the press, which
// waits for one. A failure costs only the apology.
func (a *Apology) say(ctx context.Context, e chat.Event) {
	out := chat.Out{Chat: e.Place.ID, Text: a.text(e.From.Language), PressID: e.PressID, Alert: true}
	err := a.api.within(ctx, func(ctx context.Context) (err error) {
		if e.Kind == chat.Pressed {
			out.Text = plain(out.Text)
			_, err = a.api.tg.AnswerCallbackQuery(ctx, renderer{}.answer(out))
		} else {
			_, err = a.api.tg.SendMessage(ctx, renderer{}.message(out))
		}
		return err
	})
	if err != nil && ctx.Err() == nil {
		a.log.Warn("nobody could be told of the outage", "chat", e.Place.ID, "err", err)
	}
}

// outage says that a batch could not be stored: who wrote or pressed in it is
// told. It never waits.
func (a *Apology) outage(batch []json.RawMessage, in *Intake) {
	if a == nil {
		return
	}
	for _, raw := range batch {
		if e, err := decode(raw, in.Username, in.Now()); err == nil && e != nil && asks(e) {
			a.queue(*e)
		}
	}
}

// asks says whether somebody waits for an answer that they alone see: in a chat
// of their own, or to a press.
func asks(e *chat.Event) bool {
	switch e.Kind {
	case chat.Pressed:
		return true
	case chat.Text, chat.Command, chat.Thing:
		return e.Place.Type == chat.Private
	}
	return false
}

func (a *Apology) queue(e chat.Event) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.told[waitingFor(e)] {
		return
	}
	select {
	case a.due <- e:
		a.told[waitingFor(e)] = true
	default:
	}
}

// over says that updates are stored again: who was not told yet need not be,
// and the next outage is another.
func (a *Apology) over() {
	if a == nil {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for len(a.told) > 0 {
		select {
		case <-a.due:
		default:
			a.told = map[waiting]bool{}
		}
	}
}
