package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
	"samovar/internal/told"
)

// tellOfLeads adds to a change the messages about the leads whom a list takes
// away: to those who go on, or, where nobody does, to the admins. The bot sends
// them when it runs.
func tellOfLeads(ctx context.Context, p *store.Point, point *space.Point, plan space.ListPlan, change *store.Change, now time.Time) error {
	texts, err := lang.Load()
	if err != nil {
		return fmt.Errorf("import communities: %w", err)
	}
	staff, err := p.Staff(ctx)
	if err != nil {
		return fmt.Errorf("import communities: %w", err)
	}
	teller := told.Told{Point: point, Store: p, Texts: texts}
	for _, one := range plan.Changed {
		readers, key := one.After.Leads, "community.told_left"
		if one.After.Leaderless() {
			readers, key = staff.OnDuty(point, now), "community.leaderless"
		}
		for _, gone := range one.Gone() {
			if !one.After.Active() {
				continue
			}
			outs, err := leadGone(ctx, p, teller, gone, readers, key, one.After.Name)
			if err != nil {
				return err
			}
			change.Outs = append(change.Outs, outs...)
		}
	}
	return nil
}

// leadGone tells those of the readers who ever wrote to the bot.
func leadGone(ctx context.Context, p *store.Point, teller told.Told, gone int64, readers []int64, key, community string) ([]chat.Out, error) {
	people, err := p.People(ctx, append([]int64{gone}, readers...))
	if err != nil {
		return nil, fmt.Errorf("import communities: %w", err)
	}
	say, err := teller.Speakers(ctx, readers)
	if err != nil {
		return nil, fmt.Errorf("import communities: %w", err)
	}
	who := strconv.FormatInt(gone, 10)
	var outs []chat.Out
	for _, one := range people {
		if one.ID == gone {
			who = one.Name
		}
	}
	for _, one := range people {
		if speaker, reads := say[one.ID]; reads {
			outs = append(outs, chat.Out{Kind: chat.Say, Chat: one.ID, Lane: chat.Reply, Text: speaker.T(key, "Name", community, "Who", who)})
		}
	}
	return outs, nil
}
