package handlers

import (
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
	"samovar/internal/store"
)

// begun is a house in which the event of Анна, from 10 to 20 on Thursday, has
// just begun.
func begun(t *testing.T) (h *house, anna, lead, boss *guest, b space.Booking) {
	t.Helper()
	h = openHouse(t)
	h.point.Policy, h.point.NoShowAfter = space.DefaultPolicy(), 20*time.Minute
	anna, lead, boss = h.guest(42, "Анна", "ru"), h.guest(21, "Li", "zh"), h.guest(theBoss, "Boss", "en")
	b = anna.has(func(b *space.Booking) {
		b.Community, b.Start, b.End = "quanta", h.at(26, 10), h.at(26, 20)
	})
	h.now = b.Start
	running := b
	running.State = space.Running
	h.commit(store.Change{Bookings: []store.BookingChange{{Before: &b, After: running}}})
	return h, anna, lead, boss, h.reload(b)
}

func TestWeHaveBegunIsWrittenDown(t *testing.T) {
	h, anna, lead, boss, b := begun(t)
	h.now = b.Start.Add(5 * time.Minute)
	lead.answers(chat.VerbDoor, b, chat.DoorBegun)
	lead.sees("已签到", "活动进行中")
	anna.sees("Событие идёт", "Li")
	boss.seesNot("on")
	got := h.is(b, space.Running)
	if !got.CheckedIn() || got.Begun.By.ID != 21 {
		t.Errorf("checked in: %+v", got.Begun)
	}
	anna.answers(chat.VerbDoor, b, chat.DoorBegun)
	anna.sees("Уже отмечено (Li)")
	h.now = b.Start.Add(30 * time.Minute)
	boss.answers(chat.VerbDoor, b, "nobody_sure")
	boss.sees("Noted already, by Li")
	if again := h.is(b, space.Running); again.Version != got.Version {
		t.Error("an old question changed something")
	}
}

func TestAnEventCalledOffAtItsStartFreesTheRest(t *testing.T) {
	h, anna, lead, boss, b := begun(t)
	anna.answers(chat.VerbDoor, b, chat.DoorOff)
	anna.sees("Точно отменить")
	h.is(b, space.Running)
	anna.presses("Да, отменить")
	h.is(b, space.Cancelled)
	h.isFree(b.Slot, true)
	lead.sees("活动临时取消")
	boss.sees("called off")
	standing := h.standing("quanta")
	if standing.NoShows != 0 || standing.Past != 0 {
		t.Errorf("who says so is charged %+v", standing)
	}
}

// standing is what a holder has had of the rooms.
func (h *house) standing(holder string) space.Standing {
	h.Helper()
	all, err := h.db.Standings(h.Context(), []string{holder}, h.point.Policy, h.now)
	if err != nil {
		h.Fatal(err)
	}
	return all[holder]
}

func TestANoShowFreesTheRestForTheQueueAndCountsAndIsExplained(t *testing.T) {
	h, anna, lead, boss, b := begun(t)
	h.now = h.at(25, 12)
	clara := h.guest(43, "Клара", "ru")
	clara.says("/book в четверг с 12 до 15, конференц-зал, 40 человек, Хор")
	clara.presses("Встать в очередь")
	clara.presses("любое время")
	other := h.guest(theOther, "Другая", "ru")

	h.now = b.Start.Add(20 * time.Minute)
	boss.answers(chat.VerbDoor, b, chat.DoorNobody)
	boss.sees("nobody come at all")
	h.is(b, space.Running)
	boss.presses("Yes, nobody")
	got := h.is(b, space.NoShow)
	if got.Decision == nil || got.Decision.By.ID != theBoss {
		t.Errorf("decided %+v", got.Decision)
	}
	anna.sees("никто не пришёл", "90 дней", "4 ч", "Boss")
	lead.sees("没有人到场", "90")
	other.sees("никто не пришёл")
	other.seesNot("90 дней")
	clara.sees("Освободилось", "Хор")
	if s := h.standing("quanta"); s.NoShows != 1 {
		t.Errorf("counted as %+v", s)
	}
	anna.answers(chat.VerbDoor, b, chat.DoorBegun)
	anna.sees("не актуален", "никто не пришёл")
	h.is(b, space.NoShow)
}

func TestAnAdminSaysThatTheyAreThere(t *testing.T) {
	h, anna, _, boss, b := begun(t)
	other := h.guest(theOther, "Другая", "ru")
	h.now = b.Start.Add(25 * time.Minute)
	boss.answers(chat.VerbDoor, b, chat.DoorThere)
	if got := h.is(b, space.Running); !got.CheckedIn() || got.Begun.By.ID != theBoss {
		t.Errorf("checked in: %+v", got.Begun)
	}
	anna.sees("Событие идёт", "Boss")
	other.sees("Событие идёт", "Boss")
}

