package handlers

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

const clubID = -1000000000007

// club is a group, seen as its members see it, with leads of the community
// "quanta" and somebody else.
type club struct {
	*guest
	anna, boris, vera *guest // anna and boris lead
}

func openClub(t *testing.T) club {
	h := openHouse(t)
	c := club{anna: h.guest(21, "Анна", "ru"), boris: h.guest(22, "Boris", "en"), vera: h.guest(23, "Вера", "ru")}
	c.guest = h.stranger(clubID, "Клуб", "ru")
	return c
}

// in is something that a person does in the group.
func (c club) in(who *guest, e chat.Event) {
	c.Helper()
	c.updates++
	e.ID, e.At, e.From = c.updates, c.now, who.Person
	e.Place = chat.Place{ID: c.guest.ID, Type: chat.Group, Title: "Клуб <любителей>"}
	c.handle(e)
}

func (c club) command(who *guest, text string) {
	c.Helper()
	name, rest, _ := strings.Cut(strings.TrimPrefix(text, "/"), " ")
	c.in(who, chat.Event{Kind: chat.Command, Command: name, Text: rest, Named: true})
}

func (c club) adds(who *guest) {
	c.Helper()
	c.in(who, chat.Event{Kind: chat.Opened, Standing: chat.Member})
}

// tied is the community with the group connected by its lead.
func (c club) tied() {
	c.Helper()
	c.adds(c.anna)
	c.anna.presses("Да, это она")
	if got := c.community("quanta"); got.Chat != c.guest.ID {
		c.Fatalf("not tied: %+v", got)
	}
}

func (h *house) community(id string) space.Community {
	h.Helper()
	c, ok, err := h.db.Community(h.Context(), id)
	if err != nil || !ok {
		h.Fatal(id, ok, err)
	}
	return c
}

func (h *house) founds(id, name string, leads ...int64) {
	h.Helper()
	h.commit(store.Change{Communities: []store.CommunityChange{{After: space.Community{ID: id, Name: name, Language: "ru", Leads: leads}}}})
}

func TestALeadChoosesTheTopicByTypingInIt(t *testing.T) {
	c := openClub(t)
	c.tied()
	c.in(c.vera, chat.Event{Kind: chat.Command, Command: "topic", Thread: 77})
	c.sees("выбирает лидер")
	topic := chat.Event{Kind: chat.Command, Command: "topic", Thread: 77, Topic: "События <и> планы"}
	c.in(c.anna, topic)
	c.sees("теперь пишу в эту тему")
	if got := c.community("quanta"); got.Thread != 77 {
		t.Errorf("topic %d", got.Thread)
	}
	c.now = c.now.Add(time.Minute)
	c.in(c.anna, topic)
	c.sees("и так пишу")
	c.anna.says("/group")
	c.anna.sees("Тема: «События &lt;и&gt; планы»")
	c.anna.presses("Писать в общую тему")
	if got := c.community("quanta"); got.Thread != 0 {
		t.Errorf("topic %d", got.Thread)
	}
	c.in(c.anna, topic)
	c.in(c.anna, chat.Event{Kind: chat.Command, Command: "topic"})
	c.sees("в общую тему")
}

