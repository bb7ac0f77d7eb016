package handlers

import (
	"strconv"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/digest"
	"samovar/internal/space"
	"samovar/internal/store"
)

// manor is a house with something of every kind that rights are about: all of
// it belongs to Anna and the community "quanta", and is in the classroom.
type manor struct {
	*house
	bookings  map[string]space.Booking // by what they are there for
	wish      map[string]space.Wish
	series    space.Series
	cast      space.Broadcast
	community space.Community
	group     int64
}

// The people of the manor, by their role.
const (
	theStranger = 601 + iota
	theResident
	theBooker
	theLead
	theOtherLead
	theApprover
	theOtherApprover
	theDeputy
	theFormerDeputy
	theAdmin = theBoss
)

func openManor(t testing.TB) *manor {
	m := &manor{house: openHouse(t), bookings: map[string]space.Booking{}, wish: map[string]space.Wish{}, group: -700}
	m.point.Rooms[2].Approvers, m.point.Rooms[3].Approvers = []int64{theApprover}, []int64{theOtherApprover}
	m.point.NoShowAfter = 20 * time.Minute
	for id := int64(theResident); id <= theFormerDeputy; id++ {
		m.guest(id, "P"+strconv.FormatInt(id, 10), "en")
	}
	m.guest(theAdmin, "Admin", "en")
	m.stranger(theStranger, "Stranger", "en")
	m.commit(store.Change{
		Staff: &space.Staff{Away: []space.Absence{
			{Who: space.Party{ID: theOther}, Since: m.now, Until: m.now.AddDate(0, 0, 3), Deputy: space.Party{ID: theDeputy}},
			{Who: space.Party{ID: theBoss}, Since: m.now.AddDate(0, 0, -3), Until: m.now.AddDate(0, 0, -1), Deputy: space.Party{ID: theFormerDeputy}}}},
		News: &space.News{Text: "Tea at five"},
		Communities: []store.CommunityChange{
			{After: m.led("chess", theOtherLead)}, {After: m.led("robots", theLead)}},
		Groups: []space.Group{{Chat: m.group, Title: "Robots", Asked: []int64{theLead}, Wanted: "robots"}},
	})
	m.community = m.reread("robots")
	m.fill()
	return m
}

func (m *manor) led(id string, lead int64) space.Community {
	return space.Community{ID: id, Name: id, Language: "en", State: space.CommunityActive, Leads: []int64{lead}}
}

func (m *manor) reread(id string) space.Community {
	c, ok, err := m.db.Community(m.Context(), id)
	if err != nil || !ok {
		m.Fatalf("community %s: %v %v", id, ok, err)
	}
	return c
}

