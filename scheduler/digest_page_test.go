package scheduler

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// fullWeek is a house in which a community has a bit of everything.
func fullWeek(t *testing.T, language string) *house {
	h := newHouse(t)
	h.point.Reminders, h.point.StillOn = nil, []time.Duration{3 * day}
	h.point.Closures = []space.Closure{{First: space.Date{Year: 2026, Month: 12, Day: 1}, Last: space.Date{Year: 2026, Month: 12, Day: 2}, Room: "hall",
		Reason: space.Local{"ru": "новый пол", "en": "new floor", "zh": "换地板"}}}
	h.write(store.Change{People: []space.Person{{ID: admin1, Name: "Zhao", Language: language}, {ID: 71, Name: "Lev", Language: language}}})
	h.communities(space.Community{ID: "chess", Name: "Chess & Co", Language: language, Chat: -7, Leads: []int64{71}},
		space.Community{ID: "idle", Name: "Idle", Language: language})
	news := space.News{Text: "Tea & cakes on Friday", By: space.Party{ID: admin1}}
	h.write(store.Change{News: &news})
	at := func(days, hour int) time.Time { return h.point.At(h.point.Day(monday).Plus(days), hour*60) }
	mine := func(state space.State, title string, start time.Time) space.Booking {
		b := h.event(state, start)
		b.Community, b.Title, b.Open, b.Resident = "chess", title, false, space.Party{ID: 71, Name: "Lev"}
		return b
	}
	h.past(mine(space.Confirmed, "Blitz", at(-7, 18)), space.Done)
	h.past(mine(space.Confirmed, "Nobody came", at(-3, 18)), space.NoShow)
	h.book(mine(space.Confirmed, "Blitz", at(1, 18)))
	sure := h.book(mine(space.Confirmed, "Final", at(3, 10)))
	h.change(sure.ID, func(b *space.Booking) {
		b.StillOn = &space.Word{By: b.Resident, At: h.time(), For: b.Start}
	})
	h.book(mine(space.Requested, "New year", at(30, 18)))
	h.book(h.event(space.Confirmed, at(2, 12)))
	for i, id := range []string{"chess", "quanta"} {
		h.write(store.Change{Wishes: []store.WishChange{{After: space.Wish{ID: "w" + id, State: space.WishWaiting, Community: id,
			Resident: space.Party{ID: 71}, Event: space.Event{Title: "Cup", Headcount: 10}, Created: h.time().Add(time.Duration(i) * time.Minute),
			Want: h.point.WantSlot(space.Slot{Room: "class", Start: at(2, 12), End: at(2, 14)})}}}})
	}
	return h
}

// past writes a booking of the past that ended so.
func (h *house) past(b space.Booking, as space.State) {
	h.t.Helper()
	now := h.time()
	h.set(b.Start.Add(-time.Hour))
	b = h.book(b)
	h.change(b.ID, func(b *space.Booking) { b.State = space.Running })
	h.set(b.End)
	h.change(b.ID, func(b *space.Booking) { b.State = as })
	h.set(now)
}

// mondays are the digests of a Monday.
func (h *house) mondays() []chat.Out {
	h.t.Helper()
	c := h.clock()
	h.tickAt(c, saturday)
	h.sent()
	h.tickAt(c, monday)
	var all []chat.Out
	for _, o := range h.sent() {
		if strings.HasPrefix(o.Occasion, string(space.DueDigest)+":") {
			all = append(all, o)
		}
	}
	return all
}

func TestDigestsReadAsTheyShould(t *testing.T) {
	for _, language := range []string{"ru", "en", "zh"} {
		h := fullWeek(t, language)
		h.write(store.Change{People: []space.Person{{ID: 71, Version: 1, Name: "Lev", Language: language, Settings: space.Settings{OwnDigest: space.Yes}}}})
		var some []chat.Out
		for _, o := range h.mondays() {
			if o.Chat == -7 || o.Chat == 71 || o.Chat == admin1 {
				some = append(some, o)
			}
		}
		if len(some) != 3 {
			t.Errorf("%s: %d digests", language, len(some))
		}
		compare(t, "testdata/digest."+language+".golden", transcript(t, some))
	}
}

