package scheduler

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// tunes gives a community settings.
func (h *house) tunes(id string, by func(*space.Settings)) {
	h.t.Helper()
	before, ok, err := h.db.Community(h.t.Context(), id)
	if err != nil || !ok {
		h.t.Fatalf("community %s: %v, %v", id, ok, err)
	}
	after := before
	by(&after.Settings)
	h.write(store.Change{Communities: []store.CommunityChange{{Before: &before, After: after}}})
}

// digestsOf leaves of what was sent the digests that are not for admins.
func (h *house) digestsOf() map[string]int {
	h.t.Helper()
	count := kinds(h.t, h.sent())
	for _, admin := range []string{"digest to 11", "digest to 12"} {
		delete(count, admin)
	}
	return count
}

func (h *house) expectDigests(what string, chats ...int64) {
	h.t.Helper()
	got, want := h.digestsOf(), each("digest", chats...)
	if len(got) != len(want) {
		h.t.Errorf("%s: sent %v, want %v", what, got, want)
	}
	for chat, n := range want {
		if got[chat] != n {
			h.t.Errorf("%s: sent %v, want %v", what, got, want)
		}
	}
}

// digestHouse has something to tell each week.
func digestHouse(t *testing.T) *house {
	h := newHouse(t)
	h.point.Reminders = nil
	for week := range 4 {
		b := h.event(space.Confirmed, monday.Add(time.Duration(week)*7*day+6*day+8*time.Hour))
		h.book(b)
	}
	h.communities(space.Community{ID: "chess", Name: "Шахматы", Language: "en", Chat: -7})
	return h
}

func TestEachCommunityGetsItsDigestAtItsOwnTime(t *testing.T) {
	h := digestHouse(t)
	h.tunes("chess", func(s *space.Settings) { s.Digest = &space.DigestTime{Weekday: time.Thursday, Minute: 18 * 60} })
	c := h.clock()
	h.tickAt(c, saturday)
	for week := range 3 {
		at := monday.Add(time.Duration(week) * 7 * day)
		h.tickAt(c, at)
		h.expectDigests("when the Point has them", boris, vera)
		thursday := at.Add(3*day + 8*time.Hour)
		h.tickAt(h.clock(), thursday.Add(-time.Minute))
		h.expectDigests("before its time")
		for range 2 {
			h.tickAt(h.clock(), thursday)
		}
		h.expectDigests("at its time", -7)
	}
}

func TestADigestAtTheEndOfItsWeekIsNotTakenForALateOne(t *testing.T) {
	h := digestHouse(t)
	h.tunes("chess", func(s *space.Settings) { s.Digest = &space.DigestTime{Weekday: time.Monday, Minute: 8 * 60} })
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, monday)
	h.expectDigests("on Monday at ten", boris, vera)
	h.tickAt(c, monday.Add(7*day-2*time.Hour))
	h.expectDigests("the next Monday at eight", -7)
}

func TestADigestThatIsNotWantedIsNotMadeAndNotMadeUpFor(t *testing.T) {
	h := digestHouse(t)
	h.tunes("chess", func(s *space.Settings) { s.NoDigest = true })
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, monday)
	h.expectDigests("to the others", boris, vera)
	h.tunes("chess", func(s *space.Settings) { s.NoDigest = false })
	h.tickAt(c, monday.Add(time.Hour))
	h.expectDigests("once it is wanted again")
	h.tickAt(c, monday.Add(7*day))
	h.expectDigests("a week later", -7, boris, vera)
}

func TestAGroupsQuietHoursDelayItsDigest(t *testing.T) {
	h := digestHouse(t)
	h.tunes("chess", func(s *space.Settings) {
		s.Quiet = &space.Quiet{From: 21 * 60, Until: 11*60 + 30}
	})
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, monday)
	h.expectDigests("at ten", boris, vera)
	h.tickAt(h.clock(), monday.Add(90*time.Minute))
	h.tickAt(c, monday.Add(90*time.Minute))
	h.expectDigests("when the group wakes, once", -7)
}