// fill books what rights are about.
func (m *manor) fill() {
	add := func(name string, day int, state space.State, change func(*space.Booking)) {
		m.bookings[name] = m.guests[theBooker].keeps(state, func(b *space.Booking) {
			b.Room, b.Start, b.End, b.Community = "class", m.at(day, 10), m.at(day, 11), "robots"
			b.Headcount, b.Title = 10, "Secret "+name
			if change != nil {
				change(b)
			}
		})
	}
	add("request", 26, space.Requested, func(b *space.Booking) { b.Messenger = []int64{theAdmin, theApprover} })
	add("confirmed", 27, space.Confirmed, nil)
	add("declined", 28, space.Declined, nil)
	add("asked", 30, space.ChangesAsked, func(b *space.Booking) {
		b.Proposed = []space.Slot{{Room: "class", Start: m.at(30, 15), End: m.at(30, 16)}}
	})
	add("changing", 31, space.Confirmed, func(b *space.Booking) {
		slot := space.Slot{Room: "class", Start: m.at(31, 15), End: m.at(31, 16)}
		b.Change = &space.Proposal{Slot: slot, Event: b.Event, By: b.Resident, At: m.now}
	})
	add("running", 24, space.Running, func(b *space.Booking) {
		b.Start, b.End = m.now.Add(-30*time.Minute), m.now.Add(30*time.Minute)
	})
	for day := range 2 {
		add("date"+strconv.Itoa(day), 39+7*day, space.Requested, func(b *space.Booking) { b.Series = "series1" })
	}
	date := m.bookings["date0"]
	m.series = space.Series{ID: "series1", Room: "class", Event: date.Event, Community: "robots", Resident: date.Resident, Created: m.now,
		Rule:  space.Rule{Rhythm: space.Weekly, First: m.point.Day(date.Start), Start: 10 * 60, Length: time.Hour, Count: 3},
		Later: []space.Date{{Year: 2027, Month: 6, Day: 2}}}
	m.cast = space.Broadcast{ID: "cast1", By: space.Party{ID: theBoss}, Text: "Hello", State: space.BroadcastSending, Total: 1, Begun: m.now}
	waiting := m.wished("wish1", space.WishWaiting, nil)
	offered := m.wished("wish2", space.WishOffered, &space.Offer{
		Slot: space.Slot{Room: "class", Start: m.at(37, 12), End: m.at(37, 13)}, Made: m.now, Deadline: m.now.Add(time.Hour)})
	m.commit(store.Change{Series: []store.SeriesChange{{After: m.series}}, Wishes: []store.WishChange{{After: waiting}, {After: offered}},
		Broadcasts: []store.BroadcastChange{{After: m.cast, Recipients: []space.Recipient{{Chat: theResident}}}}})
	for _, id := range []string{"wish1", "wish2"} {
		w, ok, err := m.db.Wish(m.Context(), id)
		if err != nil || !ok {
			m.Fatalf("wish %s: %v %v", id, ok, err)
		}
		m.wish[id] = w
	}
}

// keeps writes a booking in any state without a word to anybody.
func (g *guest) keeps(state space.State, change func(*space.Booking)) space.Booking {
	g.Helper()
	b := g.booking(state, change)
	g.commit(store.Change{Bookings: []store.BookingChange{{After: b}}})
	return g.reload(b)
}

func (m *manor) wished(id string, state space.WishState, o *space.Offer) space.Wish {
	b := m.bookings["request"]
	day := space.Date{Year: 2026, Month: 12, Day: 7}
	return space.Wish{ID: id, State: state, Resident: b.Resident, Community: "robots", Event: b.Event, Created: m.now, Offer: o,
		Want: space.Want{Rooms: []string{"class"}, First: day, Last: day, From: 12 * 60, Until: 13 * 60, Length: time.Hour}}
}

// commands are a command of every name.
func (m *manor) commands() []string {
	var all []string
	for name := range commandRights() {
		if name == "log" {
			name += " " + m.bookings["request"].ID
		}
		all = append(all, name)
	}
	return all
}

