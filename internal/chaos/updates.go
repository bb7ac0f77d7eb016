package chaos

import (
	"fmt"
	"time"
)

// Sent is something that a person did.
type Sent struct {
	Update int64
	At     time.Time
}

// Updates is what became of all that people did.
type Updates struct {
	Sent      int // as often as somebody wrote or pressed
	Handled   int
	Forgotten int // sent in a lapse, and not as they should be
	Wrong     []string
}

// AuditUpdates holds what people wrote and pressed against what was done about
// it: each came into an inbox once, its effect was written once, and it was
// answered. What was sent in a lapse may be forgotten instead, but not doubled.
func AuditUpdates(sent []Sent, j *Journal, lapses Lapses) Updates {
	u := Updates{Sent: len(sent)}
	for _, s := range sent {
		id := s.Update
		done := j.Taken[id] > 0 && j.Handled[id] > 0 && j.Answers[id] > 0
		twice := j.Taken[id] > 1 || j.Handled[id] > 1
		switch {
		case !done && !twice && lapses.Holds(s.At):
			u.Forgotten++
		case j.Taken[id] != 1:
			u.wrong("update %d was taken in %d times", id, j.Taken[id])
		case j.Handled[id] != 1:
			u.wrong("the effect of update %d was written %d times", id, j.Handled[id])
		case j.Answers[id] == 0:
			u.wrong("update %d has no answer", id)
		default:
			u.Handled++
		}
	}
	return u
}

func (u *Updates) wrong(format string, args ...any) {
	u.Wrong = append(u.Wrong, fmt.Sprintf(format, args...))
}
