package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/config"
	"samovar/internal/emulator"
	"samovar/internal/lang"
)

const circleGroup = -1000000007700

// connects ties a group to the community, by the link that its lead gets.
func (f *flows) connects() *emulator.Group {
	f.t.Helper()
	lead := f.leads[0]
	g := f.telegram.Strange(circleGroup, "Samovar club", lead.Person, f.leads[1].Person)
	lead.Says("/group")
	lead.chooses(lead.text("group.connect"))
	link, ok := lead.gets(lead.pieces("group.link", "Community", "Link", "Until")...).Button(lead.text("group.pick"))
	token, isLink := strings.CutPrefix(link.URL, "https://t.me/"+f.telegram.Username()+"?startgroup=")
	if !ok || !isLink {
		f.t.Fatalf("the link is %q", link.URL)
	}
	g.Starts(lead.Person, token)
	lead.gets(lead.text("group.ask", "Group", "Samovar club", "Community", "Samovar"))
	lead.chooses(lead.text("group.yes"))
	f.hears(g, f.Plain("group.hello", "Community", "Samovar"))
	f.leads[1].gets(f.leads[1].text("group.tied_by", "Group", "Samovar club", "Community", "Samovar"))
	return g
}

// hears waits until the bot says something in a group, and returns it.
func (f *flows) hears(g *emulator.Group, words string) emulator.Message {
	f.t.Helper()
	m, err := g.WaitText(f.ctx, words)
	if err != nil {
		f.t.Fatal(err)
	}
	return m
}

// announces sends something to the community's group, as the clock would.
func (f *flows) announces(words string) {
	f.t.Helper()
	p := f.app.points[0]
	c, _, err := f.app.store.Point(p).Community(f.ctx, circle)
	if err != nil {
		f.t.Fatal(err)
	}
	out := chat.Out{Kind: chat.Say, Chat: c.Chat, Thread: c.Thread, Lane: chat.Broadcast, Text: words}
	if err := f.app.store.Put(f.ctx, p.ID, []chat.Out{out}, f.clock.Now()); err != nil {
		f.t.Fatal(err)
	}
}

// warns waits until both leads read a sentence about the group.
func (f *flows) warns(key string) {
	f.t.Helper()
	for _, lead := range f.leads {
		lead.gets(lead.text(key, "Group", "Samovar club", "Community", "Samovar"))
	}
}

func TestAGroupIsConnectedAndTheBotKeepsQuietThere(t *testing.T) {
	inEachLanguage(t, func(f *flows) {
		g, lead, guest := f.connects(), f.leads[0], f.guest()
		topic := g.Topic(lead.Person, "Events")
		topic.Says(lead.Person, "/topic@"+f.telegram.Username())
		if m := f.hears(g, f.Plain("group.topic_now")); m.Thread != topic.ID() {
			f.t.Errorf("said in topic %d", m.Thread)
		}
		lead.Says("/group")
		lead.gets(lead.text("group.topic", "Topic", "Events"))
		f.announces("a week of tea")
		if m := f.hears(g, "a week of tea"); m.Thread != topic.ID() {
			f.t.Errorf("announced in topic %d", m.Thread)
		}
		g.Says(guest.Person, "/book@"+f.telegram.Username())
		f.hears(g, f.Plain("start.in_private"))
		count := len(g.Chat().FromBot())
		g.Says(guest.Person, "/my@"+f.telegram.Username())
		g.Says(guest.Person, "/book@other_bot")
		guest.Says("/start book")
		guest.gets(guest.text("book.ask_title"))
		if after := g.Chat().FromBot(); len(after) != count {
			f.t.Errorf("the group reads %+v", after)
		}
	})
}

