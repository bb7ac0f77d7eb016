package scheduler

import (
	"context"
	"slices"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// everything is more than is ever due.
const everything = 1 << 30

// planDigests sees to it that exactly one time for digests lies ahead, one of
// the config's spec. One that was missed stays: it comes late, once.
func (w *watch) planDigests(ctx context.Context, now time.Time) error {
	known, err := w.dueDigests(ctx, now)
	if err != nil {
		return err
	}
	change, err := w.oneAhead(known, now)
	if err != nil {
		return err
	}
	if len(change.Due)+len(change.Undue) == 0 {
		return nil
	}
	return w.db.Commit(ctx, change, now)
}

// dueDigests reads what times for digests are planned, the earliest first.
func (w *watch) dueDigests(ctx context.Context, now time.Time) ([]space.Due, error) {
	due, err := w.db.Due(ctx, now, everything)
	if err != nil {
		return nil, err
	}
	upcoming, err := w.db.Upcoming(ctx, now)
	return slices.DeleteFunc(append(due, upcoming...), func(d space.Due) bool { return d.Kind != space.DueDigests }), err
}

// oneAhead leaves one of the known times, or puts the right one in their place.
func (w *watch) oneAhead(known []space.Due, now time.Time) (store.Change, error) {
	if w.point.Digest == "" {
		return store.Change{Undue: known}, nil
	}
	var last time.Time
	var late *space.Due
	for _, d := range known {
		if before := d.For.Add(-d.Lead); d.Lead > 0 && before.After(last) {
			last = before
		}
		if !d.At.After(now) {
			late = &d
		}
	}
	if late != nil {
		return store.Change{Undue: without(known, *late)}, nil
	}
	next, err := w.nextDigests(last, now)
	if err != nil {
		return store.Change{}, err
	}
	if i := slices.IndexFunc(known, func(d space.Due) bool { return d.For.Equal(next.For) }); i >= 0 {
		return store.Change{Undue: without(known, known[i])}, nil
	}
	return store.Change{Due: []space.Due{next}, Undue: known}, nil
}

func without(all []space.Due, one space.Due) []space.Due {
	return slices.DeleteFunc(slices.Clone(all), func(d space.Due) bool { return d.Name() == one.Name() })
}

// nextDigests is the next time for digests after those of last, which its Lead
// tells: so no clock that is late, and no new spec, gives one week two. A zero
// last is none.
func (w *watch) nextDigests(last, now time.Time) (space.Due, error) {
	from := now
	if last.After(now) {
		from = last
	}
	at, err := Next(w.point.Digest, w.point.Zone, from)
	if err != nil {
		return space.Due{}, err
	}
	following, err := Next(w.point.Digest, w.point.Zone, at)
	if err != nil {
		return space.Due{}, err
	}
	d := space.Due{Kind: space.DueDigests}
	if !last.IsZero() {
		if w.sameWeek(last, at) && following.Sub(at) > 6*day {
			at = following
		}
		d.Lead = at.Sub(last)
	}
	d.For, d.At = at, at
	return d, nil
}

func (w *watch) sameWeek(a, b time.Time) bool {
	year, week := a.In(w.point.Zone).ISOWeek()
	y, k := b.In(w.point.Zone).ISOWeek()
	return year == y && week == k
}

// digests plans the digest of each community, and when there are digests next.
func (r *round) digests(d space.Due) (store.Change, error) {
	known, err := r.dueDigests(r.ctx, r.now)
	if err != nil {
		return store.Change{}, err
	}
	change := store.Change{Undue: without(known, d)}
	if r.point.Digest == "" {
		return change, nil
	}
	occasion, err := r.latest(d.For)
	if err != nil {
		return change, err
	}
	next, err := r.nextDigests(occasion, r.now)
	if err != nil {
		return change, err
	}
	change.Undue = without(change.Undue, next)
	change.Due, err = r.digestOfEach(occasion)
	change.Due = append(change.Due, next)
	if err != nil {
		return change, err
	}
	return change, r.followDigests(occasion, &change)
}

// digestOfEach is a digest for each community, for each person who wants one of
// their own, and for the admins, at the time that they have within the span that
// begins with the occasion; none for those whose time is so long past that the
// next is near.
func (r *round) digestOfEach(occasion time.Time) ([]space.Due, error) {
	next, err := Next(r.point.Digest, r.point.Zone, occasion)
	if err != nil {
		return nil, err
	}
	all, err := r.digestReaders()
	due := []space.Due{{Kind: space.DueDigest, Subject: space.DigestOfAdmins, For: occasion, At: occasion}}
	for subject, settings := range all {
		at := settings.DigestAt(occasion, next, r.point.Zone)
		due = append(due, space.Due{Kind: space.DueDigest, Subject: subject, For: occasion, At: at})
	}
	return slices.DeleteFunc(due, func(d space.Due) bool { return d.At.IsZero() || r.stale(d, next) }), err
}

// digestReaders are those for whom a digest is planned, with their settings.
// Who wants none just now has one planned, too, and it is not made: whoever
// wants it again before its time gets it, and nobody gets two.
func (r *round) digestReaders() (map[string]space.Settings, error) {
	all := map[string]space.Settings{}
	communities, err := r.db.Communities(r.ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range communities {
		if c.Active() {
			all[c.ID] = c.Settings
		}
	}
	ids, err := r.db.Digested(r.ctx)
	if err != nil {
		return nil, err
	}
	people, err := r.db.People(r.ctx, ids)
	for _, p := range people {
		all[space.DigestOf(p.ID)] = p.Settings
	}
	return all, err
}

// latest is the last time for digests by now, at least at.
func (r *round) latest(at time.Time) (time.Time, error) {
	for {
		next, err := Next(r.point.Digest, r.point.Zone, at)
		if err != nil || next.After(r.now) {
			return at, err
		}
		at = next
	}
}

// stale says that a digest is of no use any more, next being the time for digests
// after its own: that is here, or within a day, and this one over a day late.
func (r *round) stale(d space.Due, next time.Time) bool {
	late := r.now.Sub(d.At) > day
	return !next.After(r.now) || late && next.Sub(r.now) < day
}

// digestInTime makes a digest that is still of use and wanted, at the end of its
// reader's quiet hours. What waits to be sent is of use until the next is due.
func (r *round) digestInTime(d space.Due) (store.Change, error) {
	if r.point.Digest == "" {
		return store.Change{}, nil
	}
	next, err := Next(r.point.Digest, r.point.Zone, d.For)
	if err != nil || r.stale(d, next) {
		return store.Change{}, err
	}
	readers, wanted, err := r.digestWanted(d.Subject)
	if err != nil || !wanted {
		return store.Change{}, err
	}
	if later := r.whenAwake(readers, next); later.After(r.now) {
		return postponed(d, later), nil
	}
	change, err := r.digest(d)
	for i := range change.Outs {
		change.Outs[i].Until = next
	}
	return change, err
}

// digestWanted says whether a digest is wanted, and returns what those settled
// who read it: the leads, where the group cannot be written to.
func (r *round) digestWanted(subject string) (readers []space.Settings, wanted bool, err error) {
	if subject == space.DigestOfAdmins {
		return nil, true, nil
	}
	if id, ok := space.DigestPerson(subject); ok {
		people, err := r.db.People(r.ctx, []int64{id})
		return settingsOf(people), len(people) == 1 && people[0].Settings.OwnDigest == space.Yes, err
	}
	c, known, err := r.db.Community(r.ctx, subject)
	if err != nil || !known || !c.Active() || c.Settings.NoDigest {
		return nil, false, err
	}
	if _, err := r.shutOut(&c); err != nil {
		return nil, false, err
	}
	if c.Chat != 0 {
		return []space.Settings{c.Settings}, true, nil
	}
	leads, err := r.readers(c.Leads)
	for _, lead := range leads {
		readers = append(readers, lead.settings)
	}
	return readers, true, err
}

func settingsOf(people []space.Person) []space.Settings {
	all := make([]space.Settings, len(people))
	for i, p := range people {
		all[i] = p.Settings
	}
	return all
}
