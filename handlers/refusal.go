package handlers

import (
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
)

// refusalText says why a booking cannot be, by which rule and its figures, as
// one sentence in HTML.
func refusalText(say lang.Speaker, p *space.Point, r *space.Refusal) string {
	room := roomName(say, p, r.Room.ID)
	switch r.Reason {
	case space.TooBig:
		if r.Room.Seats >= mostSeatsOf(p) {
			return say.T("refusal.too_big_for_all", "Count", r.Room.Seats)
		}
		return say.T("refusal.too_big", "Room", room, "Count", r.Room.Seats)
	case space.LacksEquipment:
		return say.T("refusal.lacks_equipment", "Room", room, "What", equipmentNames(say, p, r.Equipment))
	case space.Closed:
		return closedText(say, p, r.Closure)
	case space.HouseFull:
		if r.Free <= 0 {
			return say.T("refusal.house_packed")
		}
		return say.T("refusal.house_full", "Count", r.Free)
	case space.OverQuota:
		return hitText(say, p, r.Hit)
	}
	return say.T("refusal."+string(r.Reason),
		"Length", lengthText(say, time.Duration(r.Limit)),
		"Day", say.Day(noonOf(p, r.Until)),
		"Open", lang.Clock(r.Hours.Open), "Close", lang.Clock(r.Hours.Close))
}

// mostSeatsOf is what the largest room has.
func mostSeatsOf(p *space.Point) int {
	most := 0
	for _, room := range p.Rooms {
		most = max(most, room.Seats)
	}
	return most
}

// hitText says which quota is hit, with its figures, and when it will be none.
func hitText(say lang.Speaker, p *space.Point, h *space.Hit) string {
	if h == nil {
		return say.T("refusal.over_quota")
	}
	text := ""
	switch h.Quota {
	case space.QuotaAhead:
		text = say.T("quota.ahead", "Has", say.Length(time.Duration(h.Has)), "Limit", say.Length(time.Duration(h.Limit)))
	case space.QuotaRequests:
		text = say.T("quota.requests", "Count", h.Has, "Most", h.Limit)
	case space.QuotaEvenings:
		text = say.T("quota.evenings", "Month", say.Month(noonOf(p, h.Month)), "Count", h.Has, "Most", h.Limit)
	}
	if soft := p.Policy.Quota.Soft; soft > 0 && h.Quota != space.QuotaRequests {
		if say.Tag() != lang.Chinese {
			text += " "
		}
		text += say.T("quota.soft", "Count", soft)
	}
	return text
}

// closedText says why the house, or a room, is closed; without a closure it is
// the weekday.
func closedText(say lang.Speaker, p *space.Point, c *space.Closure) string {
	if c == nil {
		return say.T("refusal.closed")
	}
	days, why := daysText(say, p, *c), c.Reason.In(string(say.Tag()))
	if c.Room == "" {
		return say.T("refusal.closed_days", "Days", days, "Why", why)
	}
	return say.T("refusal.closed_room", "Room", roomName(say, p, c.Room), "Days", days, "Why", why)
}

// daysText writes the days of a closure.
func daysText(say lang.Speaker, p *space.Point, c space.Closure) string {
	first, last := say.Day(noonOf(p, c.First)), say.Day(noonOf(p, c.Last))
	if first == last {
		return first
	}
	return first + " – " + last
}

// noonOf is the middle of a local day.
func noonOf(p *space.Point, d space.Date) time.Time {
	return p.At(d, int(lang.Noon)).In(p.Zone)
}

// lengthText writes a length of time, in days where it is whole days.
func lengthText(say lang.Speaker, d time.Duration) string {
	const day = 24 * time.Hour
	if d >= day && d%day == 0 {
		return say.Plain("time.days", "Count", int(d/day))
	}
	return say.Length(d)
}

// troubleText says what is wrong with something a person wrote, in HTML.
func troubleText(say lang.Speaker, tr lang.Trouble) string {
	return say.T("trouble."+string(tr.Kind), "Words", shorten(tr.Words, 60))
}
