package handlers

import (
	"errors"
	"maps"
	"slices"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// flowBook is the conversation that reserves a room.
const flowBook = "book"

// draft is a booking as far as it was answered. What is missing is asked for.
type draft struct {
	Title string `json:"title,omitempty"`
	placing

	Community   *string      `json:"community,omitempty"` // "" is nobody's, nil is not asked yet
	Format      space.Format `json:"format,omitempty"`
	Closed      bool         `json:"closed,omitempty"`
	Description string       `json:"description,omitempty"`

	Month string `json:"month,omitempty"` // the calendar's page, "2026-12"

	// What stood there when these steps were drawn last: Back brings it back.
	OnCard  *placing `json:"on_card,omitempty"`
	AtTaken *placing `json:"at_taken,omitempty"`

	Shown string `json:"shown,omitempty"` // the room of the card as it was drawn last

	Repeat *repeat `json:"repeat,omitempty"` // how it comes again, nil for once
	Rest   string  `json:"rest,omitempty"`   // the series whose dates change from Of on

	Of        string `json:"of,omitempty"`         // the booking that is changed, "" for a new one
	OfVersion int64  `json:"of_version,omitempty"` // which of its versions the card was drawn of
}

// placing is what can stand against a booking: when, where, for how many and with
// what.
type placing struct {
	Headcount int           `json:"headcount,omitempty"`
	Day       space.Date    `json:"day,omitzero"`
	Start     *int          `json:"start,omitempty"` // minutes after midnight
	Length    time.Duration `json:"length,omitempty"`
	Room      string        `json:"room,omitempty"` // "" is the tightest that fits
	Equipment []string      `json:"equipment,omitempty"`

	Days   []space.Date `json:"days,omitempty"`   // what could be meant: to ask about
	Starts []int        `json:"starts,omitempty"` // likewise
	Part   string       `json:"part,omitempty"`   // of the day, when no hour was said
	// Tentative says that the length was not said: it is only looked for
	// alternatives with.
	Tentative bool `json:"tentative,omitempty"`
}

// copied is the placing as it is now, which what follows does not change.
func (p placing) copied() *placing {
	p.Equipment = slices.Clone(p.Equipment)
	return &p
}

// booker is the conversation on its way, at one event.
type booker struct {
	conversation
	draft
	// below draws the question anew, below what was shown since.
	below bool
	own   []space.Community
	idle  []space.Community // led as well, but archived or only proposed
	of    *space.Booking    // the booking that is changed, if it still can be
}

// book begins to reserve, or goes on where it was left. Words after the command
// fill in what they can.
func (t *turn) book() error {
	if intent, u := t.intent(); intent == lang.ToBook {
		return t.bookUnderstood(u)
	}
	if t.event.Text != "" {
		return t.bookFromWords()
	}
	if t.known.Talking && t.known.Session.Flow == flowBook {
		b, err := t.booking()
		if err != nil {
			return err
		}
		return b.show(true)
	}
	b, err := t.newBooker()
	if err != nil {
		return err
	}
	return b.advance()
}

// newBooker begins a conversation, in place of any before.
func (t *turn) newBooker() (*booker, error) {
	b := &booker{conversation: t.beginning(flowBook)}
	return b, b.setCommunity()
}

// setCommunity takes the only community that the person leads; of several it
// is asked for, and who leads none books for themselves.
func (b *booker) setCommunity() error {
	all, err := b.db.CommunitiesOf(b.ctx, b.event.From.ID)
	if err != nil {
		return err
	}
	own := active(all)
	b.own, b.idle = own, idle(all)
	none := ""
	switch len(own) {
	case 0:
		b.Community = &none
		b.remarkIdle()
	case 1:
		b.Community = &own[0].ID
	}
	return nil
}

// booking is the conversation that goes on.
func (t *turn) booking() (*booker, error) {
	b := &booker{conversation: t.ongoing()}
	if err := b.readAnswers(&b.draft); err != nil {
		return nil, err
	}
	own, err := t.db.CommunitiesOf(t.ctx, t.event.From.ID)
	b.own, b.idle = active(own), idle(own)
	return b, errors.Join(err, b.loadOf())
}

// bookFromWords fills in what one message says, and asks for the rest. Words
// that say nothing of a time are no request unless they came with /book.
func (t *turn) bookFromWords() error {
	if done, err := t.letsGo(); done || err != nil {
		return err
	}
	u, said := t.asRequest()
	if t.event.Kind != chat.Command && (!said || t.event.Forwarded) {
		t.smallTalk()
		return nil
	}
	return t.bookUnderstood(u)
}

// bookUnderstood begins to reserve with what was understood filled in.
func (t *turn) bookUnderstood(u lang.Understood) error {
	b, err := t.newBooker()
	if err != nil {
		return err
	}
	b.fill(u)
	b.title(u.Title)
	return b.advance()
}

// asRequest reads words as a request, and says whether there is any in them.
func (t *turn) asRequest() (lang.Understood, bool) {
	u := lang.Understand(t.event.Text, t.local(t.now), t.say.Tag(), t.vocabulary())
	return u, len(u.Days) > 0 || len(u.Starts) > 0 || u.Headcount > 0 || u.Room != "" || len(u.Troubles) > 0
}

// isSomethingElse says whether what was typed is a request or a courtesy, and
// not words to look for.
func (t *turn) isSomethingElse() bool {
	_, said := t.asRequest()
	return said || lang.CourtesyOf(t.event.Text) != ""
}

// bookAgain offers a slot for an event that was booked before: its card.
func (t *turn) bookAgain(old space.Booking, s space.Slot) error {
	b, err := t.newBooker()
	if err != nil {
		return err
	}
	b.copyEvent(old)
	b.setSlot(s)
	return b.advance()
}

// copyEvent takes what is to happen, and whose it is, from a booking.
func (b *booker) copyEvent(old space.Booking) {
	b.Title, b.Headcount, b.Format = old.Title, old.Headcount, old.Format
	b.Equipment, b.Closed, b.Description = slices.Clone(old.Equipment), !old.Open, old.Description
	if old.Community == "" || b.communityName(old.Community) != "" {
		b.Community = &old.Community
	}
}

// setSlot takes room, day, start and length from a slot.
func (b *booker) setSlot(s space.Slot) {
	local := b.local(s.Start)
	start := local.Hour()*60 + local.Minute()
	b.Room, b.Day, b.Start, b.Length = s.Room, space.DateOf(local), &start, s.Length()
	b.Days, b.Starts, b.Part = nil, nil, ""
}

// vocabulary is what people may call the rooms and their equipment.
func (t *turn) vocabulary() lang.Vocabulary { return t.vocabularies[t.point.ID] }

// vocabulariesOf are the vocabularies of the Points, by their id: what rooms and
// equipment are called stands in the config and in the texts, and does not change.
func vocabulariesOf(points []*space.Point, texts *lang.Texts) map[string]lang.Vocabulary {
	vocabularies := map[string]lang.Vocabulary{}
	for _, p := range points {
		rooms, equipment := map[string][]string{}, map[string][]string{}
		for _, room := range p.Rooms {
			rooms[room.ID] = slices.AppendSeq(slices.Clone(room.Aliases), maps.Values(room.Name))
		}
		for _, id := range p.Equipment() {
			for _, tag := range lang.Tags() {
				equipment[id] = append(equipment[id], equipmentName(texts.In(tag), p, id))
			}
		}
		vocabularies[p.ID] = lang.VocabularyOf(rooms, equipment)
	}
	return vocabularies
}

// event is the event as far as it is known.
func (b *booker) what() space.Event {
	return space.Event{Title: b.Title, Format: b.format(), Headcount: max(b.Headcount, 1), Open: !b.Closed,
		Equipment: b.Equipment, Description: b.Description}
}

func (b *booker) format() space.Format {
	if b.Format == "" {
		return space.Meeting
	}
	return b.Format
}

// when returns the wanted time; start and length have to be known.
func (b *booker) when() (start, end time.Time) {
	start = b.point.At(b.Day, *b.Start)
	return start, start.Add(b.Length)
}
