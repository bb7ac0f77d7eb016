package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// A waiting wish stands once in the line of each of its days, a sorted set of
// one score: by class, within it by holder, within that by when it joined. So
// the wishes of a class can be passed over without being read, and those of a
// holder found in their order. Lifted ones stand by themselves, before all.
const liftedLine = "!"

func lineMember(w space.Wish) string {
	if w.Lifted != nil {
		return fmt.Sprintf("%s %015d %s", liftedLine, w.Lifted.At.UnixMilli(), w.ID)
	}
	return fmt.Sprintf("%s %s %015d %s", w.Class(), w.Holder(), w.Created.UnixMilli(), w.ID)
}

func (p *Point) enterLines(w *writing, wish space.Wish, now time.Time) {
	if wish.State != space.WishWaiting {
		return
	}
	for _, day := range wish.Want.Days(p.space, now) {
		w.enter(p.keys.line(day), lineMember(wish), 0)
	}
}

// leaveLines takes the wish out of every line it may stand in; those of days
// that are past hold nobody up and go with the day.
func (p *Point) leaveLines(w *writing, wish space.Wish) {
	if wish.State != space.WishWaiting {
		return
	}
	for _, day := range wish.Want.Days(p.space, wish.Created) {
		w.leave(p.keys.line(day), lineMember(wish))
	}
}

var lineClasses = loadScript("line_classes")

// LineClasses returns the classes of the wishes that wait on a day, and whether
// any of them is lifted: those are of no class. It takes time for each class.
func (p *Point) LineClasses(ctx context.Context, day space.Date) (classes []space.Class, lifted bool, err error) {
	names, err := lineClasses.Run(ctx, p.store.rdb, []string{p.keys.line(day)}).StringSlice()
	if err != nil && err != redis.Nil {
		return nil, false, fmt.Errorf("read line: %w", err)
	}
	for _, name := range names {
		if name == liftedLine {
			lifted = true
			continue
		}
		// What an older program wrote into the line, which ran on beside this
		// one, must not keep the others from their offers.
		if class, err := space.ParseClass(name); err == nil {
			classes = append(classes, class)
		}
	}
	return classes, lifted, nil
}

var lineHolders = loadScript("line_holders")

// LineHolder is who waits on a day with wishes of a class, and since when.
type LineHolder struct {
	Class space.Class
	ID    string
	Since time.Time // of the first of its wishes
}

// LineHolders returns who waits on a day with wishes of the classes. It takes
// time for each holder of each of them, not for each wish.
func (p *Point) LineHolders(ctx context.Context, day space.Date, classes []space.Class) ([]LineHolder, error) {
	if len(classes) == 0 {
		return nil, nil
	}
	names := make([]any, len(classes))
	for i, class := range classes {
		names[i] = class.String()
	}
	firsts, err := lineHolders.Run(ctx, p.store.rdb, []string{p.keys.line(day)}, names...).Slice()
	if err != nil {
		return nil, fmt.Errorf("read line: %w", err)
	}
	var holders []LineHolder
	for i, members := range firsts {
		for _, member := range members.([]any) {
			if holder, err := lineHolder(member.(string)); err == nil {
				holder.Class = classes[i]
				holders = append(holders, holder)
			}
		}
	}
	return holders, nil
}

func lineHolder(member string) (LineHolder, error) {
	part := strings.Fields(member)
	if len(part) != 4 {
		return LineHolder{}, fmt.Errorf("read line %q: not four parts", member)
	}
	ms, err := strconv.ParseInt(part[2], 10, 64)
	if err != nil {
		return LineHolder{}, fmt.Errorf("read line %q: %w", member, err)
	}
	return LineHolder{ID: part[1], Since: time.UnixMilli(ms).UTC()}, nil
}

// Waiting returns up to n wishes of a holder and class that wait on a day, after
// so many others, in the order they joined.
func (p *Point) Waiting(ctx context.Context, day space.Date, h LineHolder, offset, n int) ([]space.Wish, error) {
	return p.standing(ctx, day, h.Class.String()+" "+h.ID, offset, n)
}

// Lifted returns up to n of the wishes on a day that were lifted, likewise.
func (p *Point) Lifted(ctx context.Context, day space.Date, offset, n int) ([]space.Wish, error) {
	return p.standing(ctx, day, liftedLine, offset, n)
}

// standing are the wishes in a line whose members begin with these words.
func (p *Point) standing(ctx context.Context, day space.Date, words string, offset, n int) ([]space.Wish, error) {
	members, err := p.store.rdb.ZRangeByLex(ctx, p.keys.line(day), beginning(words, offset, n)).Result()
	if err != nil {
		return nil, fmt.Errorf("read line: %w", err)
	}
	return p.wishes(ctx, wishIDs(members))
}

func beginning(words string, offset, n int) *redis.ZRangeBy {
	return &redis.ZRangeBy{Min: "[" + words + " ", Max: "(" + words + "!", Offset: int64(offset), Count: int64(n)}
}

// Line returns up to n of the wishes that wait on a day, the lifted ones and
// then class by class.
func (p *Point) Line(ctx context.Context, day space.Date, n int) ([]space.Wish, error) {
	members, err := p.store.rdb.ZRange(ctx, p.keys.line(day), 0, int64(n-1)).Result()
	if err != nil {
		return nil, fmt.Errorf("read line: %w", err)
	}
	return p.wishes(ctx, wishIDs(members))
}

// LineOf returns up to n wishes of the classes that wait on a day.
func (p *Point) LineOf(ctx context.Context, day space.Date, classes []space.Class, n int) ([]space.Wish, error) {
	if len(classes) == 0 {
		return nil, nil
	}
	found := make([]*redis.StringSliceCmd, len(classes))
	_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, class := range classes {
			found[i] = pipe.ZRangeByLex(ctx, p.keys.line(day), beginning(class.String(), 0, n))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read line: %w", err)
	}
	var members []string
	for _, some := range found {
		members = append(members, some.Val()...)
	}
	return p.wishes(ctx, wishIDs(members[:min(len(members), n)]))
}

// wishIDs are the ids that end the members of a line.
func wishIDs(members []string) []string {
	ids := make([]string, len(members))
	for i, m := range members {
		ids[i] = m[strings.LastIndexByte(m, ' ')+1:]
	}
	return ids
}

// DaysWaited returns the local days, from today to the horizon, that somebody
// waits for.
func (p *Point) DaysWaited(ctx context.Context, now time.Time) ([]space.Date, error) {
	today := p.space.Day(now)
	counts := make([]*redis.IntCmd, p.space.Horizon+1)
	_, err := p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i := range counts {
			counts[i] = pipe.ZCard(ctx, p.keys.line(today.Plus(i)))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count lines: %w", err)
	}
	var days []space.Date
	for i, count := range counts {
		if count.Val() > 0 {
			days = append(days, today.Plus(i))
		}
	}
	return days, nil
}

// WaitingInAll counts the wishes that wait on any day, each once.
func (p *Point) WaitingInAll(ctx context.Context, now time.Time) (int, error) {
	days, err := p.DaysWaited(ctx, now)
	if err != nil || len(days) == 0 {
		return 0, err
	}
	lines := make([]*redis.StringSliceCmd, len(days))
	_, err = p.store.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, day := range days {
			lines[i] = pipe.ZRange(ctx, p.keys.line(day), 0, -1)
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("count who waits: %w", err)
	}
	once := map[string]bool{}
	for _, line := range lines {
		for _, id := range wishIDs(line.Val()) {
			once[id] = true
		}
	}
	return len(once), nil
}