func TestWhatBecomesOfAGroupIsToldToItsLeadsAndHealed(t *testing.T) {
	f := flowsIn(t, lang.Russian)
	f.expected = "chat cannot be written to"
	g, lead := f.connects(), f.leads[0]
	topic := g.Topic(lead.Person, "Events")
	topic.Says(lead.Person, "/topic@"+f.telegram.Username())
	f.hears(g, f.Plain("group.topic_now"))
	topic.Deletes()
	f.announces("without a topic")
	if m := f.hears(g, "without a topic"); m.Thread != 0 {
		t.Errorf("announced in topic %d", m.Thread)
	}
	f.warns("group.lost.topic_gone")

	g.Silences(true)
	f.announces("in vain")
	f.warns("group.lost.no_rights")
	g.Silences(false)
	lead.Says("/group")
	lead.chooses(lead.text("group.check"))
	f.hears(g, f.Plain("group.check_text", "Community", "Samovar"))

	g.Kicks(lead.Person)
	f.warns("group.lost.kicked")
	g.Adds(lead.Person)
	f.warns("group.back")
	super := g.Migrates(circleGroup - 1)
	f.warns("group.moved")
	f.announces("after the move")
	f.hears(super, "after the move")
}

// lists brings in a list that gives the community a group.
func (f *flows) lists(group int64) {
	f.t.Helper()
	list := fmt.Sprintf("id,name,language,lead,chat\n%s,Samovar,%s,%d %d,%d\n", circle, f.Tag(), circleOf, circleOf+1, group)
	roster, err := config.ReadRoster(strings.NewReader(list))
	if err != nil {
		f.t.Fatal(err)
	}
	if err := (importCommand{}).bring(f.ctx, world{out: newScreen(), now: f.clock.Now}, f.app.store, f.app.points[0], roster); err != nil {
		f.t.Fatal(err)
	}
}

func TestAListedGroupThatIsNotThereIsToldOfOnceAndMendedByAnotherList(t *testing.T) {
	inEachLanguage(t, func(f *flows) {
		f.expected = "chat cannot be written to"
		gone := f.leads[0].text("group.lost.chat_gone", "Group", "", "Community", "Samovar")
		f.lists(circleGroup - 5)
		f.announces("in vain")
		for _, lead := range f.leads {
			lead.gets(gone)
		}
		f.lists(circleGroup - 5) // changes nothing
		f.announces("in vain again")
		f.leads[0].Says("/group")
		f.leads[0].gets(strings.Split(f.leads[0].text("group.mark.chat_gone", "Since", "|"), "|")[0])
		for _, lead := range f.leads {
			told := 0
			for _, m := range lead.Messages() {
				told += strings.Count(m.Text, gone)
			}
			if told != 1 {
				f.t.Errorf("told %d times", told)
			}
		}

		g := f.telegram.Group(circleGroup, "Samovar club", f.leads[0].Person)
		f.lists(circleGroup)
		f.announces("at last")
		f.hears(g, "at last")
		if c, _, err := f.app.store.Point(f.app.points[0]).Community(f.ctx, circle); err != nil || c.Trouble != nil {
			f.t.Errorf("%+v, %v", c, err)
		}
	})
}

func TestAClosedGeneralTopicIsToldToTheLeadsAndHealedWhenItOpens(t *testing.T) {
	f := flowsIn(t, lang.English)
	f.expected = "chat cannot be written to"
	g, lead := f.connects(), f.leads[0]
	g.Topic(lead.Person, "Events") // a forum, whose general topic is the community's
	g.ClosesGeneral(lead.Person)
	f.announces("in vain")
	f.warns("group.lost.no_rights")
	g.ReopensGeneral(lead.Person)
	f.warns("group.back")
	f.announces("as ever")
	f.hears(g, "as ever")
}

func TestThatALeadGoesByAListIsToldToWhoGoesOnOrElseToTheAdmins(t *testing.T) {
	f := flowsIn(t, lang.English)
	p := f.app.points[0]
	for _, step := range []struct {
		leads string
		told  actor
		words string
	}{
		{fmt.Sprint(circleOf), f.leads[0], f.leads[0].text("community.told_left", "Name", "Samovar", "Who", "Lead2")},
		{"-", f.boss, f.boss.text("community.leaderless", "Name", "Samovar", "Who", "Lead1")},
	} {
		roster, err := config.ReadRoster(strings.NewReader("id,name,language,lead,chat\n" + circle + ",Samovar,en," + step.leads + ",\n"))
		if err != nil {
			t.Fatal(err)
		}
		if err := (importCommand{}).bring(f.ctx, world{out: newScreen(), now: f.clock.Now}, f.app.store, p, roster); err != nil {
			t.Fatal(err)
		}
		f.clock.Advance(time.Second)
		step.told.gets(step.words)
	}
}
