package main

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"samovar/internal/emulator"
)

func TestTheLifeOfACommunityIsPlayedInThreeLanguages(t *testing.T) {
	inEachLanguage(t, func(f *flows) {
		founder, name := f.found()
		title := f.books(founder, f.freeDay(12, "meeting"), "meeting")
		heir := f.invited(founder, name)
		f.handsOver(founder, heir, name, title)
		f.leavesItAlone(heir, name)
		f.sleepsAndWakes(founder, name)
	})
}

// found has somebody propose a community that does not fit, and one that does.
func (f *flows) found() (founder actor, name string) {
	f.t.Helper()
	founder, name = f.guest(), f.said("Клуб чтецов", "Readers aloud", "朗读小组")
	founder.Says("/community")
	founder.reads(founder.text("community.none"))
	founder.chooses(f.Plain("community.found"))
	f.proposes(founder, name+" 0")
	f.boss.on(f.Plain("community.decline"), f.proposal(name+" 0")...)
	f.boss.chooses(f.Plain("community.reason.short.unfit"))
	founder.gets(append(founder.pieces("community.told_refused", "Name", "Reason"), name+" 0", f.Plain("community.reason.unfit"))...)

	founder.chooses(f.Plain("community.found_again"))
	f.proposes(founder, name)
	f.boss.on(f.Plain("community.approve"), f.proposal(name)...)
	f.boss.gets(append(f.boss.pieces("community.decided.active", "Who", "When"), f.proposal(name)...)...)
	elena := f.cast("elena_yudina")
	elena.gets(append(elena.pieces("community.decided.active", "Who", "When"), name)...)
	founder.gets(append(founder.pieces("community.told_approved", "Name"), name)...)
	return founder, name
}

// proposes goes through the questions, once the first is to be put.
func (f *flows) proposes(a actor, name string) {
	f.t.Helper()
	a.reads(a.text("community.ask_name"))
	a.Says(name)
	a.reads(a.pieces("community.ask_about", "Name")[0])
	a.Says(f.said("Читаем вслух хорошие книги", "We read good books aloud", "我们一起大声朗读好书，欢迎来听"))
	a.reads(a.text("community.ask_language"))
	a.chooses(f.Plain("start.language_name"))
	a.chooses(f.Plain("community.send"))
	a.gets(append(a.pieces("community.sent", "Name"), name)...)
}

// proposal is what the admins read of it.
func (f *flows) proposal(name string) []string {
	return append(f.boss.pieces("community.proposal", "Name", "Who", "About", "Language"), name+"\n👤")
}

// invited has a lead invite another: the link works once, for who does not lead
// it yet, for two days, and as long as who made it leads.
func (f *flows) invited(lead actor, name string) actor {
	f.t.Helper()
	heir, late := f.guest(), f.guest()
	link := lead.link(lead.card(name), "community.invite", "community.link")
	lead.Starts(link)
	lead.reads(lead.text("community.own_link"))
	heir.Starts(link)
	heir.gets(append(heir.pieces("community.welcome", "Name"), name)...)
	lead.gets(append(lead.pieces("community.told_joined", "Name", "Who"), name, "Guest2")...)
	late.Starts(link)
	late.reads(late.text("community.link_used"))

	link = lead.link(lead.card(name), "community.invite", "community.link")
	heir.Starts(link)
	heir.reads(heir.text("community.lead_already", "Name", name))
	f.until(f.clock.Now().Add(49 * time.Hour))
	late.Starts(link)
	late.reads(late.text("community.link_over"))

	late.Starts(lead.link(lead.card(name), "community.invite", "community.link"))
	late.gets(append(late.pieces("community.welcome", "Name"), name)...)
	link = late.link(late.card(name), "community.invite", "community.link")
	f.stepsDown(late, name, "community.sure_leave")
	lead.gets(append(lead.pieces("community.told_left", "Name", "Who"), name, "Guest3")...)
	heir.gets(append(heir.pieces("community.told_left", "Name", "Who"), name, "Guest3")...)
	late.Starts(link)
	late.reads(late.text("community.link_void", "Name", name))
	return heir
}

// handsOver gives the community to the other lead, with what is booked. An old
// button is of no use any more.
func (f *flows) handsOver(lead, heir actor, name, title string) {
	f.t.Helper()
	card := lead.card(name)
	ask := lead.leadsTo(card, f.Plain("community.hand"), lead.pieces("community.ask_heir", "Name")[0])
	sure := lead.leadsTo(ask, "Guest2", lead.pieces("community.sure_hand", "To", "Name", "Count")[0])
	lead.leadsTo(sure, f.Plain("button.yes"), lead.pieces("community.handed", "Name", "To", "Count")[0])
	heir.gets(append(heir.pieces("community.inherited", "Name", "From", "Count"), name, "Guest1")...)
	heir.opens()
	heir.reads(title)
	if got := lead.answer(card, f.Plain("community.invite")); got != f.Plain("community.not_yours") {
		f.t.Errorf("who leads it no more is answered %q", got)
	}
	lead.Says("/community")
	lead.reads(lead.text("community.none"))
}

