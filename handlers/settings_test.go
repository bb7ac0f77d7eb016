package handlers

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// nextMonday is ten in the morning of the Monday after tuesday, at the Point.
var nextMonday = time.Date(2026, 11, 30, 1, 0, 0, 0, time.UTC)

// tunedHouse has topics, and digests on Mondays: those of this week were made
// for all who have no time of their own.
func tunedHouse(t *testing.T) *house {
	h := openHouse(t)
	h.point.Topics, h.point.Digest = space.DefaultTopics()[:4], "0 10 * * 1"
	h.commit(store.Change{Due: []space.Due{{Kind: space.DueDigests, Lead: 7 * 24 * time.Hour, For: nextMonday, At: nextMonday}}})
	return h
}

func (h *house) personOf(g *guest) space.Person {
	h.Helper()
	all, err := h.db.People(h.Context(), []int64{g.ID})
	if err != nil || len(all) != 1 {
		h.Fatalf("%v, %v", all, err)
	}
	return all[0]
}

// digestPlanned are the times of a subject's digests that are planned.
func (h *house) digestPlanned(subject string) []time.Time {
	h.Helper()
	all, err := h.db.Planned(h.Context(), space.DueDigest, subject)
	if err != nil {
		h.Fatal(err)
	}
	var times []time.Time
	for _, d := range all {
		times = append(times, d.At)
	}
	return times
}

func TestAPersonSetsWhatTheyAreSentByButtonsInOneMessage(t *testing.T) {
	h := tunedHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/settings")
	anna.sees("Ваши настройки", "Язык: <b>Русский", "Дайджест: <b>нет", "Тихие часы: <b>нет", "за 1 день, за 1 час", "Интересы: <b>всё")
	anna.presses("Тихие часы")
	anna.presses("22:00–08:00")
	anna.presses("+")
	anna.presses("Назад")
	anna.sees("Тихие часы: <b>22:30–08:00")
	anna.presses("Напоминания")
	anna.presses("за 1 час")
	anna.presses("Назад")
	anna.sees("Напоминания: <b>за 1 день<")
	anna.presses("Интересы")
	anna.presses("Наука")
	anna.presses("Бизнес")
	anna.presses("Назад")
	anna.sees("Интересы: <b>Бизнес, Наука")
	anna.presses("Дайджест")
	anna.presses("Присылать")
	anna.presses("Чт")
	anna.presses("18:00")
	anna.sees("Чт, 18:00", "Ближайший")
	anna.presses("Назад")
	anna.presses("🌐 Язык")
	anna.presses("English")
	anna.presses("Back")
	anna.sees("Your settings", "Digest: <b>Thu, 18:00", "Business, Science")
	if len(anna.messages) != 1 {
		t.Errorf("there are %d messages:\n%s", len(anna.messages), anna.screen())
	}
	got := h.personOf(anna)
	want := space.Settings{OwnDigest: space.Yes, Digest: &space.DigestTime{Weekday: time.Thursday, Minute: 18 * 60},
		Quiet: &space.Quiet{From: 22*60 + 30, Until: 8 * 60}, Unwanted: []time.Duration{time.Hour}, Topics: []string{"science", "business"}}
	if s := got.Settings; got.Language != "en" || *s.Digest != *want.Digest || *s.Quiet != *want.Quiet || s.OwnDigest != space.Yes ||
		len(s.Unwanted) != 1 || s.Unwanted[0] != time.Hour || strings.Join(s.Topics, " ") != "science business" {
		t.Errorf("kept %+v", got)
	}
}

func TestASecondPressChangesNothingAndShowsHowItIs(t *testing.T) {
	h := tunedHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/settings")
	anna.presses("Напоминания")
	hour, _ := anna.button("за 1 час")
	anna.forges(hour.Data)
	before := h.personOf(anna)
	anna.forges(hour.Data)
	if after := h.personOf(anna); after.Version != before.Version || after.Settings.Wants(time.Hour) {
		t.Errorf("kept %+v", after)
	}
	anna.sees("тем временем изменились")
}

func TestALeadSetsTheirCommunityAndNobodyElseDoes(t *testing.T) {
	h := tunedHouse(t)
	lead, other := h.guest(21, "Борис", "ru"), h.guest(42, "Анна", "ru")
	lead.says("/settings")
	lead.presses("Кванты & Ко")
	lead.sees("Настройки сообщества «Кванты &amp; Ко»", "О чём сообщество: <b>пока не сказано", "Дайджест: <b>Пн, 10:00")
	lead.hasNo("Напоминания")
	lead.presses("О чём мы")
	lead.presses("Культура")
	science, _ := lead.button("Наука")
	other.forges(science.Data)
	if len(other.toasts) != 1 || !strings.Contains(other.toasts[0], "только его лидеры") {
		t.Errorf("said: %q", other.toasts)
	}
	lead.presses("Назад")
	lead.presses("Интересы")
	lead.presses("Бизнес")
	lead.presses("Назад")
	lead.presses("🌐 Язык")
	lead.presses("中文")
	lead.sees("На каком языке")
	c := h.communityOf("quanta")
	if strings.Join(c.Topics, " ") != "culture" || strings.Join(c.Settings.Topics, " ") != "business" || c.Language != "zh" {
		t.Errorf("kept %+v", c)
	}
	lead.presses("Назад")
	lead.presses("Мои настройки")
	lead.sees("Ваши настройки")
}

