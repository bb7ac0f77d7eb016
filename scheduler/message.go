package scheduler

import (
	"slices"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// titleShown is how much of a title a message shows, in characters.
const titleShown = 200

// reader is someone a message goes to, who speaks their language, and what they
// want to be sent.
type reader struct {
	chat     int64
	say      lang.Speaker
	settings space.Settings
	leaving  bool // they are being forgotten
}

// concerned are those a booking concerns: its resident and the leads of its
// community.
func (r *round) concerned(b space.Booking) ([]reader, error) {
	ids := []int64{b.Resident.ID}
	if b.Community != "" {
		c, _, err := r.db.Community(r.ctx, b.Community)
		if err != nil {
			return nil, err
		}
		ids = append(ids, c.Leads...)
	}
	return r.readers(ids)
}

// readers are the people of those ids, each once. Who never wrote is spoken to
// in Russian.
func (r *round) readers(ids []int64) ([]reader, error) {
	ids = somebody(ids)
	people, err := r.db.People(r.ctx, ids)
	if err != nil {
		return nil, err
	}
	known := map[int64]space.Person{}
	for _, p := range people {
		known[p.ID] = p
	}
	readers := make([]reader, len(ids))
	for i, id := range ids {
		readers[i] = reader{id, r.Texts.In(lang.Of(known[id].Language)), known[id].Settings, !known[id].Leaving.IsZero()}
	}
	return readers, nil
}

// somebody leaves each person standing once; what is nobody's id, 0 or a
// group's, is left out.
func somebody(ids []int64) []int64 {
	return slices.DeleteFunc(space.OnceEach(ids), func(id int64) bool { return id <= 0 })
}

// out is a message that nobody waits for.
func (r *round) out(d space.Due, to int64, text string, keyboard chat.Keyboard) chat.Out {
	return chat.Out{Kind: chat.Say, Chat: to, Lane: chat.Broadcast, Text: text, Keyboard: keyboard, Occasion: d.Name()}
}

// about is such a message that is of use only as long as a booking stands as it
// is now, and its occasion lasts.
func (r *round) about(d space.Due, b space.Booking, to reader, text string, keyboard chat.Keyboard) chat.Out {
	o := r.out(d, to.chat, text, keyboard)
	o.About, o.Until = b.ID, r.point.UseEnds(d, b)
	return o
}

// lines say what a booking is, when and where.
func (r *round) lines(say lang.Speaker, b space.Booking) string {
	return strings.Join([]string{
		say.T("card.title", "Title", lang.Shorten(b.Title, titleShown)),
		say.T("card.when", "When", r.span(say, b.Slot)),
		say.T("card.where", "Room", r.point.RoomName(b.Room, string(say.Tag()))),
	}, "\n")
}

// address is where the Point is, on a line of its own, if the config says so.
func (r *round) address(say lang.Speaker) string {
	if where := r.point.Address.In(string(say.Tag())); where != "" {
		return "\n" + say.T("clock.address", "Address", where)
	}
	return ""
}

func (r *round) span(say lang.Speaker, s space.Slot) string {
	zone := r.point.Zone
	return say.SpanFrom(r.now.In(zone), s.Start.In(zone), s.End.In(zone))
}

// toQueue leads to what waits for a decision.
func (r *round) toQueue(to reader) chat.Keyboard {
	return chat.Keyboard{}.Row(chat.NewButton(to.say.Plain("clock.queue"), chat.Press{Verb: chat.VerbMenu, Subject: r.point.ID, Arg: "queue"}))
}

// bookAnew leads to a new booking at this Point.
func (r *round) bookAnew(to reader) chat.Keyboard {
	return chat.Keyboard{}.Row(chat.NewButton(to.say.Plain("clock.book"), chat.Press{Verb: chat.VerbMenu, Subject: r.point.ID, Arg: "book"}))
}
