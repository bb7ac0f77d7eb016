package main

import (
	"testing"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
)

func TestWhetherAnEventTakesPlaceIsAskedInThreeLanguages(t *testing.T) {
	inEachLanguage(t, (*flows).itIsOnOrMovesOrIsReleased)
}

func TestSilenceReleasesARoomInThreeLanguages(t *testing.T) {
	inEachLanguage(t, (*flows).silenceReleases, func(p *space.Point) { p.ReleaseUnanswered = true })
}

func TestComingToTheDoorIsPlayedInThreeLanguages(t *testing.T) {
	inEachLanguage(t, (*flows).oneComesAndOneDoesNot)
}

// itIsOnOrMovesOrIsReleased has three people answer the question, a while
// before their evening, each in another way.
func (f *flows) itIsOnOrMovesOrIsReleased() {
	sure := f.isAsked()
	sure.isAnswered(f.Plain("still.yes"), f.Plain("still.thanks"))
	sure.gets(sure.pieces("still.answered", "Who", "When")...)

	mover := f.isAsked()
	mover.chooses(f.Plain("still.move"))
	mover.reads(mover.text("change.nothing_yet"))
	mover.Says(map[lang.Tag]string{lang.Russian: "с 18:30 до 20:30", lang.English: "6:30-8:30pm", lang.Chinese: "18:30到20:30"}[f.Tag()])
	mover.chooses(f.Plain("change.save"))
	mover.gets(append(mover.pieces("change.done", "Title", "Lines"), "18:30–20:30")...)

	giver := f.isAsked()
	giver.chooses(f.Plain("still.free"))
	giver.isAnswered(f.Plain("still.sure_free"), f.Plain("still.freed"))
	giver.gets(giver.text("notice.released"))
}

// isAsked is somebody with an evening whose question is put.
func (f *flows) isAsked() actor {
	f.t.Helper()
	a, day := f.guest(), f.freeDay(asking+2, "meeting")
	f.books(a, day, "meeting")
	start, _ := f.evening(day)
	f.until(start.AddDate(0, 0, -asking))
	a.gets(a.pieces("still.ask", "In")...)
	return a
}

// silenceReleases asks the resident, a day later the other lead, a day later the
// admins, and a day later nobody any more.
func (f *flows) silenceReleases() {
	day := f.freeDay(asking+2, "meeting")
	title := f.books(f.leads[0], day, "meeting")
	start, _ := f.evening(day)
	f.until(start.AddDate(0, 0, -asking))
	f.leads[0].gets(append(f.leads[0].pieces("still.ask", "In"), title)...)
	f.until(f.clock.Now().Add(24 * time.Hour))
	f.leads[1].gets(append(f.leads[1].pieces("still.ask_lead", "In", "Who"), title)...)
	f.until(f.clock.Now().Add(24 * time.Hour))
	f.boss.gets(append(f.boss.pieces("still.ask_admin", "In", "Who"), title)...)
	f.until(f.clock.Now().Add(24 * time.Hour))
	f.leads[0].gets(f.leads[0].text("still.released"), title)
	f.boss.gets(append(f.boss.pieces("still.released_admin", "Who"), title)...)
}

// oneComesAndOneDoesNot checks one event in by the code at the door, and has
// the admin look into the room of another.
func (f *flows) oneComesAndOneDoesNot() {
	day := f.freeDay(2, "meeting", "expo")
	comer := f.guest()
	title := f.books(comer, day, "meeting")
	missed := f.books(f.leads[0], day, "expo")
	start, _ := f.evening(day)
	f.until(start.Add(-10 * time.Minute))
	passer := f.guest()
	passer.Starts("door-meeting")
	passer.gets(append(passer.pieces("door.on", "Room", "Title", "When"), title)...)
	comer.Starts("door-meeting")
	comer.reads(comer.text("door.ask"))
	comer.isAnswered(f.Plain("door.begun"), f.Plain("door.thanks"))
	comer.gets(comer.pieces("door.checked_in", "Who", "When")...)

	f.until(start)
	for _, lead := range f.leads {
		lead.gets(lead.text("door.ask"), missed)
	}
	f.until(start.Add(20 * time.Minute))
	f.boss.gets(append(f.boss.pieces("door.ask_admin", "Ago", "Who"), missed)...)
	f.boss.chooses(f.Plain("door.nobody"))
	f.boss.isAnswered(f.Plain("door.sure_nobody_yes"), f.Plain("door.noted"))
	policy := f.app.points[0].Policy
	for _, lead := range f.leads {
		lead.gets(lead.text("notice.no_show"), lead.text("door.counts", "Length", f.Length(policy.NoShow), "Count", int(policy.Past.Hours()/24)), lead.text("door.next_time"))
	}
}