func TestNobodySaysAtTheDoorWhatIsNotTheirs(t *testing.T) {
	h, anna, lead, boss, b := begun(t)
	h.now = b.Start.Add(25 * time.Minute)
	clara := h.guest(43, "Клара", "ru")
	for _, answer := range []string{chat.DoorBegun, chat.DoorOff, "off_sure"} {
		clara.answers(chat.VerbDoor, b, answer)
		clara.sees("не ваша")
		boss.answers(chat.VerbDoor, b, answer)
		boss.sees("not yours")
	}
	for _, g := range []*guest{anna, clara} {
		for _, answer := range []string{chat.DoorThere, chat.DoorNobody, "nobody_sure"} {
			g.answers(chat.VerbDoor, b, answer)
			g.sees("только администраторы")
		}
	}
	lead.answers(chat.VerbDoor, b, "perhaps")
	lead.forges("door:nosuch:1:begun")
	lead.forges("door:" + b.ID + ":1:begun")
	if got := h.is(b, space.Running); got.Version != b.Version {
		t.Error("somebody changed it")
	}
}

func TestNobodyCanBeMissedBeforeTheirTime(t *testing.T) {
	h, _, _, boss, b := begun(t)
	h.now = b.Start.Add(19 * time.Minute)
	boss.answers(chat.VerbDoor, b, "nobody_sure")
	h.is(b, space.Running)
	h.now = b.End
	boss.answers(chat.VerbDoor, b, "nobody_sure")
	h.is(b, space.Running)
}

func TestTheCodeAtTheDoorOpensTheSameStep(t *testing.T) {
	h, anna, _, _, b := begun(t)
	anna.says("/start door-hall")
	anna.sees("Уже начали?", "Лекция о квантах")
	anna.presses("Мы начали")
	if got := h.is(b, space.Running); !got.CheckedIn() {
		t.Error("nobody is checked in")
	}
	anna.says("/start door-hall")
	anna.sees("Событие идёт")
}

func TestTheDoorKnowsWhoComesEarlyToSetUp(t *testing.T) {
	h := openHouse(t)
	anna := h.guest(42, "Анна", "ru")
	b := anna.has(nil)
	h.now = b.Start.Add(-31 * time.Minute)
	anna.says("/start door-hall")
	anna.sees("ничего не идёт")
	h.now = b.Start.Add(-30 * time.Minute)
	anna.says("/start door-hall")
	anna.presses("Мы начали")
	if got := h.is(b, space.Confirmed); !got.CheckedIn() {
		t.Error("nobody is checked in")
	}
}

func TestAGuestSeesAtTheDoorWhatIsOn(t *testing.T) {
	h, _, _, boss, b := begun(t)
	clara := h.guest(43, "Клара", "ru")
	clara.says("/start door-hall")
	clara.sees("Конференц-зал", "Лекция о квантах", "10:00–20:00")
	clara.hasNo("Мы начали")
	boss.says("/start door-hall")
	boss.sees("Conference hall", "Лекция о квантах")
	boss.hasNo("We have begun")
	closed := b
	closed.Open = false
	h.commit(store.Change{Bookings: []store.BookingChange{{Before: &b, After: closed}}})
	clara.says("/start door-hall")
	clara.sees("закрытое событие")
	clara.seesNot("квантах")
	clara.says("/start door-zone")
	clara.sees("Зона встреч", "ничего не идёт")
	for _, door := range []string{"door-", "door-cellar", "door-khv-hall", "door-blg-cellar", "door-blg-hall-x"} {
		clara.says("/start " + door)
		clara.sees("не знаю")
	}
	clara.says("/start door-blg-hall")
	clara.sees("закрытое событие")
}

func TestAStrangerAtTheDoorIsAskedFirst(t *testing.T) {
	h, _, _, _, _ := begun(t)
	eve := h.stranger(50, "Ева", "ru")
	eve.says("/start door-hall")
	eve.presses("начнём")
	eve.sees("Лекция о квантах")
}

func TestADoorOfAnotherPointIsOpenedThere(t *testing.T) {
	h := openHouse(t)
	khv := boilingPoint()
	khv.ID, khv.Name = "khv", space.Local{"ru": "Точка кипения — Хабаровск"}
	h.opensAlso(khv)
	anna := h.guest(42, "Анна", "ru")
	anna.says("/start")
	anna.presses("Благовещенск")
	b := anna.booking(space.Confirmed, nil)
	there := h.desk.Store.Point(khv)
	if err := there.Commit(t.Context(), store.Change{Bookings: []store.BookingChange{{After: b}}}, h.now); err != nil {
		t.Fatal(err)
	}
	h.now = b.Start
	anna.says("/start door-hall")
	anna.sees("ничего не идёт")
	anna.says("/start door-khv-hall")
	anna.presses("Мы начали")
	got, _, err := there.Booking(t.Context(), b.ID)
	if err != nil || !got.CheckedIn() {
		t.Errorf("nobody is checked in there: %+v, %v", got, err)
	}
	eve := h.stranger(50, "Ева", "ru")
	eve.says("/start door-khv-hall")
	eve.presses("начнём")
	eve.presses("Благовещенск")
	eve.sees("отсканируйте")
	eve.says("/start door-khv-hall")
	eve.sees("Лекция о квантах")
}
