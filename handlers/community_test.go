package handlers

import (
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// proposes goes through the whole conversation, in Russian.
func (g *guest) proposes(name string) {
	g.Helper()
	g.says("/community")
	g.presses("Новое сообщество")
	g.says(name)
	g.says("Читаем и спорим о прочитанном")
	g.presses("Русский")
	g.presses("Подать")
}

// communityOf is a community as it is in the store.
func (h *house) communityOf(id string) space.Community {
	h.Helper()
	c, ok, err := h.db.Community(h.Context(), id)
	if err != nil || !ok {
		h.Fatalf("community %s: %v, %v", id, ok, err)
	}
	return c
}

// leadsFor is what a lead sees who opens the card by the command.
func (h *house) lead(id int64, name, language string) *guest {
	g := h.guest(id, name, language)
	g.says("/community")
	return g
}

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

func TestACommunityIsProposedAndAccepted(t *testing.T) {
	h := openHouse(t)
	boss, other, anna := h.guest(theBoss, "Boss", "en"), h.guest(theOther, "Other", "ru"), h.guest(42, "Анна", "ru")
	anna.proposes("Книжный клуб")
	anna.sees("Книжный клуб", "отправил администраторам")
	boss.sees("New community: Книжный клуб", "Анна", "Читаем и спорим")
	other.sees("Новое сообщество")
	if c := h.communityOf("knizhnyy-klub"); c.State != space.CommunityProposed || !slices.Equal(c.Leads, []int64{42}) {
		t.Errorf("%+v", c)
	}
	boss.presses("Accept")
	anna.sees("Книжный клуб</b> теперь с нами, и лидер — вы")
	other.sees("Приняли: Boss")
	other.hasNo("Принять")
	if c := h.communityOf("knizhnyy-klub"); !c.Active() || c.Decision.ID != theBoss {
		t.Errorf("%+v", c)
	}
	anna.says("/book завтра с 18 до 20, зона встреч, 10 человек, Чтения")
	anna.sees("Книжный клуб")
}

func TestTheFirstDecisionAboutACommunityStands(t *testing.T) {
	h := openHouse(t)
	boss, other, anna := h.guest(theBoss, "Boss", "en"), h.guest(theOther, "Other", "ru"), h.guest(42, "Анна", "ru")
	anna.proposes("Книжный клуб")
	late, _ := other.button("Принять")
	boss.presses("Decline")
	boss.presses("There is one already")
	anna.sees("в этот раз не приняли", "такое сообщество у нас уже есть")
	other.sees("Отклонили: Boss", "такое сообщество")
	other.forges(late.Data)
	other.sees("Отклонили: Boss")
	anna.seesNot("теперь с нами")
	if c := h.communityOf("knizhnyy-klub"); c.State != space.CommunityRefused || len(c.Leads) != 0 {
		t.Errorf("%+v", c)
	}
	anna.forges(late.Data)
	anna.sees("только администраторы")
	anna.presses("Предложить ещё раз")
	anna.sees("Как называется")
	anna.says("Книжный клуб")
	anna.sees("О чём оно?")
}

func TestACommunityIsDeclinedInWords(t *testing.T) {
	h := openHouse(t)
	boss, other, anna := h.guest(theBoss, "Boss", "en"), h.guest(theOther, "Other", "ru"), h.guest(42, "Анна", "ru")
	anna.proposes("Книжный клуб")
	boss.presses("Decline")
	boss.presses("In my own words")
	other.presses("Отклонить")
	other.presses("словами")
	boss.says("Соберите сначала <десять> человек")
	boss.sees("Declined: <b>Книжный клуб</b>")
	anna.sees("Соберите сначала &lt;десять&gt; человек")
	other.says("И я против")
	other.sees("Об этом уже решили")
	anna.seesNot("И я против")
}

func TestAProposalIsMadeWithCare(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/community")
	anna.presses("Новое сообщество")
	for _, same := range []string{"кванты & ко", "  Кванты &   КО ", "«Кванты и»"} {
		anna.says(same)
		if strings.Contains(same, "и»") {
			anna.seesNot("Такое уже есть")
			anna.presses("Назад")
			continue
		}
		anna.sees("Такое уже есть: <b>Кванты &amp; Ко</b>")
	}
	anna.says("Я")
	anna.sees("от 2 до 64 знаков")
	anna.says(strings.Repeat("я", 65))
	anna.sees("от 2 до 64 знаков")
	anna.says("Шахматы")
	anna.says("коротко")
	anna.sees("от 10 до 500 знаков, а сейчас 7")
	anna.does(chat.Event{Kind: chat.Thing})
	anna.sees("нужны слова или кнопка")
	anna.says("Играем по вечерам и учим детей")
	anna.says("中文")
	anna.sees("Всё верно?", "🌐 中文")
	anna.presses("Название")
	anna.says("Шахматный клуб")
	anna.sees("Всё верно?", "Шахматный клуб")
	send, _ := anna.button("Подать")
	anna.presses("Подать")
	anna.forges(send.Data)
	anna.sees("устарела")
	anna.presses("Открыть")
	anna.sees("ждёт решения")
	anna.presses("Новое сообщество")
	anna.sees("ещё ждёт решения")
	anna.presses("Отозвать")
	anna.sees("больше не предлагаем")
	anna.presses("Новое сообщество")
	anna.sees("Как называется")
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
	lena.presses("Сложить полномочия")
	lena.presses("Да")
	anna.says("/start " + link)
	anna.sees("больше не ведёт <b>Кванты &amp; Ко</b>")
	anna.says("/start lead-nonsense")
	anna.sees("её никогда не было")
	if c := h.communityOf("quanta"); !slices.Equal(c.Leads, []int64{22}) {
		t.Errorf("%v", c.Leads)
	}
}

// archives goes there through the list.
func (h *house) archives(boss *guest, name string) {
	h.Helper()
	boss.says("/communities")
	boss.presses(name)
	boss.presses("Archive")
	boss.presses("Archive")
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
	max.sees("Лена", "<b>Max</b> answers for it now", "Events that went along: 1")
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
	lena.presses("Сложить полномочия")
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
	boss.presses("without a lead")
	boss.presses("⚠️ Кванты")
	boss.sees("Лена")
}

func TestAnArchivedCommunityKeepsItsEventsAndBooksNoMore(t *testing.T) {
	h, boris, anna, _ := full(t)
	boss := h.guest(theBoss, "Boss", "en")
	lena := h.guest(21, "Лена", "ru")
	_ = boris
	b := lena.has(func(b *space.Booking) { b.Community, b.Room, b.Headcount = "quanta", "zone", 10 })
	w := space.Wish{ID: "wish2345", State: space.WishWaiting, Resident: space.Party{ID: 21, Name: "Лена"}, Community: "quanta", Event: b.Event,
		Want: h.point.WantSlot(h.slot("hall", 26, 18, 20)), Created: h.now}
	h.commit(store.Change{Wishes: []store.WishChange{{After: w}}})
	boss.says("/communities")
	boss.presses("Кванты")
	boss.presses("Archive")
	boss.sees("Events ahead: 1", "Лекция о квантах", "Places in the queue it gives up: 1")
	boss.presses("Archive, keep the events")
	lena.sees("теперь в архиве", "остаётся: 1", "места в очереди больше нет")
	anna.seesNot("архив")
	h.is(b, space.Confirmed)
	if got, _, _ := h.db.Wish(t.Context(), w.ID); got.State != space.WishLeft {
		t.Errorf("the wish is %s", got.State)
	}
	lena.says("/community")
	lena.sees("в архиве", "Лекция о квантах")
	lena.hasNo("Позвать лидера")
	lena.says("/book завтра с 12 до 13, зона встреч, 10 человек, Чтения")
	lena.sees("«Кванты &amp; Ко» в архиве и не бронирует")
	boss.presses("Bring back")
	lena.sees("снова действует")
	if !h.communityOf("quanta").Active() {
		t.Error("it is not active again")
	}
}

func TestACommunityThatIsArchivedDuringAConversationBooksNothing(t *testing.T) {
	h := openHouse(t)
	boss, lena := h.guest(theBoss, "Boss", "en"), h.guest(21, "Лена", "ru")
	lena.says("/book завтра с 12 до 13, зона встреч, 10 человек, Чтения")
	lena.sees("Кванты &amp; Ко")
	h.archives(boss, "Кванты")
	lena.presses("Принимаю правила")
	lena.sees("Сообщество в архиве: оно не бронирует")
	lena.bookedNothing()
	lena.seesNot("🫖 Кванты")
}

func TestArchivingCancelsWhatLiesAheadIfTheAdminWishes(t *testing.T) {
	h, _, anna, _ := full(t)
	boss, other, lena := h.guest(theBoss, "Boss", "en"), h.guest(theOther, "Other", "ru"), h.guest(21, "Лена", "ru")
	free := h.slot("class", 27, 18, 20)
	booked := lena.has(func(b *space.Booking) { b.Community, b.Slot, b.Headcount = "quanta", free, 10 })
	asked := lena.asks(func(b *space.Booking) { b.Community, b.Slot, b.Headcount = "quanta", h.slot("class", 28, 18, 20), 10 })
	waits := space.Wish{ID: "wish2345", State: space.WishWaiting, Resident: space.Party{ID: 21, Name: "Лена"}, Community: "quanta", Event: booked.Event, Want: h.point.WantSlot(free), Created: h.now}
	h.commit(store.Change{Wishes: []store.WishChange{{After: waits}}})
	boss.says("/communities")
	boss.presses("Кванты")
	boss.presses("Archive")
	stale, _ := boss.button("cancel the events")
	lena.has(func(b *space.Booking) { b.Community, b.Slot, b.Headcount = "quanta", h.slot("zone", 27, 12, 14), 10 })
	boss.forges(stale.Data)
	boss.sees("Something changed here meanwhile", "Events ahead: 3")
	boss.presses("cancel the events")
	lena.sees("Событие отменено", "сообщество ушло в архив", "Отменено событий: 3")
	other.sees("Отменено событий: 3")
	h.is(booked, space.Cancelled)
	h.is(asked, space.Declined)
	h.isFree(free, true)
	if got, _, _ := h.db.Wish(t.Context(), waits.ID); got.State != space.WishLeft {
		t.Errorf("the wish is %s", got.State)
	}
	anna.seesNot("архив")
	boss.forges(stale.Data)
	boss.sees("Something changed")
}

func TestTheListOfCommunitiesIsPagedAndNarrowed(t *testing.T) {
	h := openHouse(t)
	boss, anna := h.guest(theBoss, "Boss", "en"), h.guest(42, "Анна", "ru")
	var change store.Change
	for _, r := range "абвгдежзиклм" {
		name := strings.Repeat(string(r), 3)
		change.Communities = append(change.Communities, store.CommunityChange{After: space.Community{ID: space.CommunityID(name, func(string) bool { return false }),
			Name: name, Language: "ru", Leads: []int64{21}, State: space.CommunityActive}})
	}
	change.Communities[3].After.State = space.CommunityArchived
	h.commit(change)
	boss.says("/communities")
	boss.sees("active: 12")
	boss.presses("›")
	boss.presses("ммм")
	boss.sees("ммм")
	boss.presses("Back to the list")
	boss.presses("archived · 1")
	boss.presses("ггг")
	boss.sees("archived")
	list, _ := boss.button("Back to the list")
	anna.forges(list.Data)
	anna.sees("только администраторы")
	anna.says("/communities")
	anna.sees("только администраторы")
}

func TestAtTwoPointsACommunityIsSeenToAtItsOwn(t *testing.T) {
	h := openHouse(t)
	khv := boilingPoint()
	khv.ID, khv.Name, khv.Admins = "khv", space.Local{"ru": "Хабаровск"}, []int64{theOther}
	khv.Communities[0].Name, khv.Communities[0].Leads = "Кванты Хабаровска", []int64{23}
	h.opensAlso(khv)
	if err := h.desk.Store.Point(khv).SeedCommunities(t.Context(), h.now); err != nil {
		t.Fatal(err)
	}
	zoya, anna := h.guest(23, "Зоя", "ru"), h.guest(42, "Анна", "ru")
	for person, point := range map[int64]string{23: "khv", 42: "blg"} {
		if err := h.desk.Store.SetHome(t.Context(), person, point); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.desk.Store.Point(khv).Commit(t.Context(), store.Change{People: []space.Person{{ID: 23, Name: "Зоя", Language: "ru", Consent: h.now}}}, h.now); err != nil {
		t.Fatal(err)
	}
	zoya.says("/community")
	zoya.sees("Кванты Хабаровска")
	zoya.presses("Позвать лидера")
	anna.says("/start " + zoya.link())
	anna.sees("Теперь вы лидер: <b>Кванты Хабаровска</b>")
	anna.presses("Открыть")
	anna.sees("Кванты Хабаровска")
	if c := h.communityOf("quanta"); c.LedBy(42) {
		t.Error("she leads the one of the other Point")
	}
}

func TestForgedButtonsAboutCommunitiesChangeNothing(t *testing.T) {
	h := openHouse(t)
	boss, anna := h.guest(theBoss, "Boss", "en"), h.guest(42, "Анна", "ru")
	before := h.communityOf("quanta")
	for _, arg := range []string{"card", "invite", "hand", "to=22", "heir=42", "link", "name", "about", "leave", "left", "drop", "", "nonsense"} {
		anna.forges(button("x", verbCommunity, "quanta", 1, arg).Data)
		anna.sees("ведут другие")
		anna.forges(button("x", verbCommunity, "nobody", 1, arg).Data)
		anna.sees("устарела")
	}
	for _, arg := range []string{"ok", "no", "why=exists", "own", "invite", "arch", "keep=0", "off=0", "revive", "card"} {
		anna.forges(button("x", verbOversee, "quanta", 1, arg).Data)
		anna.sees("только администраторы")
	}
	for _, arg := range []string{"ok", "no", "why=exists", "own", "revive", "keep=0", "off=x@active.99", "card", "card@x.y"} {
		boss.forges(button("x", verbOversee, "quanta", 1, arg).Data)
	}
	if after := h.communityOf("quanta"); after.Version != before.Version || !after.Active() {
		t.Errorf("%+v", after)
	}
}

func TestCommunitiesLookAsTheyShould(t *testing.T) {
	for _, tag := range lang.Tags() {
		h := openHouse(t)
		boss, lena := h.guest(theBoss, "Boss", string(tag)), h.guest(21, "Лена <Ё>", string(tag))
		h.guest(22, "Max", "en")
		lena.has(func(b *space.Booking) { b.Community = "quanta" })
		say := h.desk.Texts.In(tag)
		lena.says("/community")
		lena.presses(say.Plain("community.hand"))
		lena.presses("Max")
		lena.presses(say.Plain("button.back"))
		lena.presses(say.Plain("community.leave"))
		lena.presses(say.Plain("button.back"))
		lena.presses(say.Plain("community.found"))
		lena.says("Книги & чай")
		lena.says("Читаем и пьём чай\nпо субботам")
		lena.presses(say.Plain("start.language_name"))
		var all strings.Builder
		all.WriteString("== draft\n" + lena.screen())
		lena.presses(say.Plain("community.send"))
		all.WriteString("== lead\n" + lena.screen() + "== proposal\n" + boss.screen())
		boss.presses(say.Plain("community.decline"))
		all.WriteString("== reasons\n" + boss.screen())
		boss.presses(say.Plain("community.reason.short.unclear"))
		all.WriteString("== declined\n" + boss.screen() + "== told\n" + lena.newest().text + "\n")
		boss.says("/communities")
		boss.presses("Кванты")
		boss.presses(say.Plain("community.archive"))
		all.WriteString("== archive\n" + boss.newest().text + "\n")
		boss.presses(say.Plain("community.archive_keep"))
		lena.says("/community")
		all.WriteString("== archived\n" + drawMessage(boss.newest().text, boss.newest().keyboard) + "== archived, told\n" + lena.screen())
		golden(t, "community."+string(tag)+".txt", all.String())
	}
}
