package handlers

import (
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/contents"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
	"samovar/scheduler"
)

// ticks lets the clocks of all Points do what is due.
func (h *house) ticks() {
	h.Helper()
	clock := scheduler.New(scheduler.Options{Store: h.desk.Store, Points: h.desk.Points, Texts: h.desk.Texts,
		Now: func() time.Time { return h.now }, Log: slog.New(slog.DiscardHandler)})
	for _, g := range h.guests {
		g.news = nil
	}
	if err := clock.Tick(h.Context()); err != nil {
		h.Fatal(err)
	}
	h.deliver()
}

// traces are the keys that still hold any of the words.
func (h *house) traces(words ...string) (keys []string) {
	h.Helper()
	all, err := contents.Of(h.Context(), h.url)
	if err != nil {
		h.Fatal(err)
	}
	for key, what := range all {
		for _, word := range words {
			if strings.Contains(key+" "+what, word) {
				keys = append(keys, key+": "+what)
				break
			}
		}
	}
	return keys
}

// settler is somebody who has something of all that there is: bookings past and
// to come, a place in the queue, communities with and without other leads, a
// series, links, news, decisions, and an open conversation.
func (h *house) settler(language string) *guest {
	h.Helper()
	g := h.guest(470815, "Lidia", language)
	h.founds("solo", "Клуб один", g.ID)
	h.founds("duo", "Клуб два", g.ID, 77)
	me := space.Party{ID: g.ID, Name: g.Name, Username: g.Username}
	past := g.booking(space.Confirmed, func(b *space.Booking) {
		b.ID, b.Title, b.Room = "past2345", "Lidia о чае", "zone"
		b.Start, b.End = h.at(18, 18), h.at(18, 20)
		b.Description = "Звоните +7 914 555-01-22 или @uLidia"
	})
	h.commit(store.Change{Bookings: []store.BookingChange{{After: past, By: me}}})
	h.changes(past, func(b *space.Booking) {
		b.State, b.Begun = space.Done, &space.Word{By: me, At: h.now, For: b.Start}
	})
	g.has(func(b *space.Booking) { b.ID, b.Title, b.Room = "own23456", "Чай вдвоём", "zone" })
	g.has(func(b *space.Booking) {
		b.ID, b.Title, b.Room, b.Community = "duo23456", "Чай на всех", "class", "duo"
	})
	other := h.guest(55, "Oleg", "ru").has(func(b *space.Booking) { b.ID, b.Title, b.Room = "other234", "Концерт", "expo" })
	h.changes(other, func(b *space.Booking) {
		b.Decision = &space.Decision{By: me, At: h.now, State: space.Confirmed, Reason: "Lidia согласна"}
		b.Messenger = []int64{g.ID}
	})
	free := space.Slot{Room: "hall", Start: h.at(27, 18), End: h.at(27, 20)}
	h.commit(store.Change{
		Wishes: []store.WishChange{{After: space.Wish{ID: "wish2345", State: space.WishWaiting, Resident: me, Event: past.Event, Want: h.point.WantSlot(free), Created: h.now,
			Lifted: &space.Lift{By: space.Party{ID: 918273, Name: "Admin", Username: "uAdmin"}, At: h.now, Reason: "#first"}}},
			{After: space.Wish{ID: "wish3456", State: space.WishLeft, Resident: me, Event: past.Event, Want: h.point.WantSlot(free), Created: h.now}},
			h.liftedBy(g, "wish4567", space.WishWaiting), h.liftedBy(g, "wish5678", space.WishLeft)},
		Series: []store.SeriesChange{{After: space.Series{ID: "ser23456", Room: "zone", Event: past.Event, Resident: me, Created: h.now}}},
		News:   &space.News{Text: "Lidia печёт блины", By: me, At: h.now},
		Invites: []space.Invite{{Token: "tok23456", Kind: space.InviteLead, Subject: "solo", By: me, Expires: h.now.Add(time.Hour)},
			{Token: "tok34567", By: space.Party{ID: 55, Name: "Oleg"}, Expires: h.now.Add(time.Hour)}},
		Groups: []space.Group{{Chat: -100500, Title: "Чайная", Asked: []int64{g.ID, 55}}},
		Due:    []space.Due{{Kind: space.DueDigest, Subject: space.DigestOf(g.ID), For: h.now, At: h.now.Add(time.Hour)}},
		Passed: []store.PassedOver{{Miss: space.Miss{At: h.now, Reason: space.TooBig, Slot: free}, Day: h.point.Day(h.at(27, 12)), Class: &space.Class{Heads: 40}, Holder: space.HolderOf(g.ID)}},
		Broadcasts: []store.BroadcastChange{{After: space.Broadcast{ID: "cast2345", By: space.Party{ID: 55, Name: "Oleg"}, Text: "Чай!", State: space.BroadcastSent, Total: 2, Handed: 2, Begun: h.now, Ended: h.now},
			Recipients: []space.Recipient{{Chat: g.ID}, {Chat: 55}}}},
	})
	h.changes(past, func(b *space.Booking) {
		admin := space.Party{ID: 918273, Name: "Admin", Username: "uAdmin"}
		b.Series, b.Change = "ser23456", &space.Proposal{Slot: b.Slot, Event: b.Event, By: me, At: h.now, Decision: &space.Decision{By: admin, At: h.now, State: space.Declined, Reason: "#works"}}
	})
	g.says("/settings")
	return g
}

