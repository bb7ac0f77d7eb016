package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"samovar/internal/emulator"
	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	firstRecipient = 5_000_000 // the Telegram id of the first who gets announcements
	announcer      = 4_000_000 // and of who sends them
	besides        = 0.5       // texts a second that others write meanwhile
)

// announce measures how near to Telegram's limit an announcement to very many
// goes out, how long who writes meanwhile waits, and whether the bot's memory
// stays as it is.
func (b *bench) announce(ctx context.Context) (err error) {
	h, err := b.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	few, err := h.announces(ctx, groups, 0)
	if err != nil {
		return err
	}
	b.within(few, 1.05)
	many, err := h.announces(ctx, b.recipients, besides)
	if err != nil {
		return err
	}
	b.within(many, 1.02)
	tail := milliseconds(quantile(many.waits, 0.99))
	b.lines = append(b.lines, line{fmt.Sprintf("reply during an announcement, p50 / p99 of %d, ms", len(many.waits)),
		fmt.Sprintf("%.0f / %.0f", milliseconds(quantile(many.waits, 0.5)), tail), "–", "–", "p99 < 100", tail < 100})
	first, last := many.memory[0], many.memory[len(many.memory)-1]
	grown := last / first
	b.lines = append(b.lines, line{"memory of samovar at the start, the middle and the end of it, MB",
		fmt.Sprintf("%.0f / %.0f / %.0f", first, many.memory[len(many.memory)/2], last), "–", fmt.Sprintf("%.2f", grown), "≤ 1.25", grown <= 1.25})
	refused := h.crowd.refused(http.StatusTooManyRequests)
	b.lines = append(b.lines, line{"429 in all of this", fmt.Sprint(refused), "–", "–", "0", refused == 0})
	return nil
}

// within adds the line about an announcement: what the limit takes for all
// that went out in its time is the peer.
func (b *bench) within(a announced, most float64) {
	took, limit := a.to.Sub(a.from).Seconds(), float64(a.all-1)/perSecond
	b.lines = append(b.lines, line{
		fmt.Sprintf("announcement to %d, with %d other messages meanwhile, seconds, against the limit's", a.recipients, a.all-a.recipients),
		fmt.Sprintf("%.2f", took), fmt.Sprintf("%.2f", limit), fmt.Sprintf("%.3f", took/limit),
		fmt.Sprintf("≤ %.2f", most), took/limit <= most})
}

// announced is how an announcement went.
type announced struct {
	recipients, all int // all with what else was sent between the first and the last
	from, to        time.Time
	waits           []time.Duration // of who wrote meanwhile
	memory          []float64       // of the bot, in MB, from the start to the end
}

// announces sends an announcement to so many while others write so many texts a
// second.
func (h *house) announces(ctx context.Context, n int, texts float64) (a announced, err error) {
	id, err := h.cast(ctx, n)
	if err != nil {
		return a, fmt.Errorf("begin announcement %s: %w", id, err)
	}
	a.recipients = n
	expected := time.Duration(float64(n) / perSecond * float64(time.Second))
	written := make(chan error, 1)
	go func() {
		var err error
		a.waits, err = h.crowd.offer(ctx, asked, texts, expected)
		written <- err
	}()
	err = h.follow(ctx, &a, 2*expected+digestWithin)
	return a, errors.Join(err, <-written)
}

// cast writes the announcement as the desk does, due now.
func (h *house) cast(ctx context.Context, n int) (string, error) {
	b := space.Broadcast{ID: space.NewID(), By: space.Party{ID: announcer, Name: "Иван"}, Text: "В субботу закрыто.", Total: n,
		To: space.Audience{Kind: space.Residents}, State: space.BroadcastSending}
	var to []space.Recipient
	for i := range int64(n) {
		h.crowd.tg.Person(firstRecipient+i, emulator.Profile{First: "Анна", Lang: "ru"}).Opened()
		to = append(to, space.Recipient{Chat: firstRecipient + i})
	}
	h.crowd.tg.Person(announcer, emulator.Profile{First: "Иван", Lang: "ru"}).Opened()
	h.crowd.accepted() // what was before is none of it
	now := time.Now().UTC()
	b.Begun, b.Told = now, now
	return b.ID, h.store.Point(h.point).Commit(ctx, store.Change{
		Broadcasts: []store.BroadcastChange{{After: b, Recipients: to}},
		Due:        []space.Due{{Kind: space.DueBroadcast, Subject: b.ID, For: now, At: now}}}, now)
}

// follow waits until all got it.
func (h *house) follow(ctx context.Context, a *announced, patience time.Duration) error {
	late := time.Now().Add(patience)
	var all []send
	for got, looked := 0, 0; got < a.recipients; looked++ {
		if looked%100 == 0 {
			mb, err := h.samovar.memory()
			if err != nil {
				return err
			}
			a.memory = append(a.memory, mb)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
		some := h.crowd.accepted()
		all = append(all, some...)
		got += toRecipients(some)
		if time.Now().After(late) {
			return fmt.Errorf("%d of %d got it within %s", got, a.recipients, patience)
		}
	}
	mb, err := h.samovar.memory()
	a.memory = append(a.memory, mb)
	a.span(all)
	return err
}

func isRecipient(s send) bool { return s.chat >= firstRecipient }

func toRecipients(all []send) (n int) {
	for _, s := range all {
		if isRecipient(s) {
			n++
		}
	}
	return n
}

// span finds the first and the last message to a recipient, and counts all that
// went out from the one to the other.
func (a *announced) span(all []send) {
	for _, s := range all {
		if isRecipient(s) && a.from.IsZero() {
			a.from = s.at
		}
		if isRecipient(s) {
			a.to = s.at
		}
	}
	for _, s := range all {
		if !s.at.Before(a.from) && !s.at.After(a.to) {
			a.all++
		}
	}
}

// memory is how much of it the program has resident, in MB.
func (p *process) memory() (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("read memory of %s: %w", p.name, err)
	}
	for one := range strings.Lines(string(status)) {
		if number, is := strings.CutPrefix(one, "VmRSS:"); is {
			kilobytes, err := strconv.Atoi(strings.Fields(number)[0])
			return float64(kilobytes) / 1024, err
		}
	}
	return 0, fmt.Errorf("read memory of %s: /proc does not say", p.name)
}
