package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"time"

	"samovar/handlers"
	"samovar/internal/chart"
	"samovar/internal/chat"
	"samovar/internal/demo"
	"samovar/internal/digest"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// defaultSizes are the numbers of bookings that growth is measured at.
const defaultSizes = "1000,10000,100000,1000000"

// growsAtMost is how much slower all may be at the last size than at the first.
const growsAtMost = 1.3

// aspects are what is measured as bookings grow in number, and how often in a
// round.
var aspects = []struct {
	name  string
	times int
	do    func(*aged, context.Context) error
}{
	{"reservation", 100, (*aged).reserves},
	{"free times of half a year in four rooms", 10, (*aged).frees},
	{"queue page", 50, (*aged).queues},
	{"digest's composition", 10, (*aged).digests},
}

// growth measures whether things take longer where there are more bookings. The
// houses stand beside each other and are asked in turns.
func (b *bench) growth(ctx context.Context) (err error) {
	sizes, err := b.fitting()
	if err != nil {
		return err
	}
	var all []*aged
	defer func() {
		for _, h := range all {
			err = errors.Join(err, h.close())
		}
	}()
	for _, size := range sizes {
		h, err := b.age(ctx, size)
		if err != nil {
			return fmt.Errorf("fill with %d bookings: %w", size, err)
		}
		all = append(all, h)
	}
	took := make([][][]float64, len(aspects)) // by aspect, by size, a round each; in ms
	for i := range aspects {
		took[i] = make([][]float64, len(all))
	}
	for range b.rounds {
		for i := range aspects {
			for j, h := range all {
				ms, err := h.median(ctx, aspects[i].times, aspects[i].do)
				if err != nil {
					return fmt.Errorf("%s of %d bookings: %w", aspects[i].name, h.size, err)
				}
				took[i][j] = append(took[i][j], ms)
			}
		}
	}
	return b.grown(sizes, took)
}

// grown adds the lines and draws them.
func (b *bench) grown(sizes []int, took [][][]float64) error {
	bars := chart.Bars{Title: "Time as bookings grow in number, against that at the first size", Aim: growsAtMost, AimIs: fmt.Sprintf("aim: at most %.1f", growsAtMost)}
	for i, a := range aspects {
		g := chart.Group{Name: a.name}
		for j, size := range sizes {
			p := pairs{ours: took[i][j], peer: took[i][0]}
			ratio := median(p.ratios())
			g.Bars = append(g.Bars, chart.Bar{Name: thousands(size), Value: ratio, Text: fmt.Sprintf("%.2f: %.2f ms", ratio, median(p.ours))})
			if j > 0 {
				b.compare(fmt.Sprintf("%s at %s bookings, ms, against %s", a.name, thousands(size), thousands(sizes[0])), "%.2f", p, "≤ 1.3", atMost(growsAtMost))
			}
		}
		bars.Groups = append(bars.Groups, g)
	}
	return b.draw("growth", bars)
}

// thousands writes a number as people read it.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// Redis takes so much for a booking that is over, its lists and log included, and
// it takes more while it writes.
const bytesEach, spare = 2600, 1.3

// fitting are the sizes that the memory is enough for; the others are named.
func (b *bench) fitting() (sizes []int, err error) {
	free, err := strconv.Atoi(strings.TrimSuffix(firstIn("/proc/meminfo", "MemAvailable"), " kB"))
	if err != nil {
		return nil, fmt.Errorf("read free memory: %w", err)
	}
	need := 0.0
	for text := range strings.SplitSeq(b.sizes, ",") {
		size, err := strconv.Atoi(text)
		if err != nil || size < aheadAndLately {
			return nil, fmt.Errorf("read sizes: %q is no number of at least %d", text, aheadAndLately)
		}
		if need += float64(size) * bytesEach * spare; need > float64(free)*1024 {
			fmt.Fprintf(os.Stderr, "left out: %s bookings would need %.1f GB in all, there are %.1f\n", thousands(size), need/1e9, float64(free)*1024/1e9)
			break
		}
		sizes = append(sizes, size)
	}
	if len(sizes) == 0 {
		return nil, errors.New("there is not enough memory for any size")
	}
	return sizes, nil
}

// median is how long something takes in the middle of several times, in ms.
func (h *aged) median(ctx context.Context, times int, do func(*aged, context.Context) error) (float64, error) {
	var all []float64
	for range times + 1 {
		began := time.Now()
		if err := do(h, ctx); err != nil {
			return 0, err
		}
		all = append(all, milliseconds(time.Since(began)))
	}
	return median(all[1:]), nil // the first wakes what has slept
}

// reserves writes a request for a slot behind all others.
func (h *aged) reserves(ctx context.Context) error {
	change := request(h.point, h.made, h.now.AddDate(0, 0, daysAhead+10))
	change.EndSession, change.People = nil, nil // their versions are not what this is about
	h.made++
	for h.made%collideEvery == 0 {
		h.made++
	}
	return h.db.Commit(ctx, change, h.now)
}

// frees looks for the times at which a lecture of two hours could be held.
func (h *aged) frees(ctx context.Context) error {
	held, err := h.db.Occupancy(ctx, h.now, h.now.AddDate(0, 0, daysAhead+1))
	if err != nil {
		return err
	}
	view := space.View{Point: h.point, Occupancy: held, Now: h.now}
	event, found := space.Event{Title: "Лекция", Format: space.Lecture, Headcount: 20}, 0
	for day := range daysAhead {
		for _, room := range h.point.Rooms {
			found += len(view.Starts(h.point.Day(h.now).Plus(day), event, room.ID, 2*time.Hour))
		}
	}
	if found == 0 {
		return errors.New("nothing is free")
	}
	return nil
}

// firstQueue is the number of the first update that asks for the queue, beyond
// those of the reservations.
const firstQueue = 1_000_000_000

// queues shows an admin the oldest request, as a message that is written.
func (h *aged) queues(ctx context.Context) error {
	h.asked++
	return h.desk.Handle(ctx, chat.Event{ID: firstQueue + h.asked, At: h.now, Kind: chat.Command, Command: "queue",
		Place: chat.Place{ID: announcer, Type: chat.Private}, From: chat.Person{ID: announcer, Name: "Иван", Language: "ru"}})
}

// digests composes that of one community, and reads all for it that digests have
// in common.
func (h *aged) digests(ctx context.Context) error {
	c := digest.Composer{Point: h.point, Store: h.db, Texts: h.texts, Now: h.now}
	made, err := c.Compose(ctx, digest.OfCommunity(demo.Communities()[7], true))
	if err == nil && made.Empty() {
		err = errors.New("there is nothing to tell")
	}
	return err
}

// served is a desk before the house.
func (h *aged) served() (err error) {
	if h.texts, err = lang.Load(); err != nil {
		return fmt.Errorf("load texts: %w", err)
	}
	h.desk = handlers.New(handlers.Options{Store: h.store, Points: []*space.Point{h.point}, Texts: h.texts, Username: "samovar_bot",
		Silence: time.Hour, Now: func() time.Time { return h.now }, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	return nil
}
