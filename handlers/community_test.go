package handlers

import (
	"slices"
	"strings"
	"testing"

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
		boss.presses(say.Plain("community.archive_keep", "Count", 1))
		lena.says("/community")
		all.WriteString("== archived\n" + drawMessage(boss.newest().text, boss.newest().keyboard) + "== archived, told\n" + lena.screen())
		golden(t, "community."+string(tag)+".txt", all.String())
	}
}
