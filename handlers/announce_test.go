package handlers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// audienceOf is a house with residents, and communities with and without groups.
func audienceOf(t *testing.T) (*house, *guest) {
	t.Helper()
	h := openHouse(t)
	h.point.Topics = space.DefaultTopics()
	boss := h.guest(theBoss, "Boss", "ru")
	h.guest(42, "Анна", "ru")
	h.commit(store.Change{
		People: []space.Person{{ID: 43, Name: "Борис", Language: "ru", Consent: h.now, Settings: space.Settings{Topics: []string{"games"}}}, {ID: 44, Name: "Тень"}},
		Communities: []store.CommunityChange{
			{After: space.Community{ID: "chess", Name: "Шахматы", Language: "ru", Chat: -7, Leads: []int64{22, 23}, Topics: []string{"games"}}},
			{After: space.Community{ID: "old", Name: "Былое", Language: "ru", Chat: -8, Leads: []int64{24}, State: space.CommunityArchived}}}})
	return h, boss
}

// casts are the broadcasts that are due, by id.
func (h *house) casts() []space.Broadcast {
	h.Helper()
	due, err := h.db.Due(h.Context(), h.now, 100)
	if err != nil {
		h.Fatal(err)
	}
	var all []space.Broadcast
	for _, d := range due {
		if d.Kind == space.DueBroadcast {
			b, ok, err := h.db.Broadcast(h.Context(), d.Subject)
			if err != nil || !ok {
				h.Fatal(ok, err)
			}
			all = append(all, b)
		}
	}
	return all
}

// recipients are whom a broadcast goes to.
func (h *house) recipients(b space.Broadcast) string {
	h.Helper()
	all, err := h.db.Recipients(h.Context(), b.ID, 0, 100)
	if err != nil {
		h.Fatal(err)
	}
	return fmt.Sprint(all)
}

func TestAnAdminAnnouncesToAllAfterSeeingItAsItWillBe(t *testing.T) {
	h, boss := audienceOf(t)
	other := h.guest(theOther, "Другая", "ru")
	boss.says("/announce")
	boss.sees("Что объявить?", "никто не переводит")
	boss.says("Завтра <b>тихо</b> & темно\n\n\nДо субботы")
	boss.sees("📣 Завтра &lt;b&gt;тихо&lt;/b&gt; &amp; темно\n\nДо субботы", "Кому отправить?")
	boss.button("Все резиденты · 4")
	boss.button("Все сообщества · 3")
	boss.button("Все лидеры · 3")
	boss.presses("Все резиденты")
	boss.sees("Так это увидят", "Все резиденты", "📣 Завтра &lt;b&gt;тихо&lt;/b&gt; &amp; темно")
	if len(h.casts()) != 0 {
		t.Error("it is sent before it was confirmed")
	}
	send, _ := boss.button("Отправить 4 получателям")
	boss.forges(send.Data)
	boss.sees("Дошло: 0 из 4")
	other.sees("Boss отправляет объявление", "Завтра")
	all := h.casts()
	if len(all) != 1 || all[0].Total != 4 || all[0].By.ID != theBoss || h.recipients(all[0]) != "[11 12 42 43]" {
		t.Fatalf("it is %+v", all)
	}
	boss.forges(send.Data) // a second press
	if len(h.casts()) != 1 {
		t.Error("it is sent twice")
	}
	if talk := boss.panels[chat.Receipt(all[0].ID)]; talk == nil || !strings.Contains(talk.text, "Дошло: 0 из 4") {
		t.Error("the progress has another message than the conversation")
	}
}

func TestAnAnnouncementByTopicGoesToWhoCaresAndToWhatIsAboutIt(t *testing.T) {
	h, boss := audienceOf(t)
	boss.says("/announce Турнир в субботу")
	boss.sees("📣 Турнир в субботу", "Кому отправить?")
	boss.presses("По теме")
	boss.sees("Какая тема?")
	boss.presses("Игры · 4")
	boss.sees("Тема «Игры»")
	boss.presses("Назад")
	boss.presses("Игры · 4")
	boss.presses("Отправить 4 получателям")
	if all := h.casts(); len(all) != 1 || h.recipients(all[0]) != "[11 42 43 -7]" {
		t.Fatalf("it is %+v", all)
	}
}