// liftedBy is Oleg's place in the queue that somebody put first.
func (h *house) liftedBy(g *guest, id string, s space.WishState) store.WishChange {
	free := space.Slot{Room: "hall", Start: h.at(28, 18), End: h.at(28, 20)}
	lift := &space.Lift{By: space.Party{ID: g.ID, Name: g.Name, Username: g.Username}, At: h.now, Reason: "Lidia так решила"}
	return store.WishChange{After: space.Wish{ID: id, State: s, Resident: space.Party{ID: 55, Name: "Oleg"}, Event: space.Event{Title: "Концерт", Headcount: 20},
		Want: h.point.WantSlot(free), Created: h.now, Lifted: lift}}
}

func TestAPersonIsToldGetsTheirDataAndIsForgottenInThreeLanguages(t *testing.T) {
	for _, tag := range lang.Tags() {
		t.Run(string(tag), func(t *testing.T) {
			h := openHouse(t)
			h.point.Keeps = space.DefaultRetention()
			boss, heir := h.guest(theBoss, "Boss", "en"), h.guest(77, "Heir", "en")
			g := h.settler(string(tag))
			say := h.desk.Texts.In(tag)
			var all strings.Builder
			screen := func(what string) {
				m := g.newest()
				all.WriteString("== " + what + "\n" + drawMessage(m.text, m.keyboard))
			}
			g.says("/privacy")
			screen("privacy")
			g.says("/mydata")
			all.WriteString("== the file\n" + strings.Join(g.news, "\n") + "\n" + string(g.files[0].Data))
			g.says("/forget")
			screen("explained")
			g.presses(say.Plain("privacy.forget"))
			screen("asked back")
			g.presses(say.Plain("privacy.yes"))
			screen("going")
			heir.sees("<b>Клуб два</b>: its former lead has left, and 1 event is yours")
			boss.sees("Чай вдвоём", "Клуб один")
			h.is(space.Booking{ID: "own23456"}, space.Cancelled)
			if b := h.is(space.Booking{ID: "duo23456"}, space.Confirmed); b.Resident.ID != heir.ID {
				t.Errorf("the event of the community is %+v's", b.Resident)
			}
			g.says("/book")
			g.sees(say.T("privacy.wait"))
			h.ticks()
			g.sees(say.T("privacy.forgotten"))
			all.WriteString("== the end\n" + g.newest().text + "\n")
			golden(t, "privacy."+string(tag)+".txt", all.String())
			if left := h.traces("470815", "Lidia", "uLidia", "555-01-22"); len(left) > 0 {
				t.Errorf("left of them is\n%s", strings.Join(left, "\n"))
			}
			if b := h.is(space.Booking{ID: "past2345"}, space.Done); b.Title != "— о чае" || !b.Start.Equal(h.at(18, 18)) {
				t.Errorf("the past event is %+v", b)
			}
			if w, _, err := h.db.Wish(t.Context(), "wish4567"); err != nil || w.Version != 1 || !w.Lifted.By.IsGone() || w.Lifted.Reason != "—" {
				t.Errorf("the wish that was put first is %+v, %+v, %v", w, w.Lifted, err)
			}
			boss.says("/log past2345")
			boss.sees("removed")
			g.says("/my")
			g.sees("Lidia")
			g.button(say.Plain("start.agree"))
		})
	}
}

