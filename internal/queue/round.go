package queue

import (
	"context"
	"slices"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// round hands out what is free on a day, the fairest first. The line is in
// parts, a holder's wishes of a class each; parts that nothing is for are never
// read.
type round struct {
	Queue
	ctx    context.Context
	day    space.Date
	change *store.Change
	*space.Round
	line  parts
	none  map[string]bool // classes nothing is left for
	away  map[int64]bool  // residents who cannot be written to, of the wishes read
	joins string          // the wish that joins by the change, if it is for that that time is handed out
	given []space.Wish
}

// serve hands out what is free, and tells who got something.
func (r *round) serve(classes []space.Class, lifted bool, now time.Time) error {
	if err := r.fill(classes, lifted, now); err != nil {
		return err
	}
	if err := r.hand(); err != nil {
		return err
	}
	return r.tell(r.ctx, r.change, r.given, now)
}

// fill makes the line: who joins, what was lifted, and the parts of the classes
// that what is free may be for. Of the others it writes down why it is not.
func (r *round) fill(classes []space.Class, lifted bool, now time.Time) error {
	r.away, r.none = map[int64]bool{}, map[string]bool{}
	for _, p := range r.line {
		if err := r.reach(p.wishes); err != nil {
			return err
		}
	}
	fit := slices.DeleteFunc(classes, func(c space.Class) bool { return r.bars(c, nil) })
	holders, err := r.Store.LineHolders(r.ctx, r.day, fit)
	if err != nil {
		return err
	}
	for _, h := range holders {
		r.line = append(r.line, &part{LineHolder: h, next: h.Since})
	}
	if lifted {
		if err := r.fillLifted(); err != nil {
			return err
		}
	}
	return r.open(now)
}

// fillLifted reads all wishes that an admin put first: they are few.
func (r *round) fillLifted() error {
	all := map[string]*part{}
	for offset := 0; ; offset += mostPage {
		some, err := r.Store.Lifted(r.ctx, r.day, offset, mostPage)
		if err != nil {
			return err
		}
		for _, w := range some {
			p := all[w.Holder()]
			if p == nil {
				p = &part{LineHolder: store.LineHolder{ID: w.Holder()}, lifted: true}
				all[p.ID], r.line = p, append(r.line, p)
			}
			p.wishes = append(p.wishes, w)
		}
		if err := r.reach(some); err != nil {
			return err
		}
		if len(some) < mostPage {
			break
		}
	}
	for _, p := range all {
		slices.SortFunc(p.wishes, func(a, b space.Wish) int { return a.Created.Compare(b.Created) })
		p.next = p.wishes[0].Created
	}
	return nil
}

// open reads what the holders have, as the change leaves it.
func (r *round) open(now time.Time) error {
	accounts := map[string]*account{}
	var ids []string
	for _, p := range r.line {
		if accounts[p.ID] == nil {
			accounts[p.ID] = &account{}
			ids = append(ids, p.ID)
		}
		p.account = accounts[p.ID]
	}
	shares, err := r.Store.Shares(r.ctx, *r.change, ids, r.Point.Policy, now)
	for id, a := range accounts {
		share := shares[id]
		*a = account{share.Standing, share.Figure(r.Point.Policy), &share}
	}
	r.line.sort()
	return err
}

// hand gives the first in the line their turn until nothing is left to give or
// nobody to give to.
func (r *round) hand() error {
	for len(r.line) > 0 && !r.Over() {
		p := r.line.pop()
		if !p.lifted && r.bars(p.Class, p) {
			continue
		}
		if err := r.readOn(p); err != nil {
			return err
		}
		if len(p.wishes) == 0 {
			continue
		}
		wish := p.wishes[0]
		p.wishes = p.wishes[1:]
		r.try(p, wish)
		if err := r.readOn(p); err != nil {
			return err
		}
		if len(p.wishes) > 0 {
			p.next = p.wishes[0].Created
			r.line.push(p)
		}
	}
	return nil
}

// readOn reads the part's next wishes when those read are used up. All of the
// lifted ones are read already.
func (r *round) readOn(p *part) error {
	if len(p.wishes) > 0 || p.ended || p.lifted {
		return nil
	}
	p.page = min(max(2*p.page, firstPage), mostPage)
	more, err := r.Store.Waiting(r.ctx, r.day, p.LineHolder, p.offset, p.page)
	if err != nil {
		return err
	}
	p.offset += len(more)
	p.wishes, p.ended = more, len(more) < p.page
	return r.reach(more)
}

// reach asks who of those that wait cannot be written to.
func (r *round) reach(wishes []space.Wish) error {
	var ids []int64
	for _, w := range wishes {
		if _, known := r.away[w.Resident.ID]; !known {
			r.away[w.Resident.ID] = false
			ids = append(ids, w.Resident.ID)
		}
	}
	away, err := r.Store.Unreached(r.ctx, ids)
	for id := range away {
		r.away[id] = true
	}
	return err
}

// try offers a wish the best slot for it, if one is left, or writes down why
// not. What it is offered counts for its holder at once.
func (r *round) try(p *part, wish space.Wish) {
	if wish.ID != r.joins && touched(*r.change, wish.ID) {
		return
	}
	miss := r.Miss(wish, p.standing)
	if miss.Reason == "" && r.away[wish.Resident.ID] {
		miss.Reason = space.Unreached
	}
	if miss.Reason != "" {
		r.passOver(store.PassedOver{Miss: miss, Day: wish.Want.Last, Wish: wish.ID})
		return
	}
	after, _ := r.Offer(wish, p.standing)
	r.write(wish, after)
	r.given = append(r.given, after)
	r.depend(p.account)
	p.standing = r.Point.Ahead(p.standing, after.Offer.Slot)
	p.figure = p.standing.Figure(r.Point.Policy)
	r.line.sort() // another part of the holder's may stand there
}

// depend lets the change hold only while nothing more comes to who was offered
// something: their quotas were judged by what they have.
func (r *round) depend(a *account) {
	if a.share != nil && !r.Point.Policy.Quota.None() {
		r.change.Shares = append(r.change.Shares, *a.share)
	}
	a.share = nil
}

// bars says whether nothing is left for any wish of a class, or of a part of it,
// and writes down why, once: there will not be more.
func (r *round) bars(c space.Class, of *part) bool {
	name := c.String()
	if r.none[name] {
		return true
	}
	over := store.PassedOver{Class: &c, Day: r.day, Miss: r.Bars(c, r.day, nil)}
	if over.Reason == "" && of != nil {
		over.Holder, over.Miss = of.ID, r.Bars(c, r.day, &of.standing)
	}
	if over.Reason == "" {
		return false
	}
	r.none[name] = over.Holder == ""
	r.passOver(over)
	return true
}

// passOver adds a line to the log of those who got nothing, unless they want
// something else anyway, or nothing was freed: somebody joined.
func (r *round) passOver(o store.PassedOver) {
	if r.joins == "" && o.Tells() {
		r.change.Passed = append(r.change.Passed, o)
	}
}

// touched says whether the change is about the wish already.
func touched(c store.Change, wish string) bool {
	return slices.ContainsFunc(c.Wishes, func(w store.WishChange) bool { return w.After.ID == wish })
}