func TestAnAnnouncementToCommunitiesGoesToTheirGroupsOrLeads(t *testing.T) {
	h, boss := audienceOf(t)
	boss.says("/announce Собрание")
	boss.presses("Все сообщества")
	boss.presses("Отправить 3 получателям")
	if all := h.casts(); len(all) != 1 || h.recipients(all[0]) != "[-7 21 22]" {
		t.Fatalf("it is %+v", all)
	}
}

func TestTheTextCanBeChangedBeforeItIsSentAndAllCanBeDropped(t *testing.T) {
	h, boss := audienceOf(t)
	boss.says("/announce Собрание")
	boss.presses("Все лидеры")
	boss.presses("Изменить текст")
	boss.sees("Что объявить?")
	boss.says("Собрание в семь")
	boss.presses("Все лидеры")
	boss.sees("📣 Собрание в семь")
	boss.says("и ещё")
	boss.sees("Выберите, пожалуйста, кнопкой")
	boss.presses("Отмена")
	boss.sees("ничего не отправляю")
	if len(h.casts()) != 0 {
		t.Error("it is sent")
	}
}

func TestWhatIsNoPlainTextOrTooLongIsNotAnnounced(t *testing.T) {
	_, boss := audienceOf(t)
	boss.says("/announce")
	boss.does(chat.Event{Kind: chat.Thing, Attached: true})
	boss.sees("картинки и файлы", "Что объявить?")
	boss.does(chat.Event{Kind: chat.Text, Text: "подпись", Attached: true})
	boss.sees("картинки и файлы")
	boss.says(strings.Repeat("ы", 1001))
	boss.sees("Получилось знаков: 1001, а помещается 1000")
	boss.says(strings.Repeat("ы", 1000))
	boss.sees("Кому отправить?")
}

func TestIfTheNumberChangedTheAdminIsAskedAgain(t *testing.T) {
	h, boss := audienceOf(t)
	boss.says("/announce Привет")
	boss.presses("Все резиденты")
	send, _ := boss.button("Отправить 3 получателям")
	h.guest(50, "Новый", "ru")
	boss.forges(send.Data)
	boss.sees("Проверьте число")
	if len(h.casts()) != 0 {
		t.Error("it is sent")
	}
	boss.presses("Отправить 4 получателям")
	if len(h.casts()) != 1 {
		t.Error("it is not sent")
	}
}

func TestWhoAnnouncesAtNightChoosesWhetherSleepersAreWaitedFor(t *testing.T) {
	h, boss := audienceOf(t)
	asleep, err := h.db.People(h.Context(), []int64{43})
	if err != nil {
		t.Fatal(err)
	}
	asleep[0].Settings.Quiet = &space.Quiet{From: 12 * 60, Until: 13 * 60} // it is half past twelve
	h.commit(store.Change{People: asleep})
	boss.says("/announce Прорвало трубу")
	boss.presses("Все лидеры")
	boss.hasNo("Срочно")
	boss.presses("Изменить текст")
	boss.says("Прорвало трубу, не приходите")
	boss.presses("Все резиденты")
	boss.sees("Тихие часы сейчас: 1")
	boss.presses("сразу, даже в тихие часы")
	if all := h.casts(); len(all) != 1 || !all[0].Urgent {
		t.Fatalf("it is %+v", all)
	}
	boss.says("/announce Чай в пятницу")
	boss.presses("Все резиденты")
	boss.presses("Отправить 3 получателям")
	if all := h.casts(); len(all) != 2 || all[0].Urgent == all[1].Urgent {
		t.Errorf("they are %+v", all)
	}
}

func TestOnlyAdminsAnnounceAndStop(t *testing.T) {
	h, boss := audienceOf(t)
	anna := h.guests[42]
	anna.says("/announce Ура")
	anna.sees("администратор")
	boss.says("/announce Привет")
	boss.presses("Все резиденты")
	boss.presses("Отправить")
	stop, _ := boss.button("Остановить")
	anna.forges(stop.Data)
	if b := h.casts()[0]; b.State != space.BroadcastSending {
		t.Errorf("a resident stopped it: %+v", b)
	}
	boss.forges(stop.Data)
	if b := h.casts()[0]; b.State != space.BroadcastStopped || b.Stopper.ID != theBoss {
		t.Errorf("it goes on: %+v", b)
	}
	boss.forges(stop.Data)
	if last := boss.toasts[len(boss.toasts)-1]; !strings.Contains(last, "уже закончилось") {
		t.Errorf("the second press is answered %q", last)
	}
	boss.forges(strings.Replace(stop.Data, h.casts()[0].ID, "nothere", 1))
}