func TestTwoLeadsDoNotOverwriteEachOther(t *testing.T) {
	h := tunedHouse(t)
	one, two := h.guest(21, "Борис", "ru"), h.guest(22, "Вера", "en")
	for _, lead := range []*guest{one, two} {
		lead.says("/settings")
		lead.presses("Кванты")
	}
	one.presses("О чём мы")
	two.presses("What we are about")
	one.presses("Культура")
	two.presses("Science")
	two.sees("have changed meanwhile")
	if c := h.communityOf("quanta"); strings.Join(c.Topics, " ") != "culture" {
		t.Errorf("kept %v", c.Topics)
	}
	if b, _ := two.button("Culture"); !strings.HasPrefix(b.Text, "✓") {
		t.Error("the other lead is not shown what was changed")
	}
	two.presses("Science")
	if c := h.communityOf("quanta"); strings.Join(c.Topics, " ") != "culture science" {
		t.Errorf("kept %v", c.Topics)
	}
}

func TestAnArchivedCommunityHasNothingToSet(t *testing.T) {
	h := tunedHouse(t)
	lead := h.guest(21, "Борис", "ru")
	lead.says("/settings")
	button, _ := lead.button("Кванты")
	before := h.communityOf("quanta")
	after := before
	after.State = space.CommunityArchived
	h.commit(store.Change{Communities: []store.CommunityChange{{Before: &before, After: after}}})
	lead.forges(button.Data)
	if last := lead.toasts[len(lead.toasts)-1]; !strings.Contains(last, "не действует") {
		t.Errorf("said %q", last)
	}
	lead.says("/settings")
	lead.seesNot("Кванты")
}

func TestSettingsThatAreForgedChangeNothing(t *testing.T) {
	h := tunedHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/settings")
	version := h.personOf(anna).Version
	for _, arg := range []string{"/q=1-2", "/qf=more", "/qu=x", "/r=77", "/t=nothing", "/a=science", "/w=7", "/w=-1", "/h=24", "/d=maybe", "/l=fr",
		"/", "main", "nobody/main", "quanta/a=science", "/zzz=1", "/qf="} {
		anna.forges(button("x", verbSettings, h.point.ID, version, arg).Data)
		if got := h.personOf(anna); got.Version != version {
			t.Fatalf("%q changed %+v", arg, got.Settings)
		}
	}
	if c := h.communityOf("quanta"); c.Version != 1 || c.Topics != nil {
		t.Errorf("%+v", c)
	}
}

func TestQuietHoursNeverLoseTheirLengthByButtons(t *testing.T) {
	s := &tuning{settings: space.Settings{Quiet: &space.Quiet{From: 0, Until: 60}}}
	for range 100 {
		if !s.moveQuiet("more", true) || s.settings.Quiet.From == s.settings.Quiet.Until || s.settings.Quiet.From >= wholeDay {
			t.Fatalf("%+v", s.settings.Quiet)
		}
	}
	for range 100 {
		if !s.moveQuiet("less", false) || s.settings.Quiet.From == s.settings.Quiet.Until || s.settings.Quiet.Until < 0 {
			t.Fatalf("%+v", s.settings.Quiet)
		}
	}
}

func TestATopicThatIsGoneLeavesNoTraceInTheSettings(t *testing.T) {
	h := tunedHouse(t)
	anna := h.guest(42, "Анна", "ru")
	who := h.personOf(anna)
	who.Settings.Topics = []string{"gone"}
	h.commit(store.Change{People: []space.Person{who}})
	anna.says("/settings")
	anna.sees("Интересы: <b>всё")
	anna.presses("Интересы")
	anna.presses("Культура")
	if got := h.personOf(anna).Settings.Topics; len(got) != 1 || got[0] != "culture" {
		t.Errorf("kept %v", got)
	}
}

