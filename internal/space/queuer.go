package space

import (
	"cmp"
	"container/heap"
	"slices"
	"time"
)

// queueHolder is a holder in a line: all its wishes share its standing.
type queueHolder struct {
	Standing
	figure time.Duration
}

// queuer is a wish in a line, with what it is ordered by.
type queuer struct {
	wish   *Wish
	holder *queueHolder
}

// order is what Order says, of figures that are known.
func (q queuer) order(o queuer) int {
	return cmp.Or(byLift(q.wish, o.wish), cmp.Compare(q.holder.figure, o.holder.figure), byJoining(q.wish, o.wish))
}

// queuers is a heap of them, the first to be served on top.
type queuers []queuer

func (q queuers) Len() int           { return len(q) }
func (q queuers) Less(i, j int) bool { return q[i].order(q[j]) < 0 }
func (q queuers) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queuers) Push(x any)        { *q = append(*q, x.(queuer)) }
func (q *queuers) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	*q = (*q)[:last]
	return x
}

// gave counts a slot that the holder was offered, and puts the others in order
// again where that changes it.
func (q *queuers) gave(p *Point, h *queueHolder, s Slot, policy Policy) {
	h.Standing = p.Ahead(h.Standing, s)
	h.figure = h.Figure(policy)
	if slices.ContainsFunc(*q, func(o queuer) bool { return o.holder == h }) {
		heap.Init(q)
	}
}

// queue asks once for the standing of each holder in the line.
func queue(line []*Wish, standing func(holder string) Standing, policy Policy) queuers {
	holders := map[string]*queueHolder{}
	all := make(queuers, len(line))
	for i, w := range line {
		id := w.Holder()
		h, known := holders[id]
		if !known {
			s := standing(id)
			h = &queueHolder{s, s.Figure(policy)}
			holders[id] = h
		}
		all[i] = queuer{w, h}
	}
	heap.Init(&all)
	return all
}
