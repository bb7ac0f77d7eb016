package simulate

import (
	"cmp"
	"slices"
	"time"

	"samovar/internal/space"
)

// could is how much of a slot, free or given up by a booking, those could fill
// who found nothing so far.
func (h *house) could(s space.Slot, without *space.Booking, now time.Time) (time.Duration, error) {
	day := h.point.Day(s.Start)
	v, err := h.view(day, now)
	if err != nil {
		return 0, err
	}
	if without != nil {
		v.Occupancy = v.Without(*without)
	}
	var waiting []space.Wish
	for _, r := range h.unmet {
		if r.onDay(day) {
			waiting = append(waiting, h.wishOf(r))
		}
	}
	slices.SortFunc(waiting, func(a, b space.Wish) int { return cmp.Compare(a.ID, b.ID) })
	return could(v, s, waiting), nil
}

// watch plans to look what is left of a slot that was given up at the last
// moments in which it can be booked.
func (h *house) watch(f *freeing, now time.Time) {
	for from := f.Start; from.Before(f.End); from = from.Add(space.Step) {
		last := from.Add(-h.point.Notice)
		if last.Before(now) {
			continue
		}
		h.plan(last, func(now time.Time) error {
			left, err := h.could(f.Slot, nil, now)
			f.missed = max(f.missed, left)
			return err
		})
	}
}

// wishOf is the wish of a request as it is by now.
func (h *house) wishOf(r *request) space.Wish {
	if w, waits := h.wishes[r.number]; waits {
		return w
	}
	return r.wish()
}
