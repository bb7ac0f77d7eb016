package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/store"
)

// Sorry tells a person that what they did was given up, and marks it as handled.
// Where they stood in a conversation stays as it is, unless that is what cannot
// be read: then the conversation is over, or all that they do would fail again.
func (d *Desk) Sorry(ctx context.Context, event chat.Event) error {
	t, err := d.openSorry(ctx, event)
	if err != nil {
		return fmt.Errorf("give up update %d: %w", event.ID, err)
	}
	t.sorry()
	err = t.commit()
	switch {
	case errors.Is(err, store.ErrHandled):
		return nil // it went through after all
	case err != nil:
		return fmt.Errorf("give up update %d: %w", event.ID, err)
	}
	d.Wake(t.point.ID)
	return nil
}

// openSorry reads what can be read: something of it may be what went wrong.
func (d *Desk) openSorry(ctx context.Context, event chat.Event) (*turn, error) {
	point, _, err := d.home(ctx, event.From.ID)
	if err != nil {
		return nil, err
	}
	t := &turn{Desk: d, ctx: ctx, event: event, now: d.Now()}
	err = t.enter(point)
	switch {
	case store.Transient(err):
		return nil, err
	case errors.Is(err, store.ErrSession), t.known.Talking && !legible(t.known.Session):
		t.write.EndSession = &chat.Session{Chat: event.From.ID, Version: store.AnyVersion}
	}
	language := lang.Tag(t.known.Person.Language)
	if language == "" {
		language = lang.Of(event.From.Language)
	}
	t.say = d.Texts.In(language)
	t.write.Event = event.ID
	return t, nil
}

// legible says whether what was answered so far can be read.
func legible(s chat.Session) bool {
	var answered any
	switch s.Flow {
	case flowBook, flowChange:
		answered = &draft{}
	case flowDecline, flowRefuse, flowAsk, flowReply, flowTimes:
		answered = &about{}
	case flowHouse:
		answered = &plan{}
	case flowCommunity:
		answered = &founding{}
	case flowLift:
		answered = &lifting{}
	case flowQuiet:
		answered = &hushing{}
	case flowWelcome:
		answered = &wanted{}
	default:
		return true
	}
	return json.Unmarshal(s.Data, answered) == nil
}

// sorry says it to who waits for an answer: a press has one wherever it was, but
// a group is not bothered.
func (t *turn) sorry() {
	switch t.event.Kind {
	case chat.Pressed:
		t.alert(t.say.Plain("start.sorry"))
	case chat.Text, chat.Command, chat.Thing, chat.Edited:
		if t.event.Place.Type == chat.Private {
			t.reply(t.say.T("start.sorry"), nil)
		}
	}
}