func TestWhatBecomesOfAGroupIsKeptAndToldOnce(t *testing.T) {
	c := openClub(t)
	c.tied()
	c.in(c.vera, chat.Event{Kind: chat.Command, Command: "topic", Thread: 77})
	c.in(c.anna, chat.Event{Kind: chat.Command, Command: "topic", Thread: 77})
	for _, step := range []struct {
		event  chat.Event
		said   string
		marked space.GroupWhy
		thread int
	}{
		{chat.Event{Kind: chat.Ranked, Standing: chat.Muted}, "мне нельзя писать", space.GroupMuted, 77},
		{chat.Event{Kind: chat.Ranked, Standing: chat.Muted}, "", space.GroupMuted, 77},
		{chat.Event{Kind: chat.Topical, Standing: chat.TopicClosed}, "", space.GroupMuted, 77},
		{chat.Event{Kind: chat.Topical, Standing: chat.TopicOpen}, "снова могу писать", "", 77},
		{chat.Event{Kind: chat.Topical, Standing: chat.TopicOpen}, "", "", 77},
		{chat.Event{Kind: chat.Blocked, Standing: chat.Kicked}, "Меня убрали", space.GroupKicked, 77},
		{chat.Event{Kind: chat.Opened, Standing: chat.Member}, "снова могу писать", "", 77},
		{chat.Event{Kind: chat.Topical, Thread: 5, Standing: chat.TopicClosed}, "", "", 77},
		{chat.Event{Kind: chat.Topical, Thread: 77, Standing: chat.TopicClosed}, "закрыли", space.TopicClosed, 0},
		{chat.Event{Kind: chat.Topical, Thread: 77, Standing: chat.TopicOpen}, "открыли", "", 77},
		{chat.Event{Kind: chat.Ranked, Standing: chat.Ruling}, "", "", 77},
		{chat.Event{Kind: chat.Topical, Thread: 77, Standing: chat.TopicClosed}, "", "", 77},
	} {
		c.in(c.vera, step.event)
		if told := strings.Join(c.anna.news, "\n"); (step.said == "") != (told == "") || !strings.Contains(told, step.said) {
			t.Errorf("%+v: Анна reads %q", step.event, told)
		}
		got, marked := c.community("quanta"), space.GroupWhy("")
		if got.Trouble != nil {
			marked = got.Trouble.Why
		}
		if marked != step.marked || got.Thread != step.thread || got.Chat != clubID {
			t.Errorf("%+v: %+v with %+v", step.event, got, got.Trouble)
		}
	}
}

func TestAGroupThatMovedIsFollowedWithAllThatIsKnownOfIt(t *testing.T) {
	c := openClub(t)
	c.tied()
	c.in(c.vera, chat.Event{Kind: chat.Migrated, NewChat: -1005})
	c.anna.sees("стала супергруппой")
	c.boris.sees("became a supergroup")
	c.in(c.vera, chat.Event{Kind: chat.Migrated, NewChat: -1005}) // told by the other group
	c.anna.seesNot("стала супергруппой")
	c.in(c.vera, chat.Event{Kind: chat.Blocked, Standing: chat.Kicked}) // out of the old one
	got := c.community("quanta")
	if got.Chat != -1005 || got.Trouble != nil {
		t.Errorf("after the move: %+v", got)
	}
	c.anna.says("/group")
	c.anna.sees("«Клуб &lt;любителей&gt;»")
}

func TestAGroupThatMovesLeavesItsTroubleBehind(t *testing.T) {
	c := openClub(t)
	c.tied()
	c.in(c.vera, chat.Event{Kind: chat.Blocked, Standing: chat.Kicked}) // heard before the move that it comes with
	c.anna.sees("убрали")
	c.in(c.vera, chat.Event{Kind: chat.Migrated, NewChat: -1005})
	c.anna.sees("стала супергруппой")
	got := c.community("quanta")
	if got.Chat != -1005 || got.Trouble != nil {
		t.Errorf("after the move: %+v with %+v", got, got.Trouble)
	}
	if g, err := c.db.Group(t.Context(), -1005); err != nil || g.Out {
		t.Errorf("the supergroup is %+v, %v", g, err)
	}
	if marks, err := c.desk.Store.UnreachableChats(t.Context(), "blg"); err != nil || len(marks) > 0 {
		t.Errorf("marked are %v, %v", marks, err)
	}
}

func TestALeadTriesAgainOrDisconnectsTheGroup(t *testing.T) {
	c := openClub(t)
	c.tied()
	c.in(c.vera, chat.Event{Kind: chat.Ranked, Standing: chat.Muted})
	c.anna.says("/group")
	c.anna.sees("Мне нельзя там писать")
	c.anna.presses("Проверить ещё раз")
	c.sees("Снова на связи")
	if got := c.community("quanta"); got.Trouble != nil {
		t.Errorf("still marked: %+v", got.Trouble)
	}
	off, _ := c.anna.button("Отключить группу")
	c.anna.presses("Отключить группу")
	c.anna.presses("Да")
	c.sees("больше не подключена")
	c.boris.sees("disconnected")
	if got := c.community("quanta"); got.Chat != 0 {
		t.Errorf("still tied: %+v", got)
	}
	count := len(c.messages)
	c.anna.forges(off.Data)
	if len(c.messages) != count || c.anna.toasts[len(c.anna.toasts)-1] != "Здесь уже что-то изменилось. Посмотрите ещё раз" {
		t.Errorf("an old button says %q", c.anna.toasts)
	}
}