func TestTheFileHasAllThatNamesThePersonAndIsReadByMachines(t *testing.T) {
	h := openHouse(t)
	g := h.settler("ru")
	h.guest(77, "Heir", "ru").says("/mydata")
	if err := h.desk.Store.MarkUnreachable(t.Context(), "blg", g.ID, "blocked", h.now); err != nil {
		t.Fatal(err)
	}
	if err := h.desk.Store.SetPanel(t.Context(), "blg", g.ID, settingsPanel, 7); err != nil {
		t.Fatal(err)
	}
	g.says("/book завтра")
	g.says("/mydata")
	var all allData
	if err := json.Unmarshal(g.files[0].Data, &all); err != nil {
		t.Fatal(err)
	}
	d := all.Points[0]
	counts := map[string][2]int{"bookings": {len(d.Bookings), 3}, "others": {len(d.Elsewhere), 1}, "wishes": {len(d.Wishes), 2}, "communities": {len(d.Communities), 2},
		"links": {len(d.Links), 1}, "announcements": {len(d.Announcements), 1}, "groups": {len(d.GroupsAsked), 1}, "house": {len(d.House), 1}, "planned": {len(d.Planned), 2}, "series": {len(d.Series), 1}}
	for what, n := range counts {
		if n[0] != n[1] {
			t.Errorf("%d %s, want %d:\n%s", n[0], what, n[1], g.files[0].Data)
		}
	}
	if d.Profile == nil || d.Profile.Name != "Lidia" || d.Conversation == nil || d.Conversation.About != flowBook || len(d.Messages) == 0 || len(d.Log) == 0 {
		t.Errorf("it says %s", g.files[0].Data)
	}
	for _, others := range []string{"Oleg", "918273", "uAdmin"} {
		if strings.Contains(string(g.files[0].Data), others) {
			t.Errorf("it tells %s of others: %s", others, g.files[0].Data)
		}
	}
}

