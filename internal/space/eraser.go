package space

import (
	"reflect"
	"slices"
)

// Eraser takes a person out of what is kept, or everybody: what happened, where
// and when stays, and Gone stands for who did it. What it is asked about it
// returns as it is to be, and whether that differs.
//
// Names are looked for only in what the person has a part in: what somebody is
// called is often a word of other people's titles as well.
type Eraser struct {
	id     int64    // 0: everybody
	called []string // what the person is called now
	words  []string // what those are called who have a part in what is read
	own    bool     // whether what is read is about what is theirs
}

// EraserOf takes out one person, as they are called now and in what is read.
func EraserOf(who Party) Eraser {
	return Eraser{id: who.ID, called: []string{who.Name, who.Username}}
}

// EraserOfAll takes out everybody.
func EraserOfAll() Eraser { return Eraser{} }

// takes says whether a person is to go. The house itself, and who went before,
// are none.
func (e Eraser) takes(id int64) bool { return id > 0 && (e.id == 0 || e.id == id) }

// knowing is the eraser that knows what those are called, here and now, who have
// a part in something and go.
func (e Eraser) knowing(parties ...Party) Eraser {
	e.words = slices.Clone(e.words)
	for _, p := range parties {
		if e.takes(p.ID) {
			e.words = append(append(e.words, p.Name, p.Username), e.called...)
		}
	}
	return e
}

// about is likewise the eraser for what is somebody's own.
func (e Eraser) about(owner Party) Eraser {
	e = e.knowing(owner)
	e.own = e.takes(owner.ID)
	return e
}

func (e Eraser) party(p Party) Party {
	if e.takes(p.ID) {
		return Gone()
	}
	return p
}

func (e Eraser) partyAt(p *Party) *Party {
	if p == nil {
		return nil
	}
	left := e.party(*p)
	return &left
}

// ids leaves those who stay.
func (e Eraser) ids(all []int64) []int64 {
	if !slices.ContainsFunc(all, e.takes) {
		return all
	}
	left := slices.DeleteFunc(slices.Clone(all), e.takes)
	if len(left) == 0 {
		return nil
	}
	return left
}

// Booking takes the person out of a booking. In the title and description of
// who goes phone numbers and addresses go with their name; those of others stay
// as they are.
func (e Eraser) Booking(b Booking) (Booking, bool) {
	before, owners := b, e.about(b.Resident)
	e = e.in(b)
	b.Resident = e.party(b.Resident)
	b.Event = owners.event(b.Event)
	b.Decision = e.decision(b.Decision)
	b.StillOn, b.Begun = e.word(b.StillOn), e.word(b.Begun)
	b.Remarks = e.remarks(b.Remarks)
	b.Change = e.change(b.Change)
	if b.Change != nil {
		b.Change.Event = owners.event(b.Change.Event)
	}
	b.Messenger = e.ids(b.Messenger)
	return b, !reflect.DeepEqual(before, b)
}

// in is the eraser for what was said about a booking. What others say about one
// that is still to come, and another's, stays as it is.
func (e Eraser) in(b Booking) Eraser {
	own := e.about(b.Resident)
	if !own.own && b.State.Holds() {
		return e
	}
	return own.knowing(b.parties()...)
}

// parties are all who stand in a booking.
func (b Booking) parties() []Party {
	all := []Party{b.Resident}
	for _, d := range []*Decision{b.Decision, b.changeDecision()} {
		if d != nil {
			all = append(all, d.By)
		}
	}
	for _, w := range []*Word{b.StillOn, b.Begun} {
		if w != nil {
			all = append(all, w.By)
		}
	}
	for _, r := range b.Remarks {
		all = append(all, r.By)
	}
	if b.Change != nil {
		all = append(all, b.Change.By)
	}
	return all
}

func (b Booking) changeDecision() *Decision {
	if b.Change == nil {
		return nil
	}
	return b.Change.Decision
}

// event takes out of somebody's own event what tells who they are.
func (e Eraser) event(v Event) Event {
	if e.own {
		v.Title, v.Description = e.text(anonymous(v.Title)), e.text(anonymous(v.Description))
	}
	return v
}

func (e Eraser) decision(d *Decision) *Decision {
	if d == nil {
		return nil
	}
	left := *d
	left.Reason = e.reason(d.By.ID, d.Reason)
	left.By = e.party(d.By)
	return &left
}

// reason leaves of what somebody gave as a reason what is the bot's wording.
func (e Eraser) reason(by int64, reason string) string {
	switch left := ready(reason); {
	case reason == "" || !e.takes(by):
		return e.text(reason)
	case left != "":
		return left
	}
	return removedText
}

func (e Eraser) word(w *Word) *Word {
	if w == nil {
		return nil
	}
	left := *w
	left.By = e.party(w.By)
	return &left
}

func (e Eraser) remarks(all []Remark) []Remark {
	all = slices.Clone(all)
	for i := range all {
		if e.takes(all[i].By.ID) && all[i].Text != "" {
			all[i].Text = removedText
		}
		all[i].Text, all[i].By = e.text(all[i].Text), e.party(all[i].By)
	}
	return all
}

func (e Eraser) change(c *Proposal) *Proposal {
	if c == nil {
		return nil
	}
	left := *c
	left.By, left.Decision = e.party(c.By), e.decision(c.Decision)
	return &left
}

// Entry takes the person out of a line of a booking's log: what was decided
// stays.
func (e Eraser) Entry(b Booking, l Entry) (Entry, bool) {
	before := l
	e = e.in(b).knowing(l.By)
	if l.Heir != nil {
		e = e.knowing(*l.Heir)
	}
	l.Reason = e.reason(l.By.ID, l.Reason)
	l.By, l.Heir = e.party(l.By), e.partyAt(l.Heir)
	return l, !reflect.DeepEqual(before, l)
}

// Lift takes the person out of a wish that they put before all others: that it
// is, stays.
func (e Eraser) Lift(w Wish) (Wish, bool) {
	if w.Lifted == nil || !e.takes(w.Lifted.By.ID) {
		return w, false
	}
	left := *w.Lifted
	left.Reason, left.By = e.reason(left.By.ID, left.Reason), Gone()
	w.Lifted = &left
	return w, true
}

// Series takes the person out of a series.
func (e Eraser) Series(s Series) (Series, bool) {
	before := s
	e = e.about(s.Resident)
	s.Resident, s.Event = e.party(s.Resident), e.event(s.Event)
	s.Messenger = e.ids(s.Messenger)
	if e.own && s.Community == "" {
		s.Later = nil // nobody asks for more of its dates
	}
	return s, !reflect.DeepEqual(before, s)
}
