package main

import (
	"regexp"
	"testing"
	"time"

	"samovar/internal/demo"
	"samovar/internal/lang"
)

func TestSomebodyStandsInForAnAdminInThreeLanguages(t *testing.T) {
	inEachLanguage(t, (*flows).oneGoesAwayAndComesBack)
}

// oneGoesAwayAndComesBack has the admins go away until only a link is left to
// name somebody by; who opens it decides until the day has come.
func (f *flows) oneGoesAwayAndComesBack() {
	f.othersGoAway()
	f.boss.Says(map[lang.Tag]string{lang.Russian: "/away до пятницы", lang.English: "/away until Friday", lang.Chinese: "/away 周五"}[f.Tag()])
	f.boss.gets(f.boss.pieces("away.only_you", "Until")...)
	f.boss.chooses(f.Plain("away.link"))
	letter := f.boss.gets(f.boss.pieces("away.link_text", "Link", "Good", "Until")...)
	link := regexp.MustCompile(`start=(admin-[a-z0-9]+)`).FindStringSubmatch(letter.Text)
	if link == nil {
		f.t.Fatalf("no link in %q", letter.Text)
	}

	deputy, guest := f.guest(), f.guest()
	deputy.Starts(link[1])
	deputy.gets(deputy.pieces("away.told_deputy", "Who", "Until", "What")...)
	f.boss.gets(f.boss.pieces("away.link_used_by", "Who")...)
	title := f.event()
	f.asks(guest, f.freeDay(10, "hall"), "hall", 20, title)
	guest.chooses(f.Plain("book.send"))
	deputy.on(f.Plain("request.approve"), title)
	guest.gets(guest.text("notice.confirmed"), title)

	f.until(f.clock.Now().Add(5 * 24 * time.Hour))
	f.boss.gets(f.boss.text("away.welcome"))
	deputy.gets(deputy.pieces("away.relieved", "Who")...)
	deputy.Says("/queue")
	deputy.reads(deputy.text("admin.only"))
}

// othersGoAway leaves the one admin of the flows alone.
func (f *flows) othersGoAway() {
	for _, p := range demo.Cast() {
		if p.Role != demo.Admin || p.Username == "sergey_volkov" {
			continue
		}
		other := f.plays(p)
		other.Says("/away")
		other.choosesOne("^" + other.pieces("away.two_weeks", "Day")[0])
		other.chooses(other.text("away.others_admins"))
		other.gets(other.pieces("away.state", "Until")...)
	}
}
