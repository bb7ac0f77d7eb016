package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// saturate lets the first n people write, each as soon as they were answered,
// and returns the answers a second once it runs evenly.
func (c *crowd) saturate(ctx context.Context, n int, text string, warm, measured time.Duration) (float64, error) {
	from := time.Now().Add(warm)
	until := from.Add(measured)
	var answers atomic.Int64
	err := each(n, func(i int) error {
		for time.Now().Before(until) {
			at, err := c.ask(ctx, i, text)
			if err != nil {
				return err
			}
			if at.After(from) && at.Before(until) {
				answers.Add(1)
			}
		}
		return nil
	})
	return float64(answers.Load()) / measured.Seconds(), err
}

// offer lets people write so many texts a second, one person after the other,
// whether the ones before were answered or not, and returns how long each
// waited, counted from when they were to write.
func (c *crowd) offer(ctx context.Context, text string, perSecond float64, lasting time.Duration) ([]time.Duration, error) {
	n := int(perSecond * lasting.Seconds())
	waits := make([]time.Duration, n)
	began := time.Now()
	err := each(n, func(i int) error {
		due := began.Add(time.Duration(float64(i) / perSecond * float64(time.Second)))
		time.Sleep(time.Until(due))
		at, err := c.ask(ctx, i%len(c.people), text)
		waits[i] = at.Sub(due)
		return err
	})
	return waits, err
}

// each does something n times at once and returns the first error.
func each(n int, do func(i int) error) error {
	var all sync.WaitGroup
	var once sync.Once
	var first error
	for i := range n {
		all.Go(func() {
			if err := do(i); err != nil {
				once.Do(func() { first = err })
			}
		})
	}
	all.Wait()
	return first
}
