package handlers

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/digest"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// getsDigest brings the first page of a digest, as the clock sends it.
func (g *guest) getsDigest(r digest.Reader) {
	g.Helper()
	kitchen := digest.Composer{Point: g.point, Store: g.db, Texts: g.desk.Texts, Now: g.now}
	made, err := kitchen.Compose(g.Context(), r)
	if err != nil || made.Empty() {
		g.Fatalf("no digest for %+v: %v", r, err)
	}
	text, keyboard := made.Page(g.desk.Texts.In(lang.Of(g.Language)), 0)
	g.bring(chat.Out{Kind: chat.Say, Chat: g.ID, Panel: digest.Panel(r.Subject()), Fresh: true, Text: text, Keyboard: keyboard})
}

// weekOf is a house with the digest of its community before a lead.
func weekOf(t *testing.T) (h *house, lead *guest, b space.Booking) {
	t.Helper()
	h = openHouse(t)
	h.point.StillOn = []time.Duration{7 * 24 * time.Hour}
	lead = h.guest(21, "Анна", "ru")
	b = lead.has(func(b *space.Booking) { b.Community, b.Title = "quanta", "Кванты вечером" })
	lead.getsDigest(digest.OfCommunity(h.community("quanta"), false))
	return h, lead, b
}

func (h *house) changes(b space.Booking, by func(*space.Booking)) {
	h.Helper()
	before := h.reload(b)
	after := before
	by(&after)
	h.commit(store.Change{Bookings: []store.BookingChange{{Before: &before, After: after}}})
}

func TestAnEventIsConfirmedFromTheDigest(t *testing.T) {
	h, lead, b := weekOf(t)
	yes, _ := lead.button("Будет")
	lead.presses("Будет")
	lead.sees("✅ будет", "Кванты вечером")
	lead.hasNo("Будет")
	if got := h.reload(b); !got.StillOn.About(got) || got.StillOn.By.ID != 21 {
		t.Errorf("written is %+v", got.StillOn)
	}
	if len(lead.messages) != 1 {
		t.Errorf("more than the digest is there:\n%s", lead.screen())
	}
	version := h.reload(b).Version
	lead.forges(yes.Data)
	lead.sees("Анна")
	if h.reload(b).Version != version {
		t.Error("a second press changed something")
	}
}

func TestWhoWasAskedSeesTheAnswerFromTheDigestInTheQuestion(t *testing.T) {
	h, lead, b := weekOf(t)
	if err := h.desk.Store.SetPanel(t.Context(), h.point.ID, 21, chat.StillPanel(b.ID), 77); err != nil {
		t.Fatal(err)
	}
	lead.presses("Будет")
	lead.sees("Событие в силе")
}

func TestAnEventIsMovedOrGivenUpFromTheDigest(t *testing.T) {
	h, lead, b := weekOf(t)
	lead.presses("· Перенести")
	lead.sees("Кванты вечером")
	if known, err := h.db.Know(t.Context(), 21, 21, 0); err != nil || known.Session.Flow != flowChange {
		t.Errorf("the conversation is %+v, %v", known.Session, err)
	}
	lead.presses("1 · Отменить")
	lead.sees("Точно отменить")
	lead.presses("Да")
	if got := h.reload(b); got.State != space.Cancelled {
		t.Errorf("it is %s", got.State)
	}
}

func TestADigestsButtonOfAnEventThatMovedSaysSo(t *testing.T) {
	h, lead, b := weekOf(t)
	yes, _ := lead.button("Будет")
	h.moves(b, b.Start.Add(24*time.Hour))
	lead.forges(yes.Data)
	lead.sees("уже на другое время")
	if got := h.reload(b); got.StillOn != nil {
		t.Error("it was confirmed all the same")
	}
}

func (h *house) moves(b space.Booking, to time.Time) {
	h.Helper()
	h.changes(b, func(after *space.Booking) { after.End, after.Start = to.Add(b.Length()), to })
}

