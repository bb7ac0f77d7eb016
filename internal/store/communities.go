package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"samovar/internal/space"
)

// CommunityChange is a community before and after; Before is nil for a new one.
// After.Version is ignored: the write counts.
type CommunityChange struct {
	Before *space.Community
	After  space.Community
}

// ImportCommunities writes all the communities, or none: of those that are there
// a list changes what lists have, the rest of them stays; nothing is deleted.
func (p *Point) ImportCommunities(ctx context.Context, all []space.Community, now time.Time) error {
	ids := make([]string, len(all))
	for i, c := range all {
		ids[i] = c.ID
	}
	known, err := p.communitiesByID(ctx, ids)
	if err != nil {
		return err
	}
	var change Change
	for _, c := range all {
		before, there := known[c.ID]
		if !there {
			change.Communities = append(change.Communities, CommunityChange{After: c})
			continue
		}
		after := before
		after.Name, after.Language, after.Leads, after.Chat = c.Name, c.Language, c.Leads, c.Chat
		change.Communities = append(change.Communities, CommunityChange{Before: &before, After: after})
	}
	return p.Commit(ctx, change, now)
}

// writeCommunity plans a community's record, its place in the list, and which
// leads find it.
func (p *Point) writeCommunity(w *writing, c CommunityChange) error {
	version := int64(0)
	if c.Before != nil {
		version = c.Before.Version
		for _, lead := range c.Before.Leads {
			if !c.After.LedBy(lead) {
				w.leave(p.keys.leads(lead), c.After.ID)
			}
		}
	}
	for _, lead := range c.After.Leads {
		w.enter(p.keys.leads(lead), c.After.ID, 0)
	}
	w.enter(p.keys.communities(), c.After.ID, 0)
	return w.put(p.keys.community(c.After.ID), version, c.After, 0)
}

// Communities returns all communities, by id.
func (p *Point) Communities(ctx context.Context) ([]space.Community, error) {
	return p.communitiesIn(ctx, p.keys.communities())
}

// CommunitiesOf returns the communities that the person leads, by id.
func (p *Point) CommunitiesOf(ctx context.Context, person int64) ([]space.Community, error) {
	return p.communitiesIn(ctx, p.keys.leads(person))
}

func (p *Point) communitiesIn(ctx context.Context, key string) ([]space.Community, error) {
	ids, err := p.store.rdb.ZRange(ctx, key, 0, -1).Result()
	if err != nil {
		return nil, fmt.Errorf("list communities: %w", err)
	}
	return p.readCommunities(ctx, ids)
}

// Community returns a community, or false when there is none of that id.
func (p *Point) Community(ctx context.Context, id string) (space.Community, bool, error) {
	all, err := p.readCommunities(ctx, []string{id})
	if err != nil || len(all) == 0 {
		return space.Community{}, false, err
	}
	return all[0], true, nil
}

func (p *Point) readCommunities(ctx context.Context, ids []string) ([]space.Community, error) {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = p.keys.community(id)
	}
	return readAll(ctx, p.store.rdb, keys, func(c *space.Community, v int64) { c.Version = v })
}

// WishesIn returns the live wishes of a community, the oldest first of those
// that wait, then those that are offered something.
func (p *Point) WishesIn(ctx context.Context, community string, now time.Time) ([]space.Wish, error) {
	waiting, err := p.waitingOf(ctx, community, now)
	if err != nil {
		return nil, err
	}
	held, err := p.Holding(ctx, p.space.RoomIDs(), now, time.Time{})
	all := append(waiting, held.Offers...)
	return slices.DeleteFunc(all, func(w space.Wish) bool { return w.Community != community || !w.State.Live() }), err
}

// waitingOf are the wishes that stand in the lines of all days for a community,
// with those that were lifted: their places do not tell whose they are.
func (p *Point) waitingOf(ctx context.Context, community string, now time.Time) ([]space.Wish, error) {
	days, err := p.DaysWaited(ctx, now)
	if err != nil {
		return nil, err
	}
	once := map[string]bool{}
	var ids []string
	for _, day := range days {
		members, err := p.store.rdb.ZRange(ctx, p.keys.line(day), 0, -1).Result()
		if err != nil {
			return nil, fmt.Errorf("read line: %w", err)
		}
		for _, m := range members {
			id := m[strings.LastIndexByte(m, ' ')+1:]
			if part := strings.Fields(m); !once[id] && len(part) > 1 && (part[0] == liftedLine || part[1] == community) {
				once[id] = true
				ids = append(ids, id)
			}
		}
	}
	return p.wishes(ctx, ids)
}

func (p *Point) communitiesByID(ctx context.Context, ids []string) (map[string]space.Community, error) {
	all, err := p.readCommunities(ctx, ids)
	byID := make(map[string]space.Community, len(all))
	for _, c := range all {
		byID[c.ID] = c
	}
	return byID, err
}

// SeedCommunities writes those of the config's communities that are not there
// yet; what people changed since stays.
func (p *Point) SeedCommunities(ctx context.Context, now time.Time) error {
	known, err := p.store.rdb.ZRange(ctx, p.keys.communities(), 0, -1).Result()
	if err != nil && err != redis.Nil {
		return fmt.Errorf("list communities: %w", err)
	}
	there := make(map[string]bool, len(known))
	for _, id := range known {
		there[id] = true
	}
	var missing []space.Community
	for _, c := range p.space.Communities {
		if !there[c.ID] {
			missing = append(missing, c)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return p.ImportCommunities(ctx, missing, now)
}
