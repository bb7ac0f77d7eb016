package handlers

import (
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

// link is the last link that somebody was given.
func (g *guest) link() string {
	g.Helper()
	for i := len(g.messages) - 1; i >= 0; i-- {
		if _, after, ok := strings.Cut(g.messages[i].text, "?start="); ok {
			token, _, _ := strings.Cut(after, "<")
			return token
		}
	}
	g.Fatalf("%s was given no link:\n%s", g.Name, g.screen())
	return ""
}

func TestALeadInvitesAnotherByALinkThatWorksOnce(t *testing.T) {
	h := openHouse(t)
	lena, max, anna, boris := h.lead(21, "Лена", "ru"), h.guest(22, "Max", "en"), h.guest(42, "Анна", "ru"), h.guest(43, "Борис", "ru")
	invite, _ := lena.button("Позвать лидера")
	lena.presses("Позвать лидера")
	link := lena.link()
	lena.sees("Кто откроет, тот и станет лидером")
	lena.forges(invite.Data)
	lena.sees("что-то изменилось")
	lena.says("/start " + link)
	lena.sees("собственная ссылка")
	max.says("/start " + link)
	max.sees("You lead <b>Кванты &amp; Ко</b> already")
	anna.says("/start " + link)
	anna.sees("Теперь вы лидер: <b>Кванты &amp; Ко</b>")
	lena.sees("новый лидер", "Анна")
	max.sees("has a new lead")
	boris.says("/start " + link)
	boris.sees("уже сработала")
	if c := h.communityOf("quanta"); !slices.Equal(c.Leads, []int64{21, 22, 42}) {
		t.Errorf("%v", c.Leads)
	}
	boris.says("/start admin-" + strings.TrimPrefix(link, "lead-"))
	boris.sees("уже сработала")
}

func TestALeadsLinkMakesNobodyAnAdmin(t *testing.T) {
	h := openHouse(t)
	lena, boris := h.lead(21, "Лена", "ru"), h.guest(43, "Борис", "ru")
	lena.presses("Позвать лидера")
	boris.says("/start admin-" + strings.TrimPrefix(lena.link(), "lead-"))
	boris.sees("уже сработала")
	boris.says("/admins")
	boris.sees("только администраторы")
}

func TestALinkThatIsVoidSaysWhy(t *testing.T) {
	h := openHouse(t)
	lena, boss, anna := h.lead(21, "Лена", "ru"), h.guest(theBoss, "Boss", "en"), h.guest(42, "Анна", "ru")
	lena.presses("Позвать лидера")
	old := lena.link()
	h.now = h.now.Add(48 * time.Hour)
	anna.says("/start " + old)
	anna.sees("Срок этой ссылки вышел")
	lena.says("/community")
	lena.presses("Позвать лидера")
	link := lena.link()
	h.archives(boss, "Кванты")
	anna.says("/start " + link)
	anna.sees("Кванты &amp; Ко</b> в архиве")
	boss.presses("Bring back")
	lena.says("/community")
	lena.presses("Больше не вести")
	lena.presses("Да")
	anna.says("/start " + link)
	anna.sees("больше не ведёт <b>Кванты &amp; Ко</b>")
	anna.says("/start lead-nonsense")
	anna.sees("её никогда не было")
	if c := h.communityOf("quanta"); !slices.Equal(c.Leads, []int64{22}) {
		t.Errorf("%v", c.Leads)
	}
}

func TestALeadHandsOverToAnotherWithTheirEvents(t *testing.T) {
	h := openHouse(t)
	lena, max := h.lead(21, "Лена", "ru"), h.guest(22, "Max", "en")
	b := lena.has(func(b *space.Booking) { b.Community = "quanta" })
	lena.presses("Передать")
	lena.presses("Max")
	lena.sees("Перейдут ваши события: 1")
	yes, _ := lena.button("Да")
	lena.presses("Да")
	lena.sees("Передано: <b>Кванты &amp; Ко</b>", "Событий перешло: 1")
	max.sees("You lead <b>Кванты &amp; Ко</b> now, instead of Лена", "Events that came to you: 1")
	if after := h.reload(b); after.Resident.ID != 22 {
		t.Errorf("%+v", after.Resident)
	}
	if c := h.communityOf("quanta"); !slices.Equal(c.Leads, []int64{22}) {
		t.Errorf("%v", c.Leads)
	}
	lena.forges(yes.Data)
	lena.sees("ведут другие")
	lena.says("/community")
	lena.sees("пока нет сообщества")
}

func TestALeadHandsOverByALink(t *testing.T) {
	h := openHouse(t)
	lena, max, anna := h.lead(21, "Лена", "ru"), h.guest(22, "Max", "en"), h.guest(42, "Анна", "ru")
	b := lena.has(func(b *space.Booking) { b.Community = "quanta" })
	lena.presses("Передать")
	lena.presses("по ссылке")
	lena.sees("вместо вас")
	anna.says("/start " + lena.link())
	anna.sees("теперь ведёте вы, вместо: Лена", "К вам перешли события: 1")
	lena.sees("По вашей ссылке пришёл новый лидер")
	max.sees("instead of Лена")
	if c := h.communityOf("quanta"); h.reload(b).Resident.ID != 42 || !slices.Equal(c.Leads, []int64{22, 42}) {
		t.Errorf("%v", c.Leads)
	}
}

func TestTheAdminsAreToldWhenNobodyIsLeft(t *testing.T) {
	h := openHouse(t)
	boss, lena, max, anna := h.guest(theBoss, "Boss", "en"), h.lead(21, "Лена", "ru"), h.lead(22, "Max", "en"), h.guest(42, "Анна", "ru")
	lena.presses("Больше не вести")
	lena.sees("Остальные лидеры останутся")
	lena.presses("Да")
	max.sees("Лена", "is no longer a lead")
	boss.seesNot("any more")
	max.says("/community")
	max.presses("Step down")
	max.sees("There are no other leads")
	max.presses("Yes")
	boss.sees("Nobody leads <b>Кванты &amp; Ко</b> any more")
	boss.presses("Invite a lead")
	anna.says("/start " + boss.link())
	anna.sees("Теперь вы лидер")
	boss.sees("has a new lead", "Анна")
}

func TestALeadChangesTheNameAndTheDescription(t *testing.T) {
	h := openHouse(t)
	boss, lena, max := h.guest(theBoss, "Boss", "en"), h.lead(21, "Лена", "ru"), h.guest(22, "Max", "en")
	h.commit(store.Change{Communities: []store.CommunityChange{{After: space.Community{ID: "jazz", Name: "Джаз", Language: "ru"}}}})
	lena.presses("Название")
	lena.says("ДЖАЗ")
	lena.sees("Такое уже есть")
	lena.says("Кванты и поле")
	lena.sees("теперь это <b>Кванты и поле</b>")
	max.sees("“Кванты &amp; Ко” is called <b>Кванты и поле</b>")
	boss.sees("“Кванты &amp; Ко” is called <b>Кванты и поле</b>")
	lena.presses("Открыть")
	lena.presses("Описание")
	lena.says("Физика по вечерам, для всех")
	lena.sees("описание новое")
	lena.presses("Открыть")
	lena.sees("Физика по вечерам, для всех")
	lena.presses("Название")
	h.archives(boss, "Кванты")
	lena.says("Другое имя")
	lena.sees("Сообщество в архиве")
}

func TestALeadWhoLeftTelegramIsShown(t *testing.T) {
	h := openHouse(t)
	boss, lena := h.guest(theBoss, "Boss", "en"), h.guest(21, "Лена", "ru")
	h.guest(22, "Max", "en")
	if err := h.desk.Store.MarkUnreachable(t.Context(), h.point.ID, 22, "deactivated", h.now); err != nil {
		t.Fatal(err)
	}
	lena.says("/community")
	lena.sees("Max</a> (@uMax) (📵 сообщения не доходят)")
	boss.says("/communities")
	boss.presses("Кванты")
	boss.sees("(📵 messages do not arrive)")
	if err := h.desk.Store.MarkUnreachable(t.Context(), h.point.ID, 21, "blocked", h.now); err != nil {
		t.Fatal(err)
	}
	boss.says("/communities")
	boss.presses("leads out of reach")
	boss.presses("📵 Кванты")
	boss.sees("Лена")
}

func TestPlacesInTheQueueStayWithWhoLeads(t *testing.T) {
	h := openHouse(t)
	lena, max := h.lead(21, "Лена", "ru"), h.guest(22, "Max", "en")
	free := space.Slot{Room: "hall", Start: h.at(28, 18), End: h.at(28, 20)}
	waits := func(id, community string) store.WishChange {
		return store.WishChange{After: space.Wish{ID: id, State: space.WishWaiting, Resident: space.Party{ID: 21, Name: "Лена"}, Community: community,
			Event: space.Event{Title: id, Headcount: 20}, Want: h.point.WantSlot(free), Created: h.now}}
	}
	h.commit(store.Change{Wishes: []store.WishChange{waits("wish2345", "quanta"), waits("wish6789", "")}})
	lena.presses("Больше не вести")
	lena.sees("Места в очереди (1) примет Max")
	lena.presses("Да")
	max.sees("Лена no longer leads, so the places in the queue (1) are yours now")
	if all := h.wishes(22); len(all) != 1 || all[0].ID != "wish2345" || all[0].State != space.WishWaiting {
		t.Errorf("%+v", all)
	}
	if all := h.wishes(21); len(all) != 1 || all[0].ID != "wish6789" {
		t.Errorf("her own: %+v", all)
	}
	max.says("/community")
	max.presses("Step down")
	max.sees("Your places in the queue (1) end")
	max.presses("Yes")
	if all := h.wishes(22); all[0].State != space.WishLeft {
		t.Errorf("%+v", all)
	}
}