func TestADigestThatIsPlannedMovesWithTheSettings(t *testing.T) {
	h := tunedHouse(t)
	lead := h.guest(21, "Борис", "ru")
	thisMonday, sunday := nextMonday.AddDate(0, 0, -7), time.Date(2026, 11, 29, 9, 0, 0, 0, time.UTC)
	h.commit(store.Change{Due: []space.Due{{Kind: space.DueDigest, Subject: "quanta", For: thisMonday, At: sunday}}})
	lead.says("/settings")
	lead.presses("Кванты")
	lead.presses("Дайджест")
	lead.presses("Чт")
	if got := h.digestPlanned("quanta"); len(got) != 1 || !got[0].Equal(time.Date(2026, 11, 26, 1, 0, 0, 0, time.UTC)) {
		t.Errorf("moved to %v", got)
	}
	lead.sees("Ближайший: чт, 26 ноября, 10:00")
	lead.presses("Пн")
	if got := h.digestPlanned("quanta"); len(got) != 1 || !got[0].Equal(time.Date(2026, 11, 26, 1, 0, 0, 0, time.UTC)) {
		t.Errorf("with a time that is over this week: %v", got)
	}
	lead.presses("Не нужно")
	lead.presses("Присылать")
	if got := h.digestPlanned("quanta"); len(got) != 1 {
		t.Errorf("turned off and on: %v", got)
	}
}

func TestAPersonsFirstDigestComesThisWeekIfItsTimeIsAhead(t *testing.T) {
	h := tunedHouse(t)
	anna := h.guest(42, "Анна", "ru")
	mine := space.DigestOf(42)
	anna.says("/settings")
	anna.presses("Дайджест")
	anna.presses("Присылать")
	if got := h.digestPlanned(mine); len(got) != 0 {
		t.Errorf("the Point's time is over, but: %v", got)
	}
	anna.presses("Чт")
	anna.sees("Ближайший: чт, 26 ноября, 10:00")
	if got := h.digestPlanned(mine); len(got) != 1 || !got[0].Equal(time.Date(2026, 11, 26, 1, 0, 0, 0, time.UTC)) {
		t.Errorf("of the day that was chosen then: %v", got)
	}
	if ids, err := h.db.Digested(t.Context()); err != nil || len(ids) != 1 || ids[0] != 42 {
		t.Errorf("wanted by %v, %v", ids, err)
	}

	vera := h.guest(43, "Вера", "ru")
	who := h.personOf(vera)
	who.Settings.Digest = &space.DigestTime{Weekday: time.Friday, Minute: 600}
	h.commit(store.Change{People: []space.Person{who}})
	vera.says("/settings")
	vera.presses("Дайджест")
	vera.presses("Присылать")
	friday := time.Date(2026, 11, 27, 1, 0, 0, 0, time.UTC)
	if got := h.digestPlanned(space.DigestOf(43)); len(got) != 1 || !got[0].Equal(friday) {
		t.Errorf("planned %v", got)
	}
	vera.presses("Не нужно")
	h.now = friday.Add(time.Minute)
	made := space.Due{Kind: space.DueDigest, Subject: space.DigestOf(43), For: nextMonday.AddDate(0, 0, -7)}
	h.commit(store.Change{Fired: []space.Due{made}})
	vera.presses("Присылать")
	vera.presses("Сб")
	if got := h.digestPlanned(space.DigestOf(43)); len(got) != 0 {
		t.Errorf("a second one this week: %v", got)
	}
}

func TestTheSettingsLookAsTheyShould(t *testing.T) {
	h := tunedHouse(t)
	c := space.Community{ID: "quanta", Name: "Кванты & <Ко>", Language: "ru", Topics: []string{"science"}, Version: 1,
		Settings: space.Settings{Quiet: &space.Quiet{From: 22 * 60, Until: 8 * 60}, Digest: &space.DigestTime{Weekday: time.Friday, Minute: 18 * 60}}}
	for _, tag := range lang.Tags() {
		x := &turn{Desk: h.desk, ctx: t.Context(), db: h.db, now: h.now, point: h.point, say: h.desk.Texts.In(tag)}
		x.who = space.Person{ID: 21, Language: string(tag), Settings: space.Settings{OwnDigest: space.Yes}}
		own, err := x.ownSettings()
		if err != nil {
			t.Fatal(err)
		}
		of := &tuning{turn: x, community: &c, settings: c.Settings, version: 1, last: own.last, next: own.next}
		var all strings.Builder
		for _, s := range []*tuning{own, of} {
			for _, name := range []string{pageMain, pageLanguage, pageDigest, pageQuiet, pageReminders, pageInterests, pageAbout} {
				draw := s.pages()[name]
				if draw == nil {
					continue
				}
				shown, err := draw()
				if err != nil {
					t.Fatal(err)
				}
				all.WriteString("== " + name + "\n" + drawMessage(s.title()+"\n\n"+shown.text, shown.keys))
			}
		}
		if strings.Contains(all.String(), "⟦") {
			t.Errorf("%s has a hole", tag)
		}
		golden(t, "settings."+string(tag)+".txt", all.String())
	}
}