func TestTheFileHasWhatIsWrittenAboutThePersonByTheWay(t *testing.T) {
	h := openHouse(t)
	g := h.settler("en")
	me, vera := space.Party{ID: g.ID, Name: g.Name}, space.Party{ID: 43, Name: "Vera"}
	own := h.is(space.Booking{ID: "own23456"}, space.Confirmed)
	h.changes(own, func(b *space.Booking) {
		b.StillOn, b.Begun = &space.Word{By: vera, At: h.now, For: b.Start}, &space.Word{By: me, At: h.now, For: b.Start}
	})
	duo, _, err := h.db.Community(t.Context(), "duo")
	if err != nil {
		t.Fatal(err)
	}
	judged := duo
	judged.About, judged.Decision = "Чай и разговоры", &space.Judgement{Party: me, At: h.now, State: space.CommunityActive, Reason: "Хорошее дело"}
	h.commit(store.Change{Communities: []store.CommunityChange{{Before: &duo, After: judged}},
		Passed: []store.PassedOver{{Wish: "wish2345", Day: h.point.Day(h.at(27, 12)),
			Miss: space.Miss{At: h.now, Reason: space.Unreached, Slot: space.Slot{Room: "hall", Start: h.at(27, 10), End: h.at(27, 12)}}}}})
	h.fails(chat.Out{Kind: chat.Say, Chat: g.ID, Lane: chat.Broadcast, Broadcast: "cast2345", Text: "Чай!"}, "blocked")
	g.says("/mydata")
	var all allData
	if err := json.Unmarshal(g.files[0].Data, &all); err != nil {
		t.Fatal(err)
	}
	d := all.Points[0]
	if len(d.Lifts) != 2 || d.Lifts[0].Reason != "Lidia так решила" || d.Lifts[0].Title != "Концерт" {
		t.Errorf("put first are %+v", d.Lifts)
	}
	if w := d.Wishes[0]; len(w.Passed) != 1 || w.Passed[0].Why != "unreached" {
		t.Errorf("the place in the queue is %+v", w)
	}
	if len(d.Passed) != 1 || d.Passed[0].Why != "too_big" {
		t.Errorf("passed over were besides %+v", d.Passed)
	}
	if c := d.Announcements[0]; c.Missed != "blocked" {
		t.Errorf("the announcement is %+v", c)
	}
	if c := d.Communities[0]; c.About != "Чай и разговоры" || c.Decision == nil || c.Decision.Reason != "Хорошее дело" || c.Decision.By != "Lidia" {
		t.Errorf("the community is %+v", c)
	}
	b := d.Bookings[slices.IndexFunc(d.Bookings, func(b bookingData) bool { return b.Number == own.ID })]
	if b.StillOn == nil || b.StillOn.By != "Vera" || b.Begun == nil || b.Begun.By != "Lidia" {
		t.Errorf("of the booking said %+v and %+v", b.StillOn, b.Begun)
	}
}

// fails puts a message into the outbox that does not arrive.
func (h *house) fails(o chat.Out, why string) {
	h.Helper()
	if err := h.desk.Store.Put(h.Context(), h.point.ID, []chat.Out{o}, h.now); err != nil {
		h.Fatal(err)
	}
	items, err := h.desk.Store.Claim(h.Context(), "test", []store.Ask{{Queue: store.Outbox(h.point.ID, o.Lane), Most: 1}}, h.now)
	if err != nil || len(items) != 1 {
		h.Fatalf("claimed %v, %v", items, err)
	}
	items[0].Outcome = store.Outcome{Point: h.point.ID, Broadcast: o.Broadcast, What: why}
	if _, err := h.desk.Store.Done(h.Context(), "test", items[0], true, h.now); err != nil {
		h.Fatal(err)
	}
}

func TestTheFileComesOnceAnHourAtMost(t *testing.T) {
	h := openHouse(t)
	anna, lidia := h.guest(42, "Anna", "en"), h.stranger(99, "Lidia", "ru")
	for _, g := range []*guest{anna, lidia} {
		g.says("/mydata")
		g.says("/privacy")
	}
	anna.says("/mydata")
	anna.sees("once an hour at most", "after 13:30")
	lidia.presses("Прислать мои данные")
	if told := lidia.toasts[len(lidia.toasts)-1]; !strings.Contains(told, "не чаще раза в час") {
		t.Errorf("told %q", told)
	}
	h.now = h.now.Add(time.Hour)
	anna.says("/mydata")
	if len(anna.files) != 2 || len(lidia.files) != 1 {
		t.Errorf("%d and %d files", len(anna.files), len(lidia.files))
	}
}

func TestOfWhoIsNotKnownNothingIsKeptAndNothingIsRemoved(t *testing.T) {
	h := openHouse(t)
	g := h.stranger(99, "Anna", "en")
	g.says("/privacy")
	g.sees("What I keep")
	g.says("/forget")
	g.sees("I keep nothing about you")
	g.says("/mydata")
	if len(g.files) != 1 || !strings.Contains(string(g.files[0].Data), `"profile": null`) {
		t.Errorf("got %s", g.files)
	}
}