func TestOnlyWhoAnswersForAnEventActsFromTheDigest(t *testing.T) {
	h, lead, b := weekOf(t)
	stranger := h.guest(77, "Олег", "ru")
	for _, words := range []string{"Будет", "· Перенести", "1 · Отменить"} {
		press, _ := lead.button(words)
		stranger.forges(press.Data)
		stranger.sees("не ваша")
	}
	if got := h.reload(b); got.Version != b.Version {
		t.Errorf("changed to %+v", got)
	}
	page, _ := chat.Press{Verb: chat.VerbDigest, Subject: "quanta", Arg: "page=0"}.Data()
	stranger.forges(page)
	stranger.sees("для лидеров")
	stranger.seesNot("Кванты вечером")
	for _, arg := range []string{"", "page", "page=-1", "yes=x", "book=hall|zz", "day=tomorrow", "eat=1", "page=1|you"} {
		data, err := chat.Press{Verb: chat.VerbDigest, Subject: b.ID, Version: b.Start.Unix(), Arg: arg}.Data()
		if err != nil {
			t.Fatal(err)
		}
		lead.forges(data)
	}
	if got := h.reload(b); got.Version != b.Version {
		t.Errorf("changed to %+v", got)
	}
}

func TestADigestOf300BookingsHasPages(t *testing.T) {
	h := openHouse(t)
	for i := range h.point.Rooms {
		h.point.Rooms[i].SetUp, h.point.Rooms[i].ClearUp = 0, 0
	}
	lead := h.guest(21, "Анна", "ru")
	for n := range 300 {
		start := h.point.At(h.point.Day(h.now).Plus(1+n/96), 10*60+30*(n%24))
		room := []string{"hall", "zone", "class", "expo"}[n/24%4]
		lead.has(func(b *space.Booking) {
			b.Community, b.Room, b.Start, b.End, b.Headcount = "quanta", room, start, start.Add(30*time.Minute), 5
		})
	}
	lead.getsDigest(digest.OfCommunity(h.community("quanta"), false))
	seen := 0
	for page := 0; ; page++ {
		seen += strings.Count(lead.messages[len(lead.messages)-1].text, " — <b>")
		if page > 100 || seen >= 300 {
			break
		}
		lead.presses("›")
	}
	if len(lead.messages) != 1 || seen != 300 {
		t.Errorf("%d events on the pages of %d messages", seen, len(lead.messages))
	}
	lead.presses("‹")
	lead.sees("296.")
	late, _ := chat.Press{Verb: chat.VerbDigest, Subject: "quanta", Arg: "page=9999"}.Data()
	lead.forges(late)
	lead.sees("300.")
}

func TestASlotThatFitsTheHabitsIsBookedWithOneTapAndASend(t *testing.T) {
	h := openHouse(t)
	lead := h.guest(21, "Анна", "ru")
	old := lead.has(func(b *space.Booking) {
		b.Community, b.Title, b.Room, b.Start, b.End, b.Headcount = "quanta", "Клуб", "zone", h.at(26, 18), h.at(26, 20), 12
	})
	for _, state := range []space.State{space.Running, space.Done} {
		h.changes(old, func(b *space.Booking) { b.State = state })
	}
	h.now = h.at(28, 12)
	h.guest(33, "Olga", "en").has(func(b *space.Booking) { b.Start, b.End, b.Open = h.at(30, 12), h.at(30, 14), true })
	lead.getsDigest(digest.OfCommunity(h.community("quanta"), false))
	lead.presses("Забронировать чт 03.12, 18:00")
	lead.sees("Клуб", "чт, 3 декабря, 18:00–20:00", "Зона встреч", "12")
	book, _ := lead.button("Забронировать чт 03.12, 18:00")
	h.guest(77, "Олег", "ru").forges(book.Data)
	h.guests[77].sees("не ваша")
	all, err := h.db.BookingsIn(t.Context(), "quanta", h.now, time.Time{})
	if err != nil || len(all) != 0 {
		t.Errorf("booked without a word: %+v, %v", all, err)
	}
}

func TestADigestInAGroupActsForLeadsAndIsDrawnAnewThere(t *testing.T) {
	c := openClub(t)
	c.tied()
	c.point.StillOn = []time.Duration{7 * 24 * time.Hour}
	b := c.anna.has(func(b *space.Booking) { b.Community, b.Title = "quanta", "Кванты вечером" })
	c.guest.Language = "ru"
	c.getsDigest(digest.OfCommunity(c.community("quanta"), true))
	press := func(who *guest, words string) {
		t.Helper()
		button, _ := c.button(words)
		c.in(who, chat.Event{Kind: chat.Pressed, Data: button.Data, PressID: "p"})
	}
	press(c.vera, "Будет")
	if got := c.reload(b); got.Version != b.Version {
		t.Errorf("somebody else changed it to %+v", got)
	}
	before := len(c.messages)
	press(c.boris, "· Перенести")
	c.boris.sees("Кванты вечером")
	press(c.boris, "Будет")
	c.sees("✅ будет")
	if len(c.messages) != before {
		t.Errorf("the group reads\n%s", c.screen())
	}
	if got := c.reload(b); got.StillOn == nil || got.StillOn.By.ID != 22 {
		t.Errorf("written is %+v", got.StillOn)
	}
}

