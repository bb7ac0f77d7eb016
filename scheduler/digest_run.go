package scheduler

import (
	"strconv"
	"strings"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// A run of digests is all those of one occasion. It is followed like a
// broadcast, so that the admins see how it went; but each digest is made when it
// is due, so that nobody knows beforehand how many there will be.

const (
	// tellRunEvery is how often the progress of a run is told: seldom, for most
	// are over by then, and the admins need no second message about them.
	tellRunEvery = 10 * time.Second
	// runLost is how long a run is followed at most.
	runLost = day
)

// runOf names the run of digests of an occasion.
func runOf(occasion time.Time) string { return "digest-" + strconv.FormatInt(occasion.Unix(), 10) }

// followDigests begins to follow a run, unless that is done.
func (r *round) followDigests(occasion time.Time, change *store.Change) error {
	_, known, err := r.db.Broadcast(r.ctx, runOf(occasion))
	if err != nil || known {
		return err
	}
	b := space.Broadcast{ID: runOf(occasion), To: space.Audience{Kind: space.DigestReaders},
		State: space.BroadcastSending, Begun: r.now, Told: r.now}
	change.Broadcasts = append(change.Broadcasts, store.BroadcastChange{After: b})
	change.Due = append(change.Due, space.Due{Kind: space.DueBroadcast, Subject: b.ID, For: r.now, At: r.now})
	return nil
}

// digestRun tells the admins how a run goes, where that takes long, and how it
// went once no digest of it is due, and all that were made are accounted for.
// Those that come later, because their readers want them at another time, are
// not waited for.
func (r *round) digestRun(d space.Due, before space.Broadcast, tally space.Tally) (store.Change, error) {
	waiting, err := r.digestsDue(before.ID)
	if err != nil {
		return store.Change{}, err
	}
	after, change := before, store.Change{}
	after.Handed = tally[space.Made]
	after.Total = after.Handed + waiting
	over := waiting == 0 && tally.Accounted() >= after.Handed && r.now.After(before.Begun)
	lost := r.now.Sub(before.Begun) > runLost
	switch {
	case over || lost:
		after.Ended, after.State = r.now, space.BroadcastSent
	case tally.Accounted() != before.Shown && r.now.Sub(before.Told) >= tellRunEvery:
		after.Told, after.Shown = r.now, tally.Accounted()
	default:
		return store.Change{Due: []space.Due{r.stepAfter(d, after, tally)}}, nil
	}
	if !over && !lost {
		change.Due = []space.Due{r.stepAfter(d, after, tally)}
	}
	change.Broadcasts = []store.BroadcastChange{{Before: &before, After: after}}
	return change, r.tellRun(d, after, tally, &change)
}

// digestsDue is how many digests of a run are due and not made yet.
func (r *round) digestsDue(run string) (n int, err error) {
	due, err := r.db.Due(r.ctx, r.now, everything)
	for _, d := range due {
		if d.Kind == space.DueDigest && d.Subject != space.DigestOfAdmins && runOf(d.For) == run {
			n++
		}
	}
	return n, err
}

// tellRun tells the admins, without a sound, in one message; nothing where
// nobody had anything to read, or nothing became of any.
func (r *round) tellRun(d space.Due, b space.Broadcast, tally space.Tally, change *store.Change) error {
	if b.Total == 0 || tally.Accounted() == 0 {
		return nil
	}
	staff, err := r.db.Staff(r.ctx)
	if err != nil {
		return err
	}
	missed, err := r.missed(b)
	if err != nil {
		return err
	}
	readers, err := r.readers(staff.Admins(r.point))
	for _, to := range readers {
		change.Outs = append(change.Outs, r.castPanel(d, b, to, runText(to.say, b, tally, missed), nil))
	}
	return err
}

func runText(say lang.Speaker, b space.Broadcast, tally space.Tally, missed []unreached) string {
	key := "announce.digest_progress"
	if !b.Ended.IsZero() {
		key = "announce.digest_sent"
	}
	lines := append([]string{say.T(key, "Count", tally[space.Delivered], "Total", b.Total)}, failures(say, tally)...)
	if b.Ended.IsZero() {
		missed = nil
	}
	return strings.Join(append(lines, missedLines(say, missed)...), "\n")
}
