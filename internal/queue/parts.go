package queue

import (
	"cmp"
	"container/heap"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// How many wishes of a part are read at once: few at first, for mostly one of
// them fits, and twice as many each time after.
const (
	firstPage = 8
	mostPage  = 512
)

// account is what a holder has, offers of this round included. All its wishes
// share it, lifted or not.
type account struct {
	standing space.Standing
	figure   time.Duration
	share    *store.Share // that the standing began as, until the change depends on it
}

// part is what one holder waits for by wishes of one class, read as far as was
// needed; or all of its wishes that were lifted, of no class.
type part struct {
	store.LineHolder
	*account
	lifted bool
	next   time.Time // when its next wish joined
	offset int
	page   int          // how many were asked for last
	wishes []space.Wish // read ahead
	ended  bool         // no more are to be read
}

// parts is a heap, the first to be served on top: see space.Order.
type parts []*part

func (p parts) Len() int { return len(p) }
func (p parts) Less(i, j int) bool {
	a, b := p[i], p[j]
	if a.lifted != b.lifted {
		return a.lifted
	}
	return cmp.Or(cmp.Compare(a.figure, b.figure), a.next.Compare(b.next), cmp.Compare(a.ID, b.ID)) < 0
}
func (p parts) Swap(i, j int) { p[i], p[j] = p[j], p[i] }

// Push and Pop are for package heap.
func (p *parts) Push(x any) { *p = append(*p, x.(*part)) }
func (p *parts) Pop() any {
	last := len(*p) - 1
	x := (*p)[last]
	*p = (*p)[:last]
	return x
}

func (p *parts) sort()        { heap.Init(p) }
func (p *parts) pop() *part   { return heap.Pop(p).(*part) }
func (p *parts) push(x *part) { heap.Push(p, x) }
