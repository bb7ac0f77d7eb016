package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// sessionKept is how long a conversation nobody goes on with is remembered, so
// that its end can be said at the next message, where the Point does not say.
const sessionKept = 90 * 24 * time.Hour

func (p *Point) writeSession(w *writing, c Change) error {
	if s := c.EndSession; s != nil {
		w.delete(p.keys.session(s.Chat), s.Version)
	}
	if s := c.Session; s != nil {
		return w.put(p.keys.session(s.Chat), s.Version, s, cmp.Or(p.space.Keeps.Sessions, sessionKept))
	}
	return nil
}

func (p *Point) writePeople(w *writing, c Change) error {
	for _, one := range c.People {
		if err := w.put(p.keys.person(one.ID), one.Version, one, 0); err != nil {
			return err
		}
		if one.Settings.OwnDigest != space.Unasked {
			w.enter(p.keys.digested(), dec(one.ID), 0)
		}
		if !one.Consent.IsZero() {
			w.enter(p.keys.people(), dec(one.ID), one.Consent.Unix())
		}
	}
	for _, one := range c.Invites {
		if err := w.put(p.keys.invite(one.Token), one.Version, one, inviteKept); err != nil {
			return err
		}
	}
	for _, one := range c.UsedInvites {
		w.delete(p.keys.invite(one.Token), one.Version)
	}
	if c.Staff != nil {
		return w.put(p.keys.admins(), c.Staff.Version, c.Staff, 0)
	}
	return nil
}

// inviteKept is how long a link is remembered, used or not.
const inviteKept = 14 * 24 * time.Hour

// Known is what a Point knows of a person who writes, read in one round trip.
type Known struct {
	Person  space.Person
	Session chat.Session
	Talking bool // whether there is a session
	Staff   space.Staff
	House   space.House
	Handled bool // whether the update was handled before
	Shut    bool // whether the chat is marked as one that cannot be written to
}

// ErrSession: the private chat's session is there, but cannot be decoded. The
// person is known all the same.
var ErrSession = errors.New("read session")

var knowScript = loadScript("know")

// Know reads what is known of the person, of the private chat's session, who
// the admins are, and what they changed of the house. It is a script so as to go
// together with other calls.
func (p *Point) Know(ctx context.Context, person, private int64, event int64) (Known, error) {
	keys := []string{p.keys.person(person), p.keys.session(private), p.keys.admins(), p.keys.house(), p.keys.handled(), p.keys.unreachable()}
	answer, err := p.store.run(ctx, call{knowScript, keys, []any{event, private}}).Slice()
	if err != nil {
		return Known{}, fmt.Errorf("read person: %w", err)
	}
	k := Known{Handled: answer[4] == int64(1), Shut: answer[5] == int64(1)}
	if k.Person, _, err = decode(fieldsOf(answer[0]), func(p *space.Person, v int64) { p.Version = v }); err != nil {
		return k, fmt.Errorf("read person: %w", err)
	}
	if k.Session, k.Talking, err = decode(fieldsOf(answer[1]), func(s *chat.Session, v int64) { s.Version = v }); err != nil {
		return k, fmt.Errorf("%w: %w", ErrSession, err)
	}
	if k.Staff, _, err = decode(fieldsOf(answer[2]), func(s *space.Staff, v int64) { s.Version = v }); err != nil {
		return k, fmt.Errorf("read staff: %w", err)
	}
	if k.House, _, err = decode(fieldsOf(answer[3]), houseVersion); err != nil {
		return k, fmt.Errorf("read house: %w", err)
	}
	return k, nil
}

// fieldsOf are a record's fields as a script returns them.
func fieldsOf(answer any) []any {
	fields, _ := answer.([]any)
	return fields
}

// People returns those of the ids that are known, in their order.
func (p *Point) People(ctx context.Context, ids []int64) ([]space.Person, error) {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = p.keys.person(id)
	}
	return readAll(ctx, p.store.rdb, keys, func(p *space.Person, v int64) { p.Version = v })
}

// Digested returns the ids of all who ever wanted a digest of their own, also of
// those who want none any more: each week has one planned for them, by which one
// sees whether it was made.
func (p *Point) Digested(ctx context.Context) ([]int64, error) {
	members, err := p.store.rdb.ZRange(ctx, p.keys.digested(), 0, -1).Result()
	if err != nil {
		return nil, fmt.Errorf("list who wants digests: %w", err)
	}
	ids := make([]int64, len(members))
	for i, member := range members {
		if ids[i], err = strconv.ParseInt(member, 10, 64); err != nil {
			return nil, fmt.Errorf("list who wants digests: %w", err)
		}
	}
	return ids, nil
}

// Staff returns who was made an admin or removed.
func (p *Point) Staff(ctx context.Context) (space.Staff, error) {
	all, err := readAll(ctx, p.store.rdb, []string{p.keys.admins()}, func(s *space.Staff, v int64) { s.Version = v })
	if err != nil || len(all) == 0 {
		return space.Staff{}, err
	}
	return all[0], nil
}

// Invite returns the invitation of a token, or false.
func (p *Point) Invite(ctx context.Context, token string) (space.Invite, bool, error) {
	all, err := p.Invites(ctx, []string{token})
	if err != nil || len(all) == 0 {
		return space.Invite{}, false, err
	}
	return all[0], true, nil
}

// Invites returns the invitations of those tokens that there still are.
func (p *Point) Invites(ctx context.Context, tokens []string) ([]space.Invite, error) {
	keys := make([]string, len(tokens))
	for i, token := range tokens {
		keys[i] = p.keys.invite(token)
	}
	return readAll(ctx, p.store.rdb, keys, func(i *space.Invite, v int64) { i.Version = v })
}

// Home returns the id of the Point that a person picked, or "".
func (s *Store) Home(ctx context.Context, person int64) (string, error) {
	id, err := s.rdb.Get(ctx, homeKey(person)).Result()
	if err != nil && err != redis.Nil {
		return "", fmt.Errorf("read home: %w", err)
	}
	return id, nil
}

// SetHome remembers the Point that a person picked.
func (s *Store) SetHome(ctx context.Context, person int64, point string) error {
	if err := s.rdb.Set(ctx, homeKey(person), point, 0).Err(); err != nil {
		return fmt.Errorf("write home: %w", err)
	}
	return nil
}
