package scheduler

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	// lateBy is how late something was missed, and is not only slow.
	lateBy = 10 * time.Minute
	// lateBatch is how many due things are read at once where some were missed:
	// what concerns one reader is to come together.
	lateBatch = 1000
	// togetherMost is how many of them one message lists, and togetherCommit how
	// many one commit carries out.
	togetherMost   = 8
	togetherCommit = 100
)

func missed(d space.Due, now time.Time) bool { return now.Sub(d.At) > lateBy }

// speaks says whether carrying out such a thing only tells somebody something,
// so that it may be told together with others.
func speaks(kind space.DueKind) bool {
	switch kind {
	case space.DueRemind, space.DueStillOn, space.DueStillLeads, space.DueStillAdmins, space.DueUndecided, space.DueReply:
		return true
	}
	return false
}

// catchUp carries out what was missed and concerns the same people, each such
// lot by one commit, and returns what is left to be done one by one.
func (r *round) catchUp(due []space.Due) []space.Due {
	done := map[string]bool{}
	for _, lot := range r.lots(due) {
		if r.settle(r.ctx, lot.due[0], r.now, func(space.Due) (store.Change, error) { return r.atOnce(lot.due) }) != nil {
			continue // one by one it will be seen which of them fails
		}
		for _, d := range lot.due {
			done[d.Name()] = true
			delete(r.held, d.Name())
		}
	}
	return slices.DeleteFunc(due, func(d space.Due) bool { return done[d.Name()] })
}

// lot is what was missed and is told to people who have some of it in common.
type lot struct {
	due   []space.Due
	chats map[int64]bool
}

// lots gathers what was missed by whom it is told to; what is told to nobody
// else than one thing's own readers is in none.
func (r *round) lots(due []space.Due) []*lot {
	var lots []*lot
	for _, d := range due {
		if !speaks(d.Kind) || !missed(d, r.now) {
			continue
		}
		change, err := r.foreseen(d)
		if err != nil || len(change.Outs) == 0 {
			continue
		}
		one := &lot{due: []space.Due{d}, chats: map[int64]bool{}}
		for _, o := range change.Outs {
			one.chats[o.Chat] = true
		}
		lots = joined(lots, one)
	}
	return slices.DeleteFunc(lots, func(l *lot) bool { return len(l.due) == 1 })
}

// joined adds a lot, made one with those that have a reader in common with it.
func joined(lots []*lot, one *lot) []*lot {
	var apart []*lot
	for _, other := range lots {
		if !other.meets(one) || len(other.due)+len(one.due) > togetherCommit {
			apart = append(apart, other)
			continue
		}
		one.due = append(other.due, one.due...)
		for id := range other.chats {
			one.chats[id] = true
		}
	}
	return append(apart, one)
}

func (l *lot) meets(other *lot) bool {
	for id := range other.chats {
		if l.chats[id] {
			return true
		}
	}
	return false
}

// foreseen is what carrying out a due thing would write.
func (r *round) foreseen(d space.Due) (change store.Change, err error) {
	defer caught(&err)
	return r.change(d)
}

// atOnce is what carrying out a lot writes: all of it, and to each reader one
// message in place of several.
func (r *round) atOnce(lot []space.Due) (store.Change, error) {
	all := store.Change{Fired: lot[1:]}
	var outs []chat.Out
	for _, d := range lot {
		one, err := r.change(d)
		if err != nil {
			return all, err
		}
		all.Expect, all.Due = append(all.Expect, one.Expect...), append(all.Due, one.Due...)
		outs = append(outs, one.Outs...)
	}
	var err error
	all.Outs, err = r.listed(outs)
	return all, err
}

// listed makes one message of those to the same person, or few where it would
// be too long.
func (r *round) listed(outs []chat.Out) ([]chat.Out, error) {
	to := map[int64][]chat.Out{}
	var ids []int64
	for _, o := range outs {
		ids = append(ids, o.Chat)
		to[o.Chat] = append(to[o.Chat], o)
	}
	readers, err := r.readers(ids)
	var listed []chat.Out
	for _, one := range readers {
		own := to[one.chat]
		for len(own) > 0 {
			n := fitting(one.say, own)
			listed = append(listed, list(one.say, own[:n]))
			own = own[n:]
		}
	}
	return listed, err
}

// fitting is how many of the messages one message can list, at least one.
func fitting(say lang.Speaker, outs []chat.Out) int {
	n := min(togetherMost, len(outs))
	for n > 1 && len(utf16.Encode([]rune(list(say, outs[:n]).Text))) > longestMessage {
		n--
	}
	return n
}

// together divides the occasions of a message that has several.
const together = " + "

// longestMessage is what Telegram takes, in UTF-16 units.
const longestMessage = 4096

// list is one message that says what several say, numbered, as their buttons
// are. A button that all would have stands once, below them. It has no name:
// what is said later about one of its things must not take the others away. It is
// of use as long as one of them is, and one of its bookings stands.
func list(say lang.Speaker, outs []chat.Out) chat.Out {
	if len(outs) == 1 {
		return outs[0]
	}
	one := chat.Out{Kind: chat.Say, Chat: outs[0].Chat, Lane: outs[0].Lane, Occasion: outs[0].Occasion, About: abouts(outs), Until: longest(outs), Text: say.T("late.head")}
	var common []chat.Button
	for i, o := range outs {
		if i > 0 {
			one.Occasion += together + o.Occasion
		}
		one.Text += fmt.Sprintf("\n\n<b>%d.</b> %s", i+1, o.Text)
		for _, row := range o.Keyboard {
			var own []chat.Button
			for _, b := range row {
				switch {
				case !shared(outs, b):
					b.Text = fmt.Sprintf("%d. %s", i+1, b.Text)
					own = append(own, b)
				case !slices.Contains(common, b):
					common = append(common, b)
				}
			}
			one.Keyboard = one.Keyboard.Row(own...)
		}
	}
	one.Keyboard = one.Keyboard.Grid(1, common...)
	return one
}

// abouts are the bookings that messages are about; none, if one is about no
// booking and so stays whatever becomes of them.
func abouts(outs []chat.Out) string {
	var all []string
	for _, o := range outs {
		if o.About == "" {
			return ""
		}
		if !slices.Contains(all, o.About) {
			all = append(all, o.About)
		}
	}
	return strings.Join(all, chat.AndAbout)
}

// longest is when the last of messages is of no use any more.
func longest(outs []chat.Out) (until time.Time) {
	for _, o := range outs {
		if o.Until.IsZero() {
			return time.Time{}
		}
		if o.Until.After(until) {
			until = o.Until
		}
	}
	return until
}

// shared says whether more than one of the messages has the button.
func shared(outs []chat.Out, b chat.Button) bool {
	n := 0
	for _, o := range outs {
		for _, row := range o.Keyboard {
			if slices.Contains(row, b) {
				n++
			}
		}
	}
	return n > 1
}
