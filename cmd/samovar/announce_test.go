package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/emulator"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// announcement is an admin, and residents to whom something is announced.
type announcement struct {
	*premises
	admin  actor
	people []*emulator.Person // with the admin among them
}

// firstResident is the Telegram id of the first of them.
const firstResident = 2001

// announcing lets so many residents agree, the admin among them, at a Point
// whose bot sends so many messages a second.
func announcing(t *testing.T, residents, perSecond int) *announcement {
	t.Helper()
	a := &announcement{premises: prepare(t, crowded)}
	a.environ = append(a.environ, fmt.Sprint("SAMOVAR_TELEGRAM__LIMITS__PER_SECOND=", perSecond), "SAMOVAR_WEB__LISTEN="+freeAddress(t))
	boss := a.telegram.Person(11, emulator.Profile{First: "Иван", Lang: "ru"})
	a.admin = actor{Person: boss, t: t, ctx: a.ctx, say: a.texts.In(lang.Russian)}
	a.people = append(a.people, boss)
	now := time.Now()
	change := store.Change{People: []space.Person{{ID: 11, Name: "Иван", Language: "ru", Consent: now}}}
	for i := range residents - 1 {
		p := a.telegram.Person(firstResident+int64(i), emulator.Profile{First: fmt.Sprint("Анна ", i), Lang: "ru"})
		p.Opened()
		a.people = append(a.people, p)
		change.People = append(change.People, space.Person{ID: p.ID(), Name: fmt.Sprint("Анна ", i), Language: "ru", Consent: now})
	}
	_, db := a.point()
	if err := db.Commit(a.ctx, change, now); err != nil {
		t.Fatal(err)
	}
	return a
}

// announces has the admin send a text to all residents.
func (a *announcement) announces(text string) {
	a.t.Helper()
	a.admin.Says("/announce " + text)
	a.admin.reads(a.admin.text("announce.ask_to"))
	a.admin.chooses(a.admin.text("announce.to.residents", "Topic", ""))
	a.admin.reads("📣 " + text)
	a.admin.chooses(a.admin.text("announce.send", "Count", len(a.people)))
}

// got counts how often each person got the text, by their id.
func (a *announcement) got(text string) (times map[int64]int, all int) {
	times = map[int64]int{}
	for _, p := range a.people {
		for _, m := range p.Chat().FromBot() {
			if strings.HasPrefix(m.Text, "📣 "+text+"\n\n— ") {
				times[p.ID()]++
				all++
			}
		}
	}
	return times, all
}

// reached waits until so many messages arrived.
func (a *announcement) reached(text string, n int) {
	a.t.Helper()
	a.until("enough got it", func() bool { _, all := a.got(text); return all >= n })
}

func TestAnAnnouncementSurvivesKillsAndNamesWhoWasNotReached(t *testing.T) {
	const residents, text = 240, "Завтра <закрыто> & тихо"
	a := announcing(t, residents, 60)
	a.people[7].Blocks()
	a.people[170].Blocks() // in another portion
	a.people[200].Deactivates()
	gone := a.telegram.Person(999, emulator.Profile{First: "Тень"}) // who never opened the bot's chat
	_, db := a.point()
	if err := db.Commit(a.ctx, store.Change{People: []space.Person{{ID: 999, Name: "Тень", Language: "ru", Consent: time.Now()}}}, time.Now()); err != nil {
		t.Fatal(err)
	}
	a.people = append(a.people, gone)
	p := spawn(t, a.environ, "serve", "--config", a.config)
	a.announces(text)
	flying := int64(0)
	for _, n := range []int{20, 100, 200} {
		a.reached(text, n)
		p.kill()
		flying += a.must(a.rdb.HLen(a.ctx, "samovar:{blg}:out:broadcast:owners").Result())
		p = spawn(t, a.environ, "serve", "--config", a.config)
	}
	end := a.admin.gets(displayed(a.admin.text("announce.sent", "Count", residents-3, "Total", residents+1)))
	for _, words := range []string{"Не дошло: 4", "Анна 6: бот заблокирован", "Анна 169: бот заблокирован", "Анна 199: аккаунт удалён", "Тень: чат не найден", "/unreachable"} {
		if !strings.Contains(end.Text, words) {
			t.Errorf("%q is missing in\n%s", words, end.Text)
		}
	}
	a.settled()
	times, all := a.got(text)
	twice := all - len(times)
	t.Logf("3 kills, %d messages in flight at them, %d came twice", flying, twice)
	if len(times) != residents-3 || int64(twice) > flying {
		t.Errorf("%d of %d got it, %d twice, and %d were in flight", len(times), residents-3, twice, flying)
	}
	a.admin.Says("/unreachable")
	a.admin.reads(a.admin.text("reach.title", "Count", 4))
	a.people[7].Says("/my") // and is back
	a.until("the mark goes", func() bool {
		shut, err := a.rdb.HExists(a.ctx, "samovar:{blg}:unreachable", fmt.Sprint(a.people[7].ID())).Result()
		return err == nil && !shut
	})
}

func TestAnAnnouncementThatIsStoppedGoesNoFurtherAndSaysSo(t *testing.T) {
	const residents, text = 250, "Отбой"
	a := announcing(t, residents, 40)
	a.begin()
	a.announces(text)
	a.reached(text, 30)
	a.admin.chooses(a.admin.text("announce.stop"))
	end := a.admin.gets("Остановлено", "не отправлено")
	_, all := a.got(text)
	if want := fmt.Sprintf("Дошло: %d из %d, не отправлено: %d.", all, residents, residents-all); !strings.Contains(end.Text, want) {
		t.Errorf("%q is missing in\n%s", want, end.Text)
	}
	if all > 130 {
		t.Errorf("%d got it before it stopped", all)
	}
	a.settled()
	if _, later := a.got(text); later != all {
		t.Errorf("%d more got it", later-all)
	}
}
