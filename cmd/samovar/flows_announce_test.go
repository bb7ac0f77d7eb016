package main

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"samovar/internal/demo"
)

func TestAnnouncingAtNightIsPlayedInThreeLanguages(t *testing.T) {
	inEachLanguage(t, (*flows).announcesAtNight)
}

func TestTheLineOfNewsAndTheListOfCommunitiesArePlayedInThreeLanguages(t *testing.T) {
	inEachLanguage(t, func(f *flows) {
		f.looksThroughTheCommunities()
		f.writesTheNews()
	})
}

// announcesAtNight has an admin announce something at eleven in the evening:
// one is awake, one sleeps until eight, and one has blocked the bot.
func (f *flows) announcesAtNight() {
	f.expected = "chat cannot be written to" // that of who has blocked the bot
	owl, sleeper, gone := f.guest(), f.guest(), f.guest()
	sleeper.Says("/settings")
	sleeper.chooses(f.Plain("settings.page.quiet"))
	sleeper.isAnswered("22:00–08:00", f.Plain("settings.saved"))
	gone.Blocks()
	p := f.app.points[0]
	today := p.Day(f.clock.Now())
	f.until(p.At(today, 23*60))

	words := f.said("Завтра с утра нет воды", "No water tomorrow morning", "明天上午停水")
	f.boss.Says("/announce")
	f.boss.reads(f.boss.text("announce.ask_text"))
	f.boss.Says(words)
	f.boss.reads(words)
	f.boss.choosesOne("^" + regexp.QuoteMeta(f.Plain("announce.to.residents", "Topic", "")))
	f.boss.reads(f.boss.text("announce.asleep_now", "Count", 1))
	f.boss.hasOne(f.beforeCount("announce.urgent") + `\d`)
	f.boss.choosesOne(f.beforeCount("announce.send") + `\d`)

	signed := []string{words, p.Name.In(string(f.Tag()))}
	owl.gets(signed...)
	f.boss.gets(f.boss.beforeUntil("announce.asleep", 1))
	for _, m := range sleeper.Chat().FromBot() {
		if holds(m.Text, signed) {
			f.t.Errorf("at night: %s", m.Text)
		}
	}
	f.until(p.At(today.Plus(1), 8*60))
	sleeper.gets(signed...)
	f.boss.gets(words, f.boss.text("announce.missed", "Name", "Guest3", "Why", f.Plain("reach.blocked")), "/unreachable")
	f.cast("elena_yudina").gets(words)

	f.boss.Says("/unreachable")
	f.boss.reads("Guest3")
	gone.Unblocks()
	gone.Says("/my")
	gone.reads(gone.text("my.none"))
	f.boss.Says("/unreachable")
	f.boss.reads(f.boss.text("reach.none"))
}

// beforeCount is how a text begins, up to its number.
func (f *flows) beforeCount(key string) string {
	head, _, _ := strings.Cut(f.Plain(key, "Count", 77), "77")
	return "^" + regexp.QuoteMeta(head)
}

// beforeUntil is how a text begins that tells a number and until when.
func (a actor) beforeUntil(key string, count int) string {
	head, _, _ := strings.Cut(a.text(key, "Count", count, "Until", "\x00"), "\x00")
	return head
}

// looksThroughTheCommunities has an admin page through the list, and open one.
func (f *flows) looksThroughTheCommunities() {
	f.t.Helper()
	all := len(demo.Communities()) + 1
	f.boss.Says("/communities")
	f.boss.reads(f.boss.text("community.overview", "Count", all, "Filter", f.Plain("community.filter.active")))
	f.boss.choosesOne("^›$")
	f.boss.reads(f.boss.text("community.overview", "Count", all, "Filter", f.Plain("community.filter.active")))
	f.boss.choosesOne("^" + regexp.QuoteMeta(f.Plain("community.filter.archived")))
	f.boss.reads(f.boss.text("community.nobody_here"))
	f.boss.choosesOne("^" + regexp.QuoteMeta(f.Plain("community.filter.active")))
	f.boss.choosesOne(`^[^✓‹›\d]`) // the first of the list
	f.boss.reads(f.boss.pieces("community.leads", "Who")[0])
	f.boss.has(f.Plain("community.archive"))
	f.boss.chooses(f.Plain("community.back"))
	f.boss.reads(f.boss.text("community.overview", "Count", all, "Filter", f.Plain("community.filter.active")))

	f.leads[0].Says("/communities")
	f.leads[0].reads(f.leads[0].text("admin.only"))
}

// writesTheNews has an admin write the line that the digests carry, a lead read
// it on Monday, and the admin take it away.
func (f *flows) writesTheNews() {
	f.t.Helper()
	line := f.said("В субботу играем на крыше", "We play on the roof on Saturday", "周六在屋顶玩")
	f.boss.Says("/news")
	f.boss.reads(f.boss.text("digest.news_none"))
	f.boss.chooses(f.Plain("digest.news_write"))
	f.boss.Says(line)
	f.boss.chooses(f.Plain("digest.news_two_weeks"))
	f.boss.reads(f.boss.text("digest.news_set"))
	f.boss.gets(append(f.boss.pieces("digest.news_now", "Text", "Until", "Who"), line)...)

	f.until(time.Date(2026, 11, 30, 10, 0, 0, 0, f.app.points[0].Zone))
	for _, lead := range f.leads {
		lead.gets(append(lead.pieces("digest.head", "Community", "Point"), "Samovar", line)...)
	}
	f.boss.Says("/news")
	f.boss.reads(line)
	f.boss.isAnswered(f.Plain("digest.news_remove"), f.Plain("digest.news_removed"))
	f.boss.reads(f.boss.text("digest.news_none"))
}
