package space

import (
	"slices"
	"time"
)

// Remark is what one side wrote to the other about a request: an admin what is
// to change, or who answers for it a reply.
type Remark struct {
	By    Party     `json:"by"`
	At    time.Time `json:"at"`
	Text  string    `json:"text,omitempty"` // "": the request was changed instead of a reply
	Admin bool      `json:"admin,omitempty"`
}

// MostRemarks is how many remarks a booking keeps, the latest.
const MostRemarks = 10

// With returns the booking with one more remark.
func (b Booking) With(r Remark) Booking {
	all := append(slices.Clone(b.Remarks), r)
	b.Remarks = all[max(0, len(all)-MostRemarks):]
	return b
}

// RemarksOn are what was written about several bookings, in its order: what was
// said of all of them is kept with each, and comes once.
func RemarksOn(all []Booking) []Remark {
	var some []Remark
	for _, b := range all {
		for _, r := range b.Remarks {
			if !slices.ContainsFunc(some, r.same) {
				some = append(some, r)
			}
		}
	}
	slices.SortStableFunc(some, func(a, b Remark) int { return a.At.Compare(b.At) })
	return some
}

func (r Remark) same(o Remark) bool {
	return r.By.ID == o.By.ID && r.At.Equal(o.At) && r.Text == o.Text
}

// Worded returns the remark that the booking's latest decision came with, if
// it came with one.
func (b Booking) Worded() (Remark, bool) {
	if len(b.Remarks) == 0 || b.Decision == nil {
		return Remark{}, false
	}
	last := b.Remarks[len(b.Remarks)-1]
	return last, last.leadsTo() == b.Decision.State && last.At.Equal(b.Decision.At)
}

// leadsTo is the state that a remark brings a booking into.
func (r Remark) leadsTo() State {
	if r.Admin {
		return ChangesAsked
	}
	return Requested
}

// DueReply is the reminder that an answer is wanted of who asked for a booking.
const DueReply DueKind = "reply"

// ReplyAfter is how long nobody answers before that reminder comes.
const ReplyAfter = 24 * time.Hour

// Unanswered says whether the booking waits for an answer to what was asked
// then; to the second, as the names of due things know it.
func (b Booking) Unanswered(asked time.Time) bool {
	return b.State == ChangesAsked && b.Decision != nil && b.Decision.At.Unix() == asked.Unix()
}

// replyAgenda is what the clock has to do while the booking waits for an
// answer: to remind of it, where it comes before the booking's time.
func replyAgenda(b Booking, now time.Time) []Due {
	if b.Decision == nil {
		return nil
	}
	asked := b.Decision.At
	remind := Due{Kind: DueReply, Subject: b.ID, For: asked, At: asked.Add(ReplyAfter)}
	if !remind.At.Before(b.Start) {
		return nil
	}
	return after(now, remind)
}
