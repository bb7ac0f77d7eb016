package simulate

import (
	"cmp"
	"container/heap"
	"time"
)

// task is something that happens at a time.
type task struct {
	at     time.Time
	number int // tasks of one time go in the order they were planned
	do     func(now time.Time) error
}

// agenda is what is going to happen, the next on top: the clock that is moved.
type agenda struct {
	tasks   []task
	planned int
}

func (a *agenda) Len() int { return len(a.tasks) }
func (a *agenda) Less(i, j int) bool {
	return cmp.Or(a.tasks[i].at.Compare(a.tasks[j].at), cmp.Compare(a.tasks[i].number, a.tasks[j].number)) < 0
}
func (a *agenda) Swap(i, j int) { a.tasks[i], a.tasks[j] = a.tasks[j], a.tasks[i] }
func (a *agenda) Push(x any)    { a.tasks = append(a.tasks, x.(task)) }
func (a *agenda) Pop() any {
	last := len(a.tasks) - 1
	x := a.tasks[last]
	a.tasks = a.tasks[:last]
	return x
}

// plan lets something happen at a time.
func (a *agenda) plan(at time.Time, do func(now time.Time) error) {
	a.planned++
	heap.Push(a, task{at, a.planned, do})
}

// play lets all happen.
func (a *agenda) play() error {
	for a.Len() > 0 {
		next := heap.Pop(a).(task)
		if err := next.do(next.at); err != nil {
			return err
		}
	}
	return nil
}
