package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"samovar/internal/config"
	"samovar/internal/space"
	"samovar/internal/store"
)

// importCommand writes a file's communities into Redis.
type importCommand struct {
	File   string `arg:"" help:"The list, UTF-8 or Windows-1251; - for standard input."`
	DryRun bool   `help:"Only say what would change."`
	which
}

// Run says what the list changes, and imports all of it or nothing.
func (c importCommand) Run(ctx context.Context, w world) error {
	roster, err := c.read()
	if err != nil {
		return err
	}
	return c.with(w, func(s *store.Store, point *space.Point) error { return c.bring(ctx, w, s, point, roster) })
}

// bring brings a list that was read into the store.
func (c importCommand) bring(ctx context.Context, w world, s *store.Store, point *space.Point, roster config.Roster) error {
	stored, err := s.Point(point).Communities(ctx)
	if err != nil {
		return fmt.Errorf("import communities: %w", err)
	}
	if err := followMoves(ctx, s, roster.Communities); err != nil {
		return err
	}
	plan := space.PlanList(stored, roster.List)
	if err := describe(w.out, roster, plan); err != nil {
		return err
	}
	return c.carryOut(ctx, w, s, point, plan)
}

// followMoves puts in place of the groups that became supergroups what they are
// by now: an older list knows but their old numbers.
func followMoves(ctx context.Context, s *store.Store, listed []space.Community) error {
	for i, c := range listed {
		moved, err := s.MovedTo(ctx, c.Chat)
		if err != nil {
			return fmt.Errorf("import communities: %w", err)
		}
		listed[i].Chat = moved
	}
	return nil
}

// carryOut writes what was planned, unless something of it changed meanwhile.
func (c importCommand) carryOut(ctx context.Context, w world, s *store.Store, point *space.Point, plan space.ListPlan) error {
	if len(plan.Refused) > 0 {
		return errors.New("nothing was imported: a list does not archive or revive, since bookings and wishes hang on that; do so in the bot, by /communities")
	}
	if len(plan.Doubled) > 0 {
		return doubled(plan.Doubled)
	}
	if err := waitingLeads(ctx, s.Point(point), plan); err != nil {
		return err
	}
	if c.DryRun {
		_, err := fmt.Fprintln(w.out, "nothing is written yet; leave out --dry-run to do it")
		return err
	}
	if err := tryAnew(ctx, s, point.ID, plan.Given()); err != nil {
		return err
	}
	change := changeOf(plan)
	if err := tellOfLeads(ctx, s.Point(point), point, plan, &change, w.now()); err != nil {
		return err
	}
	err := s.Point(point).Commit(ctx, change, w.now())
	if errors.Is(err, store.ErrStale) {
		return errors.New("nothing was imported: somebody changed a community meanwhile; import again")
	}
	if err != nil {
		return fmt.Errorf("import communities: %w", err)
	}
	_, err = fmt.Fprintf(w.out, "done: %s has them now as the list does\n", point.ID)
	return err
}

// tryAnew lets the bot write to the groups that communities are given, whatever
// became of what was sent there before.
func tryAnew(ctx context.Context, s *store.Store, point string, given []space.Community) error {
	for _, c := range given {
		if err := s.MarkReachable(ctx, point, c.Chat); err != nil {
			return fmt.Errorf("import communities: %w", err)
		}
	}
	return nil
}

// doubled says which groups two communities would have.
func doubled(groups []space.DoubledGroup) error {
	text := "nothing was imported: a group is one community's"
	for _, one := range groups {
		text += fmt.Sprintf("\nchat %d of %s is that of %s (%s), which has to give it up in the same list", one.Chat, one.Community.ID, one.By.ID, one.By.Name)
	}
	return errors.New(text)
}

// waitingLeads says which leads a list takes away who have places in the queue for the
// community: only leads can take what is offered for it, and whoever steps down in
// the bot leaves the places to another.
func waitingLeads(ctx context.Context, p *store.Point, plan space.ListPlan) error {
	text := ""
	for _, change := range plan.Changed {
		for _, lead := range change.Gone() {
			wishes, err := p.WishesOf(ctx, lead)
			if err != nil {
				return fmt.Errorf("import communities: %w", err)
			}
			wishes = slices.DeleteFunc(wishes, func(w space.Wish) bool { return w.Community != change.Before.ID || !w.State.Live() })
			if len(wishes) > 0 {
				text += fmt.Sprintf("\n%s: lead %d has places in the queue for it: %d", change.Before.ID, lead, len(wishes))
			}
		}
	}
	if text == "" {
		return nil
	}
	return errors.New("nothing was imported: a lead who waits in the queue for a community goes by stepping down in the bot, by /community, which leaves the places to another" + text)
}

// changeOf is all of the plan as one change.
func changeOf(plan space.ListPlan) store.Change {
	var change store.Change
	for _, one := range plan.New {
		change.Communities = append(change.Communities, store.CommunityChange{After: one})
	}
	for _, one := range plan.Changed {
		change.Communities = append(change.Communities, store.CommunityChange{Before: &one.Before, After: one.After})
	}
	return change
}

// describe prints what a list would do: what is new, what changes field by
// field, what is not in it.
func describe(out io.Writer, roster config.Roster, plan space.ListPlan) error {
	var b strings.Builder
	fmt.Fprintf(&b, "read %d communities as %s\n", len(roster.Communities), roster.Encoding)
	for _, c := range plan.New {
		fmt.Fprintf(&b, "new        %s: %s\n", c.ID, c.Name)
	}
	for _, c := range append(plan.Changed, plan.Refused...) {
		fmt.Fprintf(&b, "changed    %s: %s\n", c.Before.ID, c.Before.Name)
		for _, f := range c.Changes {
			fmt.Fprintf(&b, "             %s: %s -> %s\n", f.Field, shown(f.Was), shown(f.Is))
		}
	}
	for _, c := range plan.Absent {
		fmt.Fprintf(&b, "not listed %s: %s, stays as it is\n", c.ID, c.Name)
	}
	fmt.Fprintf(&b, "%d new, %d changed, %d unchanged, %d not in the list\n", len(plan.New), len(plan.Changed)+len(plan.Refused), plan.Same, len(plan.Absent))
	_, err := io.WriteString(out, b.String())
	return err
}

// shown is a value, so that an empty one can be seen.
func shown(value string) string {
	if value == "" {
		return "(empty)"
	}
	return value
}

func (c importCommand) read() (config.Roster, error) {
	file := os.Stdin
	if c.File != "-" {
		var err error
		if file, err = os.Open(c.File); err != nil {
			return config.Roster{}, fmt.Errorf("open communities: %w", err)
		}
		defer func() { _ = file.Close() }() // it was only read
	}
	roster, err := config.ReadRoster(file)
	var problems config.Problems
	if errors.As(err, &problems) {
		return roster, fmt.Errorf("nothing was imported; mend %s:\n%w", c.File, err)
	}
	return roster, err
}
