package scheduler

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// noteLetGo counts what was carried out without a word, because it was missed
// for so long that it is of no use any more.
func (w *watch) noteLetGo(ctx context.Context, change store.Change, now time.Time) {
	if len(change.Outs)+len(change.Bookings) > 0 {
		return
	}
	for _, d := range change.Fired {
		if missed(d, now) {
			w.letGo[d.Kind] += w.missedOf(ctx, d, change, now)
		}
	}
}

// missedOf is how many messages such a thing stood for that are not sent. What
// it was about is read again: a count need not be right to the last one.
func (w *watch) missedOf(ctx context.Context, d space.Due, change store.Change, now time.Time) int {
	late := space.OfUse
	switch {
	case d.Kind == space.DueDigests:
		return w.digestsMissed(d, change, now)
	case d.Kind == space.DueDigest:
		next, err := Next(w.point.Digest, w.point.Zone, d.For)
		if err == nil && len(change.Due) == 0 {
			late = space.DigestUse(d.At, next, now)
		}
	default:
		id, _, _ := strings.Cut(d.Subject, keptFor)
		b, ok, err := w.db.Booking(ctx, id)
		if err == nil && ok && len(change.Due) == 0 {
			late = w.point.UseOf(d, b, now)
		}
	}
	if late == space.TooLate {
		return 1
	}
	return 0
}

// digestsMissed is how many times for digests went by of which none is made.
func (w *watch) digestsMissed(d space.Due, change store.Change, now time.Time) (n int) {
	for at := d.For; !at.After(now); n++ {
		next, err := Next(w.point.Digest, w.point.Zone, at)
		if err != nil {
			return n
		}
		at = next
	}
	if slices.ContainsFunc(change.Due, func(d space.Due) bool { return d.Kind == space.DueDigest }) {
		n--
	}
	return n
}

// reportLetGo says in one line what was let go since the last.
func (w *watch) reportLetGo() {
	var words []string
	for _, kind := range slices.Sorted(maps.Keys(w.letGo)) {
		if n := w.letGo[kind]; n > 0 {
			words = append(words, fmt.Sprint(n, " ", kind))
			w.LetGo(kind, n)
		}
	}
	clear(w.letGo)
	if len(words) > 0 {
		w.Log.Warn("let go what was missed and is of no use any more", "point", w.point.ID, "what", strings.Join(words, ", "))
	}
}