func TestADigestGoesToTheTopicOfTheGroupWithButtonsThatBindToTheOccasion(t *testing.T) {
	h := fullWeek(t, "en")
	c, _, err := h.db.Community(t.Context(), "chess")
	if err != nil {
		t.Fatal(err)
	}
	after := c
	after.Thread = 5
	h.write(store.Change{Communities: []store.CommunityChange{{Before: &c, After: after}}})
	for _, o := range h.mondays() {
		if o.Chat != -7 {
			continue
		}
		if o.Thread != 5 || o.Panel != "digest:chess" || !o.Fresh {
			t.Errorf("sent as %+v", o)
		}
		p, err := chat.ParsePress(o.Keyboard[0][0].Data)
		start := h.point.At(h.point.Day(monday).Plus(1), 18*60)
		if err != nil || p.Verb != chat.VerbDigest || p.Version != start.Unix() || p.Arg != "yes=0" {
			t.Errorf("the first button is %+v, %v", p, err)
		}
	}
}

func TestALeadReadsTheDigestInTheirOwnLanguage(t *testing.T) {
	h := newHouse(t)
	h.book(h.event(space.Confirmed, monday.Add(2*day)))
	said := map[int64]string{}
	for _, o := range h.mondays() {
		said[o.Chat] = o.Text
	}
	if !strings.Contains(said[vera], "这是你们的一周") || !strings.Contains(said[boris], "вот ваша неделя") {
		t.Errorf("to Vera %s\nto Boris %s", said[vera], said[boris])
	}
}

var markup = regexp.MustCompile(`<[^>]*>`)

// fits fails where Telegram would refuse a message, or cut it.
func fits(t *testing.T, text string, k chat.Keyboard) {
	t.Helper()
	if n := len(utf16.Encode([]rune(html.UnescapeString(markup.ReplaceAllString(text, ""))))); n > 4096 {
		t.Errorf("a message of %d units", n)
	}
	if n := strings.Count(text, "</"); n > 100 {
		t.Errorf("%d marks", n)
	}
	buttons := 0
	for _, row := range k {
		buttons += len(row)
		if len(row) > 8 {
			t.Errorf("%d buttons in a row", len(row))
		}
	}
	if buttons > 100 {
		t.Errorf("%d buttons", buttons)
	}
}

func TestADigestOfLongTitlesFitsAMessage(t *testing.T) {
	h := newHouse(t)
	h.point.Reminders, h.point.Longest = nil, time.Hour
	for i := range 60 {
		for _, room := range []string{"hall", "class"} {
			b := h.event(space.Confirmed, monday.Add(time.Duration(i)*150*time.Minute))
			b.Room, b.Title, b.End = room, strings.Repeat("<😀>", 60), b.Start.Add(time.Hour)
			h.book(b)
		}
	}
	h.communities(space.Community{ID: "chess", Name: strings.Repeat("&", 300), Language: "en", Chat: -7})
	for _, o := range h.mondays() {
		fits(t, o.Text, o.Keyboard)
		if last := o.Keyboard[len(o.Keyboard)-1]; o.Chat == -7 && !strings.HasPrefix(last[0].Text, "1 / ") {
			t.Errorf("what does not fit has no page: %+v", last)
		}
	}
}