func TestWhatChangedSinceItWasExplainedIsExplainedAgain(t *testing.T) {
	h := openHouse(t)
	g := h.settler("en")
	g.says("/forget")
	g.presses("Forget me")
	yes, _ := g.button("Yes, forget me")
	g.has(func(b *space.Booking) {
		b.ID, b.Title, b.Room, b.Start, b.End = "new23456", "One more", "zone", h.at(28, 18), h.at(28, 20)
	})
	g.forges(yes.Data)
	g.sees("One more", "I will cancel")
	h.is(space.Booking{ID: "own23456"}, space.Confirmed)
	g.presses("Leave everything")
	g.sees("everything stays as it is")
	g.forges(yes.Data)
	h.is(space.Booking{ID: "new23456"}, space.Confirmed)
}

func TestNobodyIsForgottenInTheMiddleOfTheirEventOrAsTheOnlyAdmin(t *testing.T) {
	h := openHouse(t)
	g := h.guest(42, "Anna", "en")
	b := g.has(func(b *space.Booking) { b.Room, b.Start, b.End = "zone", h.now.Add(-time.Hour), h.now.Add(time.Hour) })
	h.changes(b, func(b *space.Booking) { b.State = space.Running })
	g.says("/forget")
	g.sees("is on right now")
	g.hasNo("Forget me")

	h.point.Admins = nil
	vera := h.guest(43, "Vera", "en")
	h.commit(store.Change{Staff: &space.Staff{Added: []space.Party{{ID: 43, Name: "Vera"}}}})
	vera.says("/forget")
	vera.sees("only admin", "no longer decide")
	vera.hasNo("Forget me")
}

func TestAnAdminOfTheConfigIsToldWhatCannotBeRemoved(t *testing.T) {
	h := openHouse(t)
	boss := h.guest(theBoss, "Boss", "en")
	boss.says("/forget")
	boss.sees("settings file")
	boss.presses("Forget me")
	boss.presses("Yes, forget me")
	h.ticks()
	boss.sees("I don't remember you")
	if left := h.traces("Boss"); len(left) > 0 {
		t.Errorf("left is %v", left)
	}
}

func TestAPersonIsForgottenAtAllPoints(t *testing.T) {
	h := openHouse(t)
	khabarovsk := boilingPoint()
	khabarovsk.ID, khabarovsk.Communities = "khv", nil
	h.opensAlso(khabarovsk)
	g := h.guest(470815, "Lidia", "en")
	there := h.desk.Store.Point(khabarovsk)
	b := g.booking(space.Confirmed, func(b *space.Booking) { b.ID, b.Room = "khv23456", "zone" })
	me := space.Person{ID: g.ID, Name: g.Name, Language: "en", Consent: h.now}
	if err := there.Commit(t.Context(), store.Change{People: []space.Person{me}, Bookings: []store.BookingChange{{After: b}}}, h.now); err != nil {
		t.Fatal(err)
	}
	if err := h.desk.Store.SetHome(t.Context(), g.ID, "blg"); err != nil {
		t.Fatal(err)
	}
	g.says("/forget")
	g.sees("I will cancel 1 coming booking")
	g.presses("Forget me")
	g.presses("Yes, forget me")
	h.ticks()
	if left := h.traces("470815", "Lidia"); len(left) > 0 {
		t.Errorf("left is %v", left)
	}
	done := 0
	for _, m := range g.messages {
		if strings.Contains(m.text, "I don't remember you") {
			done++
		}
	}
	if b, _, err := there.Booking(t.Context(), "khv23456"); err != nil || b.State != space.Cancelled || done != 1 {
		t.Errorf("%+v, %v, told %d times", b, err, done)
	}
}

func TestMessagesThatWaitForWhoIsForgottenAreDropped(t *testing.T) {
	h := openHouse(t)
	g := h.guest(470815, "Lidia", "en")
	g.says("/forget")
	g.presses("Forget me")
	g.presses("Yes, forget me")
	late := chat.Out{Kind: chat.Say, Chat: g.ID, Lane: chat.Broadcast, Text: "Remember, Lidia!"}
	if err := h.desk.Store.Put(t.Context(), "blg", []chat.Out{late}, h.now); err != nil {
		t.Fatal(err)
	}
	h.ticks()
	g.seesNot("Remember")
	g.sees("I don't remember you")
}