func TestForgedPressesAboutGroupsChangeNothing(t *testing.T) {
	c := openClub(t)
	c.tied()
	before := c.community("quanta")
	version := strconv.FormatInt(before.Version, 36)
	for _, arg := range []string{"card", "off", "off_yes", "general", "check", "link", "tie=-5", "no=-5", "move=-5", "keep=x", "tie=", "what"} {
		c.vera.forges("group:quanta:" + version + ":" + arg)
		c.vera.forges("group:nobody:" + version + ":" + arg)
	}
	c.anna.forges("group:quanta:" + version + ":tie=-99") // she was never asked about that
	c.anna.forges("group:quanta:" + version + ":general")
	if got := c.community("quanta"); got.Version != before.Version {
		t.Errorf("changed to %+v", got)
	}
	c.vera.seesNot("Клуб")
}

func TestAButtonInAGroupActsForWhoMayAndGoesOnInPrivate(t *testing.T) {
	c := openClub(t)
	c.tied()
	b := c.anna.booking(space.Confirmed, func(b *space.Booking) { b.Community = "quanta" })
	c.commit(store.Change{Bookings: []store.BookingChange{{After: b}}})
	press := func(who *guest) {
		t.Helper()
		c.in(who, chat.Event{Kind: chat.Pressed, PressID: "p", Data: "show:" + b.ID + ":1:note"})
	}
	count := len(c.messages)
	press(c.vera)
	c.vera.seesNot(b.Title)
	if got := c.vera.toasts; len(got) != 0 {
		t.Errorf("a toast of the group went to the private chat: %q", got)
	}
	c.sees("для лидеров сообщества")
	nobody := c.stranger(99, "Nobody", "en")
	press(nobody)
	c.sees("@samovar_bot")
	press(c.boris)
	c.boris.sees(b.Title, "private chat")
	if len(c.messages) != count {
		t.Errorf("the group reads %s", c.screen())
	}
}

func TestTheCardsOfGroupsLookAsTheyShould(t *testing.T) {
	c := openClub(t)
	c.tied()
	tied := c.community("quanta")
	topic := tied.In(77)
	cards := map[string]space.Community{"1 none": tied.Tied(0), "2 tied": tied, "3 topic": topic}
	for i, why := range []space.GroupWhy{space.GroupKicked, space.GroupMuted, space.GroupGone, space.TopicGone, space.TopicClosed} {
		cards[strconv.Itoa(4+i)+" "+why.String()], _ = topic.Hit(why, 77, c.now)
	}
	for _, tag := range lang.Tags() {
		var all strings.Builder
		for _, name := range slices.Sorted(maps.Keys(cards)) {
			x := &turn{Desk: c.desk, ctx: t.Context(), now: c.now.Add(time.Hour), point: c.point, db: c.db, say: c.desk.Texts.In(tag)}
			text, k, err := x.groupPart(x.say, cards[name])
			if err != nil {
				t.Fatal(err)
			}
			all.WriteString("== " + name + "\n" + drawMessage(text, k))
			if card := cards[name]; card.Trouble != nil {
				all.WriteString(x.say.T("group.lost."+card.Trouble.Why.String(), "Community", card.Name, "Group", "Клуб") + "\n")
			}
		}
		golden(t, "group."+string(tag)+".txt", all.String())
	}
}

