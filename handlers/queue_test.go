package handlers

import (
	"testing"
	"time"

	"samovar/internal/space"
)

func TestTheQueueIsTurnedAndDecided(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	boss.says("/queue")
	boss.sees("everything is decided")
	var all []space.Booking
	for i, title := range []string{"One", "Two", "Three"} {
		h.now = h.now.Add(time.Minute)
		all = append(all, anna.asks(func(b *space.Booking) {
			b.Title, b.Start, b.End = title, h.at(26+i%2, 10+float64(2*i)), h.at(26+i%2, 11+float64(2*i))
		}))
	}
	boss.says("/queue")
	boss.sees("1 of 3", "One")
	boss.presses("›")
	boss.sees("2 of 3", "Two")
	boss.forges("decide:" + all[1].ID + ":1:yes=1")
	h.is(all[1], space.Confirmed)
	boss.sees("2 of 2", "Three")
	boss.forges("decide:" + all[2].ID + ":1:city=1")
	boss.sees("1 of 1", "One")
	boss.forges("decide:" + all[2].ID + ":1:yes=1")
	boss.sees("Already decided")
	boss.forges("decide:" + all[0].ID + ":1:yes=0")
	boss.sees("everything is decided")
	anna.forges("queue::0:0")
	anna.sees("только администраторы")
}
