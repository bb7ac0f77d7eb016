package chaos

import "fmt"

// Updates is what became of all that people did.
type Updates struct {
	Sent    int // as often as somebody wrote or pressed
	Handled int
	Wrong   []string
}

// AuditUpdates holds what people wrote and pressed against what was done about
// it: each came into an inbox once, its effect was written once, and it was
// answered.
func AuditUpdates(sent []int64, j *Journal) Updates {
	u := Updates{Sent: len(sent)}
	for _, id := range sent {
		switch {
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