func TestEverybodyInAGroupTurnsItsDigest(t *testing.T) {
	c := openClub(t)
	c.tied()
	c.anna.evenings(9)
	c.guest.Language = "ru"
	c.getsDigest(digest.OfCommunity(c.community("quanta"), true))
	before := len(c.messages)
	press := func(who *guest, data string) {
		t.Helper()
		c.in(who, chat.Event{Kind: chat.Pressed, Data: data, PressID: "p"})
	}
	for _, who := range []*guest{c.vera, c.stranger(98, "Олег", "ru")} {
		next, _ := c.button("›")
		press(who, next.Data)
		c.sees("9.", "Кванты вечером")
		back, _ := c.button("‹")
		press(who, back.Data)
		c.sees("1.")
		who.neverSays("Кванты")
	}
	if len(c.messages) != before {
		t.Errorf("the group reads\n%s", c.screen())
	}
	next, _ := c.button("›")
	c.vera.forges(next.Data)
	c.vera.sees("для лидеров")
	move, _ := c.button("· Перенести")
	press(c.vera, move.Data)
	if told := c.vera.toasts[len(c.vera.toasts)-1]; !strings.Contains(told, "лидер") {
		t.Errorf("who is no lead is told %q", told)
	}
	c.commit(store.Change{Communities: []store.CommunityChange{{After: space.Community{ID: "atoms", Name: "Атомы", Language: "ru", Leads: []int64{21}}}}})
	other, _ := chat.Press{Verb: chat.VerbDigest, Subject: "atoms", Arg: "page=0"}.Data()
	press(c.vera, other)
	if told := c.vera.toasts[len(c.vera.toasts)-1]; !strings.Contains(told, "лидер") {
		t.Errorf("the digest of another community: %q", told)
	}
}

// evenings are so many events of the community from tomorrow morning on, an hour
// each.
func (g *guest) evenings(n int) {
	for i := range n {
		g.has(func(b *space.Booking) {
			b.Community, b.Title, b.Room, b.Start, b.End = "quanta", "Кванты вечером", "zone", g.at(25, float64(10+i)), g.at(25, float64(11+i))
		})
	}
}

func TestAPersonTurnsOnlyTheirOwnDigest(t *testing.T) {
	h := openHouse(t)
	anna, oleg := h.guest(42, "Анна", "ru"), h.guest(77, "Олег", "ru")
	for n := range 9 {
		anna.has(func(b *space.Booking) {
			b.Open, b.Title, b.Room, b.Start, b.End = false, "Тайна", "zone", h.at(25, float64(10+n)), h.at(25, float64(11+n))
		})
	}
	anna.getsDigest(digest.OfPerson(space.Person{ID: 42}))
	next, _ := anna.button("›")
	anna.presses("›")
	anna.sees("9.")
	oleg.forges(next.Data)
	oleg.seesNot("Тайна")
}

func TestADigestThatLeavesTheHousesEventsToAnotherDoesSoWhenItIsDrawnAnew(t *testing.T) {
	h := openHouse(t)
	h.point.StillOn = []time.Duration{7 * 24 * time.Hour}
	h.commit(store.Change{Communities: []store.CommunityChange{{After: space.Community{ID: "atoms", Name: "Атомы", Language: "ru", Leads: []int64{21}}}}})
	lead, max := h.guest(21, "Анна", "ru"), h.guest(22, "Макс", "ru")
	lead.has(func(b *space.Booking) { b.Community, b.Title = "quanta", "Кванты вечером" })
	h.guest(42, "Вера", "ru").has(func(b *space.Booking) { b.Title, b.Open, b.Room = "Чай для всех", true, "expo" })
	brief := digest.OfCommunity(h.community("quanta"), false)
	max.getsDigest(brief) // who leads but this one
	max.sees("Кванты вечером", "Чай для всех")
	brief.Brief = true
	lead.getsDigest(brief)
	lead.presses("Будет")
	lead.sees("Кванты вечером", "✅ будет")
	lead.neverSays("Чай для всех")
}
