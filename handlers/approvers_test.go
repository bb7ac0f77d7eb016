package handlers

import (
	"slices"
	"testing"
	"time"

	"samovar/internal/space"
)

// theKeeper approves the hall.
const theKeeper = 31

// kept is a staffed house whose hall has its own approver.
func kept(t *testing.T) (h *house, anna, boss, other, keeper *guest) {
	t.Helper()
	h, anna, boss, other = staffed(t)
	h.point.Rooms[0].Approvers = []int64{theKeeper}
	return h, anna, boss, other, h.guest(theKeeper, "Хранитель", "ru")
}

// classroom moves a request to the room that the admins decide about.
func classroom(b *space.Booking) {
	b.Room = "class"
	b.Start, b.End = b.Start.Add(24*time.Hour), b.End.Add(24*time.Hour)
}

func TestARoomsRequestsGoToItsApprovers(t *testing.T) {
	h, anna, boss, _, keeper := kept(t)
	b := anna.asks(nil)
	keeper.sees("Заявка", "Лекция о квантах")
	boss.seesNot("Request")
	keeper.presses("Одобрить")
	h.is(b, space.Confirmed)
	anna.sees("Одобрено: Хранитель")

	keeper.news = nil
	anna.asks(classroom)
	boss.sees("Request")
	keeper.seesNot("Заявка")
}

func TestTheAdminsSeeARoomsRequestsInTheQueueAndMayDecide(t *testing.T) {
	h, anna, boss, _, keeper := kept(t)
	b := anna.asks(nil)
	boss.says("/queue")
	boss.sees("Лекция о квантах")
	boss.presses("Approve")
	h.is(b, space.Confirmed)
	keeper.sees("Одобрено: Boss")
	keeper.hasNo("Одобрить")
}

func TestAnApproverSeesOnlyTheirRooms(t *testing.T) {
	h, anna, boss, _, keeper := kept(t)
	mine := anna.asks(nil)
	others := anna.asks(classroom)
	keeper.says("/queue")
	keeper.sees("1 из 1", "Конференц-зал")
	keeper.seesNot("Учебный класс")
	keeper.says("/log " + mine.ID)
	keeper.sees(mine.ID)
	keeper.says("/log " + others.ID)
	keeper.sees("Об этом решают другие")
	for _, command := range []string{"/admins", "/line"} {
		keeper.says(command)
		keeper.seesNot("Администраторы")
		keeper.sees("Об этом решают другие")
	}
	keeper.says("/start")
	if !slices.Contains(keeper.menu, "queue") || !slices.Contains(keeper.menu, "away") || slices.Contains(keeper.menu, "admins") {
		t.Errorf("menu %v", keeper.menu)
	}
	keeper.says("/help")
	keeper.sees("о некоторых залах")

	for _, words := range []string{"Approve", "Another time", "Decline"} {
		forged, _ := boss.button(words)
		keeper.forges(forged.Data)
		keeper.sees("Об этом решают другие")
	}
	keeper.forges("log:" + others.ID + ":1:")
	keeper.sees("Об этом решают другие")
	keeper.forges("admins::0:add")
	keeper.forges("door:" + others.ID + ":0:nobody")
	if after := h.is(others, space.Requested); after.Version != 1 || h.staffNow().Version != 0 {
		t.Errorf("changed: %+v", after)
	}
}

func TestAMoveIntoARoomIsDecidedByItsApprovers(t *testing.T) {
	h, anna, boss, _, keeper := kept(t)
	b := anna.has(classroom)
	asked := b
	asked.Change = &space.Proposal{Slot: space.Slot{Room: "hall", Start: b.Start, End: b.End}, Event: b.Event, By: b.Resident, At: h.now}
	if got := h.staffNow().Deciders(h.point, asked.DecidedRoom(), h.now); !slices.Equal(got, []int64{theKeeper}) {
		t.Fatalf("asked are %v", got)
	}
	h.change(b, asked)
	keeper.says("/queue")
	keeper.sees("1 из 1", "Конференц-зал")
	keeper.presses("Одобрить")
	if after := h.reload(b); after.Room != "hall" || after.Asks() {
		t.Errorf("%+v", after)
	}
	boss.seesNot("Request")
}