func TestTheAdminsHearWhatCollidesWhoIsSilentAndWhoCannotBeReached(t *testing.T) {
	h := fullWeek(t, "en")
	crowd := h.event(space.Confirmed, monday.Add(4*day))
	crowd.Title, crowd.Headcount = "Crowd", 39
	h.book(crowd)
	h.write(store.Change{House: &space.House{Seats: map[string]int{"class": 30}}})
	if err := h.store.MarkUnreachable(t.Context(), h.point.ID, -7, "kicked", saturday); err != nil {
		t.Fatal(err)
	}
	for _, o := range h.mondays() {
		if o.Chat != admin1 {
			continue
		}
		fits(t, o.Text, o.Keyboard)
		for _, want := range []string{"1 request waits", "<b>New year</b>", "2 wishes in the queue", "2 wait for the same", "<b>Crowd</b>", "more people than seats",
			"Classroom: ", "Nobody came to 1 event", "<b>Nobody came</b>", "silent for over two months: Idle", "cannot write to 2 communities: Chess &amp; Co, Idle"} {
			if !strings.Contains(o.Text, want) {
				t.Errorf("no %q in %s", want, o.Text)
			}
		}
		return
	}
	t.Error("the admins have no digest")
}

// BenchmarkDigests composes the digests of 150 communities, each with a past, a
// week ahead and a wish in line. It takes a second on a slow machine.
func BenchmarkDigests(b *testing.B) {
	h := newHouse(b)
	h.point.Reminders = nil
	for i := range 150 {
		id := fmt.Sprint("c", i)
		h.communities(space.Community{ID: id, Name: id, Language: "ru", Chat: int64(-1000 - i)})
		for n := range 20 {
			past := h.event(space.Done, monday.Add(-time.Duration(7+7*n)*day).Add(time.Duration(i%10)*time.Hour))
			past.Community = id
			h.write(store.Change{Bookings: []store.BookingChange{{After: past}}})
		}
		h.write(store.Change{Wishes: []store.WishChange{{After: space.Wish{ID: "w" + id, State: space.WishWaiting, Community: id,
			Event: space.Event{Title: "Cup", Headcount: 10}, Created: h.time(), Want: space.WantSpan(h.point.Day(monday), h.point.Day(monday).Plus(60), 0, space.Hours{Open: 600, Close: 1200}, time.Hour)}}}})
	}
	for n := range 40 {
		h.book(h.event(space.Confirmed, monday.Add(time.Duration(4*n)*time.Hour)))
	}
	c := h.clock()
	h.tickAt(c, saturday)
	b.ResetTimer()
	for n := range b.N {
		h.tickAt(c, monday.Add(time.Duration(n)*7*day))
		b.ReportMetric(float64(len(h.sent())), "messages")
	}
}

func TestALeadOfSeveralCommunitiesIsToldOnceWhatIsOnInTheHouse(t *testing.T) {
	h := newHouse(t)
	h.point.Reminders = nil
	h.write(store.Change{People: []space.Person{{ID: 71, Name: "Lev", Language: "en"}, {ID: 72, Name: "Ida", Language: "en", Settings: space.Settings{OwnDigest: space.Yes}}}})
	h.communities(space.Community{ID: "chess", Name: "Chess", Language: "en", Leads: []int64{71, 72}},
		space.Community{ID: "go", Name: "Go", Language: "en", Leads: []int64{71}},
		space.Community{ID: "tea", Name: "Tea", Language: "en", Leads: []int64{71}})
	h.book(h.event(space.Confirmed, monday.Add(2*day))) // of others, and open
	for i, id := range []string{"chess", "go"} {
		b := h.event(space.Confirmed, monday.Add(time.Duration(3+i)*day))
		b.Community, b.Title, b.Open = id, "Ours of "+id, false
		h.book(b)
	}
	said := map[string]string{}
	for _, o := range h.mondays() {
		if o.Chat == 71 || o.Chat == 72 {
			said[fmt.Sprint(o.Chat, " ", o.Panel)] = o.Text
		}
	}
	for who, open := range map[string]bool{"71 digest:chess": true, "71 digest:go": false, "72 digest:chess": false, "72 digest:@72": true} {
		if strings.Contains(said[who], "Open to all") != open || said[who] == "" {
			t.Errorf("%s reads %q", who, said[who])
		}
		if own := strings.Contains(said[who], "Ours of "); own != (who != "72 digest:@72") {
			t.Errorf("%s reads of their own: %v", who, own)
		}
	}
	if len(said) != 4 {
		t.Errorf("%d digests: %v", len(said), said)
	}
}
