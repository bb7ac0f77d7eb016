package handlers

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

func TestWhoBringsTheBotIntoAGroupIsAskedWhetherItIsTheirCommunitys(t *testing.T) {
	c := openClub(t)
	c.adds(c.anna)
	c.anna.sees("группу «Клуб &lt;любителей&gt;»", "сообщества <b>«Кванты &amp; Ко»</b>?")
	if len(c.messages) != 0 {
		t.Errorf("the group reads %s", c.screen())
	}
	yes, _ := c.anna.button("Да, это она")
	c.anna.presses("Да, это она")
	c.sees("сообщества «Кванты &amp; Ко» на неделе")
	c.anna.sees("подключена к сообществу")
	c.boris.sees("is now connected to “Кванты &amp; Ко”")
	if got := c.community("quanta"); got.Chat != clubID {
		t.Errorf("tied: %+v", got)
	}
	c.anna.forges(yes.Data)
	if len(c.messages) != 1 || !strings.Contains(strings.Join(c.anna.toasts, "|"), "уже подключена") {
		t.Errorf("pressed twice, the group reads %s; toasts %q", c.screen(), c.anna.toasts)
	}
	c.adds(c.anna) // once more: nothing is asked of a group that is connected
	c.anna.seesNot("Это группа")
}

func TestALeadOfSeveralCommunitiesChoosesOne(t *testing.T) {
	c := openClub(t)
	c.founds("chess", "Шахматы", 21)
	c.adds(c.anna)
	c.anna.sees("Какого сообщества это группа?")
	c.anna.presses("Шахматы")
	if c.community("chess").Chat != clubID || c.community("quanta").Chat != 0 {
		t.Error("the other one was chosen")
	}
}

func TestALeadMaySayThatAGroupIsNotTheirs(t *testing.T) {
	c := openClub(t)
	c.adds(c.anna)
	yes, _ := c.anna.button("Да, это она")
	c.anna.presses("Нет")
	c.anna.sees("не подключаю")
	c.anna.forges(yes.Data)
	if c.community("quanta").Chat != 0 {
		t.Error("an answer was given twice")
	}
	c.command(c.anna, "/group")
	c.anna.presses("Да, это она")
	if c.community("quanta").Chat != clubID {
		t.Error("it cannot be connected later")
	}
}

func TestAGroupOfNobodysShowsHowALeadConnectsIt(t *testing.T) {
	c := openClub(t)
	c.adds(c.vera)
	c.sees("может лидер сообщества")
	url, _ := strings.CutPrefix(c.last().keyboard[0][0].URL, "https://t.me/samovar_bot?start=")
	c.vera.says("/start " + url)
	c.vera.sees("пока не лидер")
	c.anna.says("/start " + url)
	c.anna.presses("Да, это она")
	if c.community("quanta").Chat != clubID {
		t.Error("not connected")
	}
	c.boris.says("/start " + url)
	c.boris.sees("This link no longer works")
}

func TestAGroupBelongsToOneCommunityUnlessAnAdminMovesIt(t *testing.T) {
	c := openClub(t)
	boss, other := c.house.guest(theBoss, "Boss", "en"), c.house.guest(theOther, "Другой", "ru")
	c.founds("chess", "Шахматы", 23)
	c.adds(c.anna)
	c.in(c.vera, chat.Event{Kind: chat.Command, Command: "group", Named: true})
	c.anna.presses("Да, это она")
	c.vera.presses("Да, это она")
	c.vera.sees("уже подключена к другому сообществу")
	c.vera.seesNot("Кванты")
	boss.sees("asks to connect", "Шахматы", "Кванты &amp; Ко")
	if c.community("chess").Chat != 0 {
		t.Fatal("two communities have the group")
	}
	forged, _ := boss.button("Move it")
	c.vera.forges(forged.Data)
	if c.community("chess").Chat != 0 || !strings.Contains(c.vera.toasts[len(c.vera.toasts)-1], "администратор") {
		t.Error("a lead moved it")
	}
	boss.presses("Move it")
	if c.community("chess").Chat != clubID || c.community("quanta").Chat != 0 {
		t.Error("it was not moved")
	}
	c.anna.sees("передал группу")
	c.vera.sees("подключена группа")
	c.sees("Шахматы")
	other.forges(forged.Data)
	other.sees("теперь у сообщества «Шахматы»")
	other.hasNo("Перенести")
}