// leavesItAlone has the last lead step down.
func (f *flows) leavesItAlone(lead actor, name string) {
	f.t.Helper()
	f.stepsDown(lead, name, "community.sure_leave_last")
	f.boss.gets(append(f.boss.pieces("community.leaderless", "Name", "Who"), name, "Guest2")...)
	elena := f.cast("elena_yudina")
	elena.gets(append(elena.pieces("community.leaderless", "Name", "Who"), name, "Guest2")...)
}

func (f *flows) stepsDown(lead actor, name, question string) {
	f.t.Helper()
	sure := lead.leadsTo(lead.card(name), f.Plain("community.leave"), lead.pieces(question, "Name")[0])
	lead.leadsTo(sure, f.Plain("button.yes"), lead.pieces("community.left", "Name")[0])
}

// sleepsAndWakes has an admin find a new lead, archive the community and bring
// it back.
func (f *flows) sleepsAndWakes(lead actor, name string) {
	f.t.Helper()
	orphan := f.boss.gets(append(f.boss.pieces("community.leaderless", "Name", "Who"), name)...)
	lead.Starts(f.boss.link(orphan, "community.invite", "community.link"))
	lead.gets(append(lead.pieces("community.welcome", "Name"), name)...)
	joined := f.boss.gets(append(f.boss.pieces("community.told_joined", "Name", "Who"), name, "Guest1")...)
	over := f.boss.leadsTo(joined, f.Plain("community.open"), f.boss.pieces("community.leads", "Who")[0])

	ask := f.boss.leadsTo(over, f.Plain("community.archive"), f.boss.pieces("community.ask_archive", "Name")[0])
	asleep := f.boss.leadsTo(ask, f.Plain("community.archive_keep", "Count", 1), f.boss.pieces("community.decided.archived", "Who", "When")[0])
	lead.gets(append(lead.pieces("community.told_archived", "Name", "Who", "Count"), name)...)
	lead.Says("/community")
	lead.reads(lead.pieces("community.decided.archived", "Who", "When")[0])
	f.asks(lead, f.freeDay(12, "class"), "class", 10, f.event())
	lead.reads(lead.text("community.books_not", "Name", name))
	lead.Says("/cancel")

	f.boss.leadsTo(asleep, f.Plain("community.revive"), f.boss.pieces("community.events")[0])
	lead.gets(append(lead.pieces("community.told_revived", "Name", "Who"), name)...)
	if _, ok := lead.card(name).Button(f.Plain("community.invite")); !ok {
		f.t.Error("the lead of a community that was brought back cannot invite")
	}
}

// card is that of the only community the person leads.
func (a actor) card(name string) emulator.Message {
	a.t.Helper()
	a.Says("/community")
	head := a.text("community.head", "Name", name, "State", "")
	var card emulator.Message
	a.awaits(func(c emulator.Chat) (ok bool) { // the card before loses its buttons meanwhile
		card, ok = c.Fresh().Last()
		return ok && strings.HasPrefix(card.Text, head) && len(card.Buttons) > 0
	})
	return card
}

// answer is what is said to a press on a button of a message as it was.
func (a actor) answer(m emulator.Message, button string) string {
	a.t.Helper()
	press, err := a.PressesOn(m, button)
	if err != nil {
		a.t.Fatal(err)
	}
	answer, err := press.Answer(a.ctx)
	if err != nil {
		a.t.Fatal(err)
	}
	return answer.Text
}

// leadsTo presses a button of a message, and returns what comes of it.
func (a actor) leadsTo(m emulator.Message, button, words string) emulator.Message {
	a.t.Helper()
	a.answer(m, button)
	return a.reads(words)
}

// link presses a button that makes a link for a lead, and returns what follows
// /start.
func (a actor) link(m emulator.Message, key, text string) string {
	a.t.Helper()
	letter := a.leadsTo(m, a.text(key), a.pieces(text, "Name", "Link", "Until")[0])
	link := regexp.MustCompile(`start=(lead-[a-z0-9]+)`).FindStringSubmatch(letter.Text)
	if link == nil {
		a.t.Fatalf("no link in %q", letter.Text)
	}
	return link[1]
}