func TestLeadsGetTheirCommunitysDigestWhenOneOfThemIsAwake(t *testing.T) {
	h := digestHouse(t)
	late := func(s *space.Settings) { s.Quiet = &space.Quiet{From: 22 * 60, Until: 12 * 60} }
	h.wants(vera, late)
	h.wants(boris, func(s *space.Settings) { s.Quiet = &space.Quiet{From: 22 * 60, Until: 11 * 60} })
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, monday)
	h.expectDigests("at ten", -7)
	h.tickAt(c, monday.Add(time.Hour))
	for _, o := range h.sent() {
		if o.Chat == vera && !o.Silent {
			t.Error("who sleeps hears it")
		}
	}
}

func TestAPersonsOwnDigestIsPlannedForWhoWantsIt(t *testing.T) {
	h := newHouse(t)
	h.wants(anna, func(s *space.Settings) {
		s.OwnDigest, s.Digest = space.Yes, &space.DigestTime{Weekday: time.Friday, Minute: 9 * 60}
	})
	c := h.clock()
	h.tickAt(c, saturday)
	h.tickAt(c, monday)
	planned := func(id int64) []space.Due {
		all, err := h.db.Planned(t.Context(), space.DueDigest, space.DigestOf(id))
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	friday := monday.Add(4*day - time.Hour)
	if got := planned(anna); len(got) != 1 || !got[0].At.Equal(friday) || !got[0].For.Equal(monday) {
		t.Errorf("planned %v", got)
	}
	if got := planned(vera); len(got) != 0 {
		t.Errorf("for who wants none: %v", got)
	}
	h.tickAt(c, friday)
	if got := planned(anna); len(got) != 0 {
		t.Errorf("still planned: %v", got)
	}
}

func TestADigestThatLeadsGetInPlaceOfTheirGroupWaitsForTheEndOfTheirQuietHours(t *testing.T) {
	h := digestHouse(t)
	for _, id := range []int64{boris, vera} {
		h.wants(id, func(s *space.Settings) { s.Quiet = &space.Quiet{From: 22 * 60, Until: 12 * 60} })
	}
	h.communities(space.Community{ID: "quanta", Name: "Кванты", Language: "ru", Leads: []int64{boris, vera}, Chat: -8})
	if err := h.store.MarkUnreachable(t.Context(), h.point.ID, -8, "kicked", saturday); err != nil {
		t.Fatal(err)
	}
	c := h.clock()
	h.tickAt(c, saturday)
	h.sent() // which says that the group cannot be written to
	h.tickAt(c, monday)
	h.expectDigests("while they sleep", -7)
	h.tickAt(c, monday.Add(2*time.Hour))
	h.expectDigests("at noon", boris, vera)
}

func TestWhoLeadsTwoCommunitiesWhoseGroupsAreShutReadsOfTheHouseOnce(t *testing.T) {
	h := newHouse(t)
	h.point.Reminders = nil
	h.communities(space.Community{ID: "quanta", Name: "Кванты", Language: "ru", Leads: []int64{boris}, Chat: -8},
		space.Community{ID: "choir", Name: "Хор", Language: "ru", Leads: []int64{boris}, Chat: -9}, space.Community{ID: "chess", Name: "Шахматы"})
	for i, id := range []string{"quanta", "choir", "chess"} {
		b := h.event(space.Confirmed, monday.Add(time.Duration(i+1)*day+2*time.Hour))
		b.Community, b.Title, b.Open = id, "Event of "+id, id == "chess"
		h.book(b)
	}
	for _, group := range []int64{-8, -9} {
		if err := h.store.MarkUnreachable(t.Context(), h.point.ID, group, "kicked", saturday); err != nil {
			t.Fatal(err)
		}
	}
	digests, house := 0, 0
	for _, o := range h.mondays() {
		if o.Chat != boris {
			continue
		}
		digests++
		if strings.Contains(o.Text, "Event of chess") {
			house++
		}
	}
	if digests != 2 || house != 1 {
		t.Errorf("%d digests, of which %d tell of the house", digests, house)
	}
}