func TestAGroupBelongsToACommunityOfOnePoint(t *testing.T) {
	c := openClub(t)
	khv := boilingPoint()
	khv.ID, khv.Communities = "khv", nil
	c.opensAlso(khv)
	there := c.desk.Store.Point(khv)
	chess := space.Community{ID: "chess", Name: "Шахматы", Language: "ru", Leads: []int64{23}}
	if err := there.Commit(t.Context(), store.Change{Communities: []store.CommunityChange{{After: chess}}}, c.now); err != nil {
		t.Fatal(err)
	}
	c.anna.livesIn("blg")
	c.vera.livesIn("blg") // where she agreed to be remembered
	c.adds(c.anna)
	c.in(c.vera, chat.Event{Kind: chat.Command, Command: "group", Named: true})
	c.anna.presses("Да, это она")
	c.vera.presses("Да, это она")
	c.vera.sees("уже подключена к сообществу другой Точки")
	if got, _, err := there.Community(t.Context(), "chess"); err != nil || got.Chat != 0 || c.community("quanta").Chat != clubID {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAnAdminWhoLeavesAGroupWhereItIsDecidesItForGood(t *testing.T) {
	c := openClub(t)
	boss := c.house.guest(theBoss, "Boss", "en")
	c.founds("chess", "Шахматы", 23)
	c.tied()
	g, err := c.db.Group(t.Context(), clubID)
	if err != nil {
		t.Fatal(err)
	}
	c.commit(store.Change{Groups: []space.Group{g.Asking(23, c.now)}})
	c.vera.forges("group:chess:1:tie=" + strconv.Itoa(clubID))
	move, _ := boss.button("Move it")
	boss.presses("Leave it")
	c.vera.sees("оставил группу")
	boss.forges(move.Data)
	if c.community("chess").Chat != 0 {
		t.Error("it was moved after all")
	}
}

func TestALinkOfTheCommunityBringsTheBotIntoItsGroupOnce(t *testing.T) {
	c := openClub(t)
	c.anna.says("/group")
	c.anna.sees("Группы пока нет")
	c.anna.presses("Подключить группу")
	url := c.anna.messages[len(c.anna.messages)-1].keyboard[0][0].URL
	token, ok := strings.CutPrefix(url, "https://t.me/samovar_bot?startgroup=")
	if !ok || len(token) > 64 {
		t.Fatalf("the link is %s", url)
	}
	c.adds(c.vera) // whom Анна sent the link
	c.command(c.vera, "/start "+token)
	c.anna.sees("По вашей ссылке Вера")
	c.anna.presses("Да, это она")
	if c.community("quanta").Chat != clubID {
		t.Error("not connected")
	}
	c.now = c.now.Add(time.Minute)
	c.command(c.vera, "/start "+token)
	c.sees("уже не действует")
}

func TestALinkOfACommunityIsGoodForNothingElse(t *testing.T) {
	c := openClub(t)
	c.anna.says("/group")
	c.anna.presses("Подключить группу")
	_, token, _ := strings.Cut(c.anna.messages[len(c.anna.messages)-1].keyboard[0][0].URL, "tie-")
	for _, link := range []string{"admin-", "lead-", "group-", "tie-"} {
		c.vera.says("/start " + link + token)
	}
	c.vera.sees("добавляет меня в группу")
	staff, err := c.db.Staff(t.Context())
	if err != nil || len(staff.Added) > 0 || c.community("quanta").LedBy(23) {
		t.Errorf("it made somebody: %+v, %v", staff, err)
	}
	c.now = c.now.Add(49 * time.Hour)
	c.command(c.anna, "/start tie-"+token)
	c.sees("уже не действует")
}

func TestAGroupHasOneLinkHoweverOftenTheBotIsAddedToIt(t *testing.T) {
	c := openClub(t)
	known := func() space.Group {
		g, err := c.db.Group(t.Context(), c.guest.ID)
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	for range 4 {
		c.adds(c.vera)
		if g := known(); g.Out || g.Nobodys {
			t.Errorf("while the bot is there: %+v", g)
		}
		c.in(c.vera, chat.Event{Kind: chat.Blocked, Standing: chat.Kicked})
		if g := known(); !g.Out || !g.Nobodys {
			t.Errorf("after it left: %+v", g)
		}
	}
	traces, err := c.db.Traces(t.Context())
	if err != nil || len(traces.Invites) != 1 || traces.Invites[0].Token != known().Token {
		t.Fatalf("%d links, %v", len(traces.Invites), err)
	}
	c.adds(c.vera)
	c.boris.says("/start group-" + known().Token)
	c.boris.sees("Клуб")
	c.adds(c.vera)
	if traces, err = c.db.Traces(t.Context()); err != nil || len(traces.Invites) != 1 || traces.Invites[0].Token != known().Token {
		t.Fatalf("after it was used %d links, %v", len(traces.Invites), err)
	}
	c.now = c.now.Add(inviteFor)
	old := known().Token
	c.adds(c.vera)
	if known().Token == old {
		t.Error("a link that is over is given anew")
	}
}

func TestAGroupOfACommunityIsRememberedAfterTheBotLeft(t *testing.T) {
	c := openClub(t)
	c.tied()
	c.in(c.vera, chat.Event{Kind: chat.Blocked, Standing: chat.Kicked})
	if g, err := c.db.Group(t.Context(), c.guest.ID); err != nil || !g.Out || g.Nobodys {
		t.Errorf("it is %+v, %v", g, err)
	}
}
