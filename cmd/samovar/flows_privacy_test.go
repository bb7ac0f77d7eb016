package main

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	inside "samovar/internal/contents"
	"samovar/internal/emulator"
	"samovar/internal/space"
)

// Who is forgotten: nobody else in the demo has this id or these names.
const (
	fleeting         = 904711815
	fleetingFirst    = "Zinaida"
	fleetingLast     = "Bystrova"
	fleetingUsername = "zina_bystrova"
)

func TestAPersonGetsTheirDataAndIsForgottenInThreeLanguages(t *testing.T) {
	inEachLanguage(t, (*flows).isForgotten, func(p *space.Point) {
		p.Communities = append(p.Communities, space.Community{ID: "zinas", Name: "Tea & talk", Language: "ru", Leads: []int64{fleeting}})
	})
}

// isForgotten has somebody with bookings, a place in the queue and a community
// ask for their data, and be forgotten: nothing in Redis names them then.
func (f *flows) isForgotten() {
	g := f.actor(f.telegram.Person(fleeting, emulator.Profile{First: fleetingFirst, Last: fleetingLast, Username: fleetingUsername, Lang: string(f.Tag())}), string(f.Tag()))
	g.Starts("")
	g.chooses(g.text("start.agree"))
	past := f.freeDay(1, "class")
	f.books(g, past, "class")
	_, end := f.evening(past)
	f.until(end)
	day, other := f.freeDay(20, "meeting", "class"), f.guest()
	f.books(other, day, "meeting")
	f.waitsFor(g, day, "meeting", f.event(), f.Plain("queue.want_slot", "Room", f.room("meeting")))
	title := f.books(g, day, "class")

	g.Says("/mydata")
	f.hasData(g, title)
	g.Says("/forget")
	g.gets(g.text("privacy.off", "Count", 1), title, g.text("privacy.wishes", "Count", 1), "Tea & talk")
	g.chooses(f.Plain("privacy.forget"))
	g.chooses(f.Plain("privacy.yes"))
	g.gets(g.text("privacy.forgotten"))
	f.boss.gets("Tea & talk", fleetingFirst)
	f.holdsNothingOf()

	g.Says("/my")
	g.has(g.text("start.agree"))
}

// hasData waits for the file and looks into it.
func (f *flows) hasData(g actor, title string) {
	f.t.Helper()
	var file *emulator.File
	g.awaits(func(c emulator.Chat) bool {
		for _, m := range c.FromBot() {
			if m.Document != nil && strings.HasSuffix(m.Document.Name, ".json") {
				file = m.Document
			}
		}
		return file != nil
	})
	var any map[string]any
	if err := json.Unmarshal(file.Bytes, &any); err != nil {
		f.t.Error(err)
	}
	for _, words := range []string{fleetingFirst, fleetingUsername, title, "zinas", `"places_in_the_queue": [`, `"messages_by_name": {`} {
		if !strings.Contains(string(file.Bytes), words) {
			f.t.Errorf("the file does not have %q:\n%s", words, file.Bytes)
		}
	}
}

// holdsNothingOf waits until nothing names who was forgotten: the last word to
// them may still be on its way.
func (f *flows) holdsNothingOf() {
	f.t.Helper()
	var left []string
	for {
		all, err := inside.Of(f.ctx, f.app.cfg.Redis.URL.Reveal())
		if err != nil {
			f.t.Fatalf("left of them is\n%s\n%v", strings.Join(left, "\n"), err)
		}
		left = nil
		for key, what := range all {
			if strings.Contains(key, "{limit:") {
				continue // a chat's id, for seconds: docs/privacy.md
			}
			for _, word := range []string{strconv.Itoa(fleeting), fleetingFirst, fleetingLast, fleetingUsername} {
				if strings.Contains(key+" "+what, word) {
					left = append(left, key+": "+what)
					break
				}
			}
		}
		if len(left) == 0 {
			return
		}
		select {
		case <-time.After(50 * time.Millisecond): // a key's end is told to nobody
		case <-f.ctx.Done():
			f.t.Fatalf("left of them is\n%s", strings.Join(left, "\n"))
		}
	}
}