// presses are buttons of every line of the table, as they would be drawn now.
func (m *manor) presses() []chat.Press {
	about := func(verb, booking, arg string) chat.Press {
		b := m.bookings[booking]
		return chat.Press{Verb: verb, Subject: b.ID, Version: b.Version, Arg: arg}
	}
	at := func(verb, booking, arg string) chat.Press {
		b := m.bookings[booking]
		return chat.Press{Verb: verb, Subject: b.ID, Version: b.Start.Unix(), Arg: arg}
	}
	of := func(verb, arg string) chat.Press {
		return chat.Press{Verb: verb, Subject: "robots", Version: m.community.Version, Arg: arg}
	}
	plain := func(verb, arg string) chat.Press { return chat.Press{Verb: verb, Arg: arg} }
	admin := strconv.Itoa(theOther)
	free := space.Slot{Room: "class", Start: m.at(37, 18), End: m.at(37, 19)}
	return []chat.Press{
		plain(verbAgree, ""), plain(verbLanguage, "zh"), plain(verbPoint, "blg"), plain(verbPrivacy, privacyAsk), plain(verbMenu, "my"), plain(dialog.Verb, dialog.ArgCancel),
		{Verb: verbSettings, Version: 1, Arg: "/" + pageMain}, of(verbSettings, "robots/"+pageMain), of(verbSettings, "robots/"+pageOpen),
		plain(verbSchedule, "2026-11-26"), plain(verbDay, "2026-12-07"), plain(verbMy, "0"),
		about(verbShow, "request", "0"), about(verbShow, "confirmed", chat.FromNotice),
		about(verbGiveUp, "request", "ask"), about(verbGiveUp, "confirmed", "yes"),
		about(verbChange, "request", changeEdit), about(verbChange, "confirmed", changeHand), about(verbChange, "changing", changeDrop),
		about(verbCalendar, "confirmed", ""), about(verbReply, "asked", "0"), about(verbTake, "asked", "0"),
		about(verbAgain, "declined", "class|"+strconv.FormatInt(m.at(37, 15).Unix(), 10)),
		{Verb: verbWish, Subject: "wish1", Version: m.wish["wish1"].Version, Arg: "leave"},
		{Verb: verbOffer, Subject: "wish2", Version: m.wish["wish2"].Version, Arg: chat.OfferTake},
		{Verb: verbOffer, Subject: "wish2", Version: m.wish["wish2"].Version, Arg: chat.OfferPass},
		about(verbRest, "date0", "ask"), about(verbRest, "date0", "yes"),
		{Verb: verbSeries, Subject: "series1", Arg: "mine=0"}, {Verb: verbSeries, Subject: "series1", Version: 1, Arg: "stop"},
		{Verb: verbSeries, Subject: "series1", Version: 2, Arg: "reply"}, {Verb: verbSeries, Subject: "series1", Version: 2, Arg: "ask"},
		{Verb: verbSeries, Subject: "series1", Version: 2, Arg: "yes"}, {Verb: verbSeries, Subject: "series1", Version: 2, Arg: "no"},
		at(verbStill, "confirmed", chat.StillYes), at(verbStill, "confirmed", chat.StillFree),
		at(verbDoor, "running", chat.DoorThere), at(verbDoor, "running", chat.DoorNobody), at(verbDoor, "running", doorNobodySure),
		at(verbDoor, "running", chat.DoorBegun), at(verbDoor, "running", chat.DoorOff),
		plain(verbDigest, digest.Act{Do: digest.OnDay, Day: space.Date{Year: 2026, Month: 12, Day: 7}}.Arg()),
		about(verbDigest, "confirmed", digest.Act{Do: digest.Book, Slot: free}.Arg()),
		of(verbDigest, digest.Act{Do: digest.Turn}.Arg()), at(verbDigest, "confirmed", digest.Act{Do: digest.Yes}.Arg()),
		plain(verbCommunity, "list"), plain(verbCommunity, "found"), of(verbCommunity, "card"), of(verbCommunity, "invite"), of(verbCommunity, "leave"),
		of(verbGroup, groupArg(groupMove, m.group)), of(verbGroup, groupArg(groupKeep, m.group)),
		of(verbGroup, groupArg(groupTie, m.group)), of(verbGroup, groupArg(groupNo, m.group)), of(verbGroup, groupCard), of(verbGroup, groupLink),
		plain(verbQueue, "0"), about(verbDecide, "request", "yes"), about(verbDecide, "request", "no"), about(verbPropose, "request", "m"),
		about(verbAmend, "changing", "yes"), about(verbLog, "request", ""), plain(verbAway, awayBack),
		{Verb: verbAdmins, Version: 1, Arg: "list"}, {Verb: verbAdmins, Version: 1, Arg: "add"}, {Verb: verbAdmins, Version: 1, Arg: "yes=" + admin},
		plain(verbLine, "0"), {Verb: verbLine, Subject: "wish1", Version: m.wish["wish1"].Version, Arg: liftAsk},
		plain(verbHouse, "list"), plain(verbHouse, houseClose),
		{Verb: verbNews, Version: 1, Arg: newsWrite}, {Verb: verbNews, Version: 1, Arg: newsRemove}, plain(verbReach, "0"), plain(verbStatus, ""),
		{Verb: chat.VerbBroadcast, Subject: "cast1", Arg: chat.BroadcastStop}, {Verb: chat.VerbBroadcast, Subject: "cast1", Arg: chat.BroadcastGoOn}, plain(verbCommunities, "active.0"),
		of(verbOversee, "card@active.0"), of(verbOversee, "invite@active.0"), of(verbOversee, "arch@active.0"),
	}
}
