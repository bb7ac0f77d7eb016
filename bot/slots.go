package bot

import "context"

// slots is room for so many goroutines at a time.
type slots chan struct{}

func newSlots(n int) slots { return make(slots, n) }

// acquire waits for one free slot and takes up to most; 0 when the context ends.
func (s slots) acquire(ctx context.Context, most int) int {
	select {
	case <-ctx.Done():
		return 0
	case s <- struct{}{}:
	}
	n := 1
	for ; n < most && s.try(); n++ {
	}
	return n
}

// try takes a slot if one is free.
func (s slots) try() bool {
	select {
	case s <- struct{}{}:
		return true
	default:
		return false
	}
}

func (s slots) release(n int) {
	for range n {
		<-s
	}
}