func TestAGroupIsThatOfItsCommunitysPointWhoeverSpeaksThere(t *testing.T) {
	c := openClub(t)
	khv := boilingPoint()
	khv.ID, khv.Communities = "khv", nil
	c.opensAlso(khv)
	there := c.desk.Store.Point(khv)
	goes := space.Community{ID: "go", Name: "Го", Language: "ru", Leads: []int64{22}, Chat: clubID}
	if err := there.Commit(t.Context(), store.Change{Communities: []store.CommunityChange{{After: goes}}}, c.now); err != nil {
		t.Fatal(err)
	}
	for _, who := range []int64{21, 22} {
		if err := c.desk.Store.SetHome(t.Context(), who, "blg"); err != nil {
			t.Fatal(err)
		}
	}
	c.in(c.boris, chat.Event{Kind: chat.Command, Command: "topic", Thread: 77})
	c.in(c.anna, chat.Event{Kind: chat.Ranked, Standing: chat.Muted})
	c.boris.sees("мне нельзя писать") // a stranger at that Point is spoken to in Russian
	got, _, err := there.Community(t.Context(), "go")
	if err != nil || got.Thread != 77 || got.Trouble == nil {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestInAGroupOnlyWhatIsForTheBotIsAnswered(t *testing.T) {
	c := openClub(t)
	c.tied()
	quiet := len(c.messages)
	for _, name := range []string{"start", "help", "book", "weather"} {
		c.now = c.now.Add(time.Minute)
		c.in(c.vera, chat.Event{Kind: chat.Command, Command: name})
	}
	if len(c.messages) != quiet {
		t.Errorf("the group reads %s", c.screen())
	}
	c.in(c.vera, chat.Event{Kind: chat.Command, Command: "help", Named: true})
	c.now = c.now.Add(time.Minute)
	c.in(c.vera, chat.Event{Kind: chat.Command, Command: "group"})
	if len(c.messages) != quiet+2 {
		t.Errorf("the group reads %s", c.screen())
	}
}

func TestWhoSpeaksInTheGroupsNameIsAskedToSpeakAsThemselves(t *testing.T) {
	for name, e := range map[string]chat.Event{
		"topic": {Command: "topic", Thread: 77}, "group": {Command: "group"}, "a link": {Command: "start", Text: "tie-whatever"},
	} {
		t.Run(name, func(t *testing.T) {
			c := openClub(t)
			c.tied()
			quiet := len(c.messages)
			e.Kind, e.Named, e.Anonymous = chat.Command, true, true
			group := &guest{house: c.house, Person: chat.Person{ID: c.guest.ID, Name: "Клуб"}}
			c.in(group, e)
			c.sees("от своего имени")
			c.now = c.now.Add(time.Minute)
			c.in(group, chat.Event{Kind: chat.Command, Command: "help", Named: true, Anonymous: true})
			if len(c.messages) != quiet+1 || c.community("quanta").Thread != 0 {
				t.Errorf("the group reads %s", c.screen())
			}
		})
	}
}

func TestAButtonAboutAGroupIsForThePointWhoseCommunityOneLeads(t *testing.T) {
	c := openClub(t)
	khv := boilingPoint()
	khv.ID, khv.Communities, khv.Admins = "khv", nil, []int64{theBoss}
	c.opensAlso(khv)
	there := c.desk.Store.Point(khv)
	twin := space.Community{ID: "quanta", Name: "Кванты в Хабаровске", Language: "ru", Leads: []int64{23, theBoss}}
	if err := there.Commit(t.Context(), store.Change{Communities: []store.CommunityChange{{After: twin}}}, c.now); err != nil {
		t.Fatal(err)
	}
	boss := c.house.guest(theBoss, "Босс", "ru")
	for _, who := range []*guest{c.vera, boss} {
		who.livesIn("blg")
		who.forges("group:quanta:1:card")
		who.sees("Кванты в Хабаровске")
	}
	c.anna.livesIn("khv")
	c.anna.forges("group:quanta:1:card")
	c.anna.sees("Кванты &amp; Ко")
	other := c.house.guest(theOther, "Другой", "ru") // an admin, of the first Point only
	other.livesIn("khv")
	other.forges("group:quanta:1:card")
	other.sees("Кванты &amp; Ко")
}

func TestALeadOfSeveralCommunitiesFindsTheGroupOfEachAndTheWayBack(t *testing.T) {
	c := openClub(t)
	c.commit(store.Change{Communities: []store.CommunityChange{{After: space.Community{ID: "chess", Name: "Шахматы", Language: "ru", Leads: []int64{21}}}}})
	c.adds(c.anna)
	c.anna.presses("Кванты")
	c.anna.says("/group")
	c.anna.button("Шахматы · группы нет")
	c.anna.presses("Кванты & Ко · Клуб <любителей>")
	c.anna.sees("Группа сообщества «Кванты &amp; Ко»")
	c.anna.presses("← Все мои группы")
	c.anna.sees("Группу какого сообщества показать?")
	c.anna.presses("Шахматы · группы нет")
	c.anna.sees("Группа сообщества «Шахматы»")

	c.boris.says("/group") // leads but one
	c.boris.hasNo("All my groups")
	other, _ := c.anna.button("← Все мои группы")
	c.vera.forges(other.Data)
	c.vera.seesNot("Группу какого сообщества")
}