func TestWhoIsNoAdminAnyMoreCannotGoOnAnnouncing(t *testing.T) {
	h, boss := audienceOf(t)
	boss.says("/announce Привет")
	boss.presses("Все резиденты")
	send, _ := boss.button("Отправить")
	h.commit(store.Change{Staff: &space.Staff{Removed: []int64{theBoss}}})
	boss.forges(send.Data)
	if len(h.casts()) != 0 {
		t.Error("it is sent")
	}
}

func TestTheWayOfAnAnnouncementReadsWellInAllLanguages(t *testing.T) {
	for _, says := range []struct{ language, to, topic, send string }{
		{"ru", "Все резиденты", "По теме", "Отправить"}, {"en", "All residents", "By topic", "Send to"}, {"zh", "全体居民", "按主题", "发给"},
	} {
		t.Run(says.language, func(t *testing.T) {
			h, _ := audienceOf(t)
			boss := h.guest(theOther, "Admin", says.language)
			boss.says("/announce")
			boss.says("One text for all")
			screens := boss.screen()
			boss.presses(says.topic)
			screens += boss.screen()
			boss.presses("· 5")
			screens += boss.screen()
			boss.presses(says.send)
			for i, why := range []string{"blocked", "deactivated", "chat_gone"} {
				h.shuts(int64(42+i), why)
			}
			h.shuts(-7, "no_rights")
			h.shuts(22, "blocked")
			boss.says("/unreachable")
			golden(t, "announce."+says.language+".txt", screens+boss.screen())
		})
	}
}

// shuts marks a chat.
func (h *house) shuts(chat int64, why string) {
	h.Helper()
	if err := h.desk.Store.MarkUnreachable(h.Context(), h.point.ID, chat, why, h.now.Add(-time.Duration(chat)*time.Minute)); err != nil {
		h.Fatal(err)
	}
}

func TestWhoCannotBeReachedIsListedInPagesToAdminsOnly(t *testing.T) {
	h, boss := audienceOf(t)
	boss.says("/unreachable")
	boss.sees("доходят до всех")
	for id := range int64(12) {
		h.shuts(100+id, "blocked")
	}
	h.shuts(-7, "kicked")
	h.shuts(22, "deactivated")
	boss.says("/unreachable")
	boss.sees("Сообщения не доходят в 14 чатов", "Шахматы (группа сообщества): бота убрали из группы ·", "(лидер: Шахматы, Кванты &amp; Ко): аккаунт удалён")
	boss.presses("›")
	boss.sees("11. <a", "14. <a")
	page, _ := boss.button("‹")
	anna := h.guests[42]
	anna.forges(page.Data)
	anna.seesNot("Сообщения не доходят")
	anna.says("/unreachable")
	anna.seesNot("Сообщения не доходят")
}

func TestAnyAdminGoesOnWithAPausedAnnouncementOnce(t *testing.T) {
	h, boss := audienceOf(t)
	other := h.guest(theOther, "Другая", "ru")
	boss.says("/announce Завтра закрыто")
	boss.presses("Все резиденты")
	boss.presses("Отправить")
	before := h.casts()[0]
	paused := before.Pause(h.now)
	h.commit(store.Change{Broadcasts: []store.BroadcastChange{{Before: &before, After: paused}}})
	on, err := chat.Press{Verb: chat.VerbBroadcast, Subject: paused.ID, Version: paused.Paused.Unix(), Arg: chat.BroadcastGoOn}.Data()
	if err != nil {
		t.Fatal(err)
	}
	h.guests[42].forges(on)
	if b := h.casts()[0]; b.State != space.BroadcastPaused {
		t.Errorf("a resident goes on with it: it is %s", b.State)
	}
	h.now = h.now.Add(time.Minute)
	other.forges(on)
	boss.sees("Другая: отправляем дальше", "Завтра закрыто")
	once := h.casts()[0]
	if once.State != space.BroadcastSending || !once.Told.Equal(h.now) {
		t.Errorf("it is %+v", once)
	}
	boss.forges(on)
	boss.sees("Уже отправляется дальше")
	if twice := h.casts()[0]; twice.Version != once.Version {
		t.Errorf("a second press changed it: %+v", twice)
	}
}
