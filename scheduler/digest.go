package scheduler

import (
	"samovar/internal/chat"
	"samovar/internal/digest"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// digest makes the digest that its subject names: of the admins, of a person or
// of a community. Where there is nothing to say, nothing is said.
func (r *round) digest(d space.Due) (store.Change, error) {
	if d.Subject == space.DigestOfAdmins {
		return r.digestOfAdmins(d)
	}
	if id, ok := space.DigestPerson(d.Subject); ok {
		return r.digestOfPerson(d, id)
	}
	c, ok, err := r.db.Community(r.ctx, d.Subject)
	if err != nil || !ok || !c.Active() {
		return store.Change{}, err
	}
	group, tried := c, false
	if tried, err = r.shutOut(&c); err != nil {
		return store.Change{}, err
	}
	if c.Chat != 0 {
		return r.digestToGroup(d, c)
	}
	change, err := r.digestToLeads(d, c)
	if err != nil || !tried {
		return change, err
	}
	again, err := r.digestToGroup(d, group)
	change.Outs = append(change.Outs, again.Outs...)
	return change, err
}

func (r *round) digestToGroup(d space.Due, c space.Community) (store.Change, error) {
	out := chat.Out{Chat: c.Chat, Thread: c.Thread}
	return r.composed(d, digest.OfCommunity(c, true), map[lang.Tag][]chat.Out{lang.Of(c.Language): {out}})
}

// digestOfPerson is a person's own, in their language.
func (r *round) digestOfPerson(d space.Due, id int64) (store.Change, error) {
	people, err := r.db.People(r.ctx, []int64{id})
	if err != nil || len(people) == 0 {
		return store.Change{}, err
	}
	p := people[0]
	return r.composed(d, digest.OfPerson(p), map[lang.Tag][]chat.Out{lang.Of(p.Language): {{Chat: p.ID}}})
}

// digestToLeads is that of a community without a group that can be written to:
// each lead reads it in their own language, whoever never wrote in that of the
// community, and without what another digest tells them.
func (r *round) digestToLeads(d space.Due, c space.Community) (store.Change, error) {
	whole, brief := digest.OfCommunity(c, false), digest.OfCommunity(c, false)
	brief.Brief = true
	readers, err := r.leadsReading(c)
	if err != nil {
		return store.Change{}, err
	}
	change, err := r.composed(d, whole, readers[false])
	if err != nil {
		return change, err
	}
	more, err := r.composed(d, brief, readers[true])
	change.Outs = append(change.Outs, more.Outs...)
	return change, err
}

// leadsReading are the leads of a community by whether they read its digest in
// brief, and by their language.
func (r *round) leadsReading(c space.Community) (map[bool]map[lang.Tag][]chat.Out, error) {
	leads := somebody(c.Leads)
	people, err := r.db.People(r.ctx, leads)
	if err != nil {
		return nil, err
	}
	known := map[int64]space.Person{}
	for _, p := range people {
		known[p.ID] = p
	}
	readers := map[bool]map[lang.Tag][]chat.Out{false: {}, true: {}}
	for _, id := range leads {
		tag := lang.Of(c.Language)
		if own := known[id].Language; own != "" {
			tag = lang.Of(own)
		}
		brief, err := r.kitchen().Brief(r.ctx, c, id, known[id].Settings)
		if err != nil {
			return nil, err
		}
		readers[brief][tag] = append(readers[brief][tag], chat.Out{Chat: id})
	}
	return readers, nil
}

// composed is the first page of a digest to all who read it, by language.
func (r *round) composed(d space.Due, to digest.Reader, readers map[lang.Tag][]chat.Out) (store.Change, error) {
	if len(readers) == 0 {
		return store.Change{}, nil
	}
	made, err := r.kitchen().Compose(r.ctx, to)
	if err != nil || made.Empty() {
		return store.Change{}, err
	}
	var change store.Change
	for _, tag := range []lang.Tag{lang.Russian, lang.English, lang.Chinese} {
		if len(readers[tag]) == 0 {
			continue
		}
		text, keyboard := made.Page(r.Texts.In(tag), 0)
		for _, o := range readers[tag] {
			one := r.out(d, o.Chat, text, keyboard)
			one.Thread, one.Panel, one.Fresh, one.Broadcast = o.Thread, digest.Panel(d.Subject), true, runOf(d.For)
			change.Outs = append(change.Outs, one)
		}
	}
	return change, nil
}

// kitchen composes the digests of a round: what they have in common is read
// once.
func (r *round) kitchen() *digest.Composer {
	if r.composer == nil {
		r.composer = &digest.Composer{Point: r.point, Store: r.db, Texts: r.Texts, Now: r.now}
	}
	return r.composer
}

// unreachable are the chats that cannot be written to, read once a round.
func (r *round) unreachable() (map[int64]store.Unreachable, error) {
	if r.shut != nil {
		return r.shut, nil
	}
	shut, err := r.Store.UnreachableChats(r.ctx, r.point.ID)
	r.shut = shut
	return shut, err
}

// shutOut takes the chat from a community whose chat cannot be written to, and
// says whether that is tried again all the same, besides its leads. A group that
// became a supergroup is marked under its new id.
func (r *round) shutOut(c *space.Community) (tried bool, err error) {
	shut, err := r.unreachable()
	if c.Chat == 0 || len(shut) == 0 || err != nil {
		return false, err
	}
	moved, err := r.Store.MovedTo(r.ctx, c.Chat)
	if mark, gone := shut[moved]; gone {
		c.Chat, tried = 0, mark.Tried()
	}
	return tried, err
}
