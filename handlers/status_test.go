package handlers

import (
	"testing"
	"time"

	"samovar/internal/space"
	"samovar/internal/store"
)

func TestAdminsAreToldHowTheBotAndTheHouseDo(t *testing.T) {
	h, anna, boss, other := staffed(t)
	li := h.guest(13, "Li", "zh")
	h.commit(store.Change{Communities: []store.CommunityChange{{After: space.Community{ID: "quiet", Name: "Тихие <ы>", Language: "ru"}}}})
	anna.has(nil)
	anna.asks(func(b *space.Booking) { b.Room, b.Title = "class", "Ждёт" })
	h.now = h.now.Add(2 * time.Hour)

	other.says("/status")
	other.sees("<b>Как дела</b> · 14:30", "Записи могут не сохраниться", "Конференц-зал: 0 % · 3 % · 0 %", "Ждёт решения 1 заявка. Подана 2 часа назад.",
		"В очереди на занятое время: 0.", "(1): Тихие &lt;ы&gt;")
	boss.says("/status")
	boss.sees("How things are", "Conference hall: 0% · 3% · 0%", "1 request waits for a decision. It came 2 hours ago.", "Nothing reaches these communities (1)")
	before := len(boss.messages)
	boss.presses("Look again")
	if len(boss.messages) != before {
		t.Errorf("a look again is a message of its own")
	}
	boss.presses("Requests")
	boss.sees("Ждёт")

	h.point.Admins = append(h.point.Admins, li.ID)
	for tag, admin := range map[string]*guest{"ru": other, "en": boss, "zh": li} {
		admin.says("/status")
		golden(t, "status."+tag+".txt", admin.newest().text+"\n")
	}
}

func TestOnlyAdminsAreToldHowTheBotDoes(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	anna.says("/status")
	anna.forges("status::0:")
	anna.seesNot("Конференц-зал:")
	if len(anna.toasts) == 0 {
		t.Error("who pressed is not told why nothing came")
	}
	boss.says("/help")
	boss.sees("/status")
	anna.says("/help")
	anna.seesNot("/status")
}

func TestAdminsAreToldThatTelegramDoesNotReachTheBot(t *testing.T) {
	h, _, boss, other := staffed(t)
	if err := h.desk.Store.NoteWebhook(t.Context(), store.Webhook{Asked: h.now, Pending: 3, Failed: h.now.Add(-time.Minute), Reason: "Connection refused"}); err != nil {
		t.Fatal(err)
	}
	other.says("/status")
	other.sees("Telegram не может передать боту часть сообщений")
	boss.says("/status")
	boss.sees("Telegram cannot get some messages through to the bot")
}
