package space

import "time"

// DigestTime is when a week's digest comes, in the Point's local time.
type DigestTime struct {
	Weekday time.Weekday `json:"weekday"`
	Minute  int          `json:"minute"` // after midnight
}

// DigestTimeOf is the weekday and the time of day of an instant.
func DigestTimeOf(t time.Time, zone *time.Location) DigestTime {
	local := t.In(zone)
	return DigestTime{local.Weekday(), local.Hour()*60 + local.Minute()}
}

// DigestAt is when a reader's digest comes that belongs to the Point's time for
// digests at occasion, next being the one after that: at their own time between
// the two, once. Where the Point has digests more often than weekly most of
// these spans do not hold that time, and it is zero.
func (s Settings) DigestAt(occasion, next time.Time, zone *time.Location) time.Time {
	if s.Digest == nil {
		return occasion
	}
	first := DigestTimeOf(occasion, zone)
	days := (int(s.Digest.Weekday) - int(first.Weekday) + 7) % 7
	if days == 0 && s.Digest.Minute < first.Minute {
		days = 7
	}
	day := DateOf(occasion.In(zone))
	// A wall clock that jumps may carry the time over an end of the span: it
	// belongs there by what the clock was to show.
	at := later((&Point{Zone: zone}).At(day.Plus(days), s.Digest.Minute), occasion)
	last := DigestTimeOf(next, zone)
	span := day.DaysTo(DateOf(next.In(zone)))
	switch outside := days > span || days == span && s.Digest.Minute >= last.Minute; {
	case outside && span >= 7:
		return occasion // the clock jumped over the reader's time and the Point's
	case outside:
		return time.Time{}
	case !at.Before(next):
		return next.Add(-time.Minute)
	}
	return at
}

// Redigest is when a digest comes that was planned for some time and not made
// yet, after its reader's settings became these: at the new time, if that still
// lies ahead in its span; else it stays, and the new time holds from the next
// one on. So no week has two, nor none.
func (s Settings) Redigest(planned, occasion, next, now time.Time, zone *time.Location) time.Time {
	if at := s.DigestAt(occasion, next, zone); at.After(now) {
		return at
	}
	return planned
}

// HadDigest says whether a reader with these settings had their own digest that
// belongs to the occasion: whether its time came after they first wanted it.
func (s Settings) HadDigest(occasion, next, now time.Time, zone *time.Location) bool {
	at := s.DigestAt(occasion, next, zone)
	return s.OwnDigest != Unasked && at.After(s.Since) && !at.After(now)
}
