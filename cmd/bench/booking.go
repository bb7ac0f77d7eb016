package main

import (
	"encoding/json"
	"fmt"
	"time"

	"samovar/internal/chat"
	"samovar/internal/config"
	"samovar/internal/space"
	"samovar/internal/store"
)

// exampleConfig is what all is measured with.
const exampleConfig = "config.example.yaml"

// examplePoint is the Point of the example config.
func examplePoint() (*space.Point, error) {
	cfg, err := config.Load(exampleConfig, nil)
	if err != nil {
		return nil, err
	}
	return cfg.Points()[0], nil
}

// talk is where a person stands who is about to send a request: known to the
// bot, and in a conversation.
func talk(i int64, now time.Time) (space.Person, *chat.Session) {
	who := firstID + i
	return space.Person{ID: who, Name: "Анна Петрова", Username: "anna", Language: "ru", Consent: now},
		&chat.Session{ID: "k7f3m2pq", Chat: who, Flow: "book", Step: "card", Touched: now,
			Trail: []string{"title", "heads", "day", "start", "length"}, Data: json.RawMessage(draft)}
}

// request is all that is written when somebody sends one: the booking, the end
// of the conversation, the person, the answer to the press, the receipt and the
// card for an admin. Each collideEvery-th wants the slot of number 0.
func request(p *space.Point, i int64, now time.Time) store.Change {
	slot := i
	if i%collideEvery == 0 {
		slot = 0
	}
	person, session := talk(i, now)
	person.Version, session.Version = 1, 1
	b := booking(p, slot, person.ID, now)
	return store.Change{
		Event: i + 1, Bookings: []store.BookingChange{{After: b}}, EndSession: session, People: []space.Person{person},
		Outs: []chat.Out{
			{Kind: chat.Answer, Chat: person.ID, Lane: chat.Reply, PressID: fmt.Sprint(4382957239 + i)},
			{Kind: chat.Say, Chat: person.ID, Lane: chat.Reply, Panel: session.Panel(), Text: receipt,
				Keyboard: chat.Keyboard{}.Row(tap("Мои брони", "menu::0:my"))},
			card(firstAdmin+i, b),
		},
	}
}

// firstAdmin is the id of the first admin. Each request goes to one of their
// own: their messages are not sent here, and would pile up at one.
const firstAdmin = 5_000_000

// booking fills the rooms one after the other, two hours at a time.
func booking(p *space.Point, slot, who int64, now time.Time) space.Booking {
	rooms := int64(len(p.Rooms))
	room, start := p.Rooms[slot%rooms], now.Truncate(time.Hour).Add(24*time.Hour)
	start = start.Add(time.Duration(slot/rooms) * 3 * time.Hour)
	return space.Booking{
		ID: space.NewID(), State: space.Requested, Created: now,
		Slot:  space.Slot{Room: room.ID, Start: start, End: start.Add(2 * time.Hour)},
		SetUp: room.SetUp, ClearUp: room.ClearUp, Community: "robotics",
		Event:    space.Event{Title: "Лекция о квантах", Format: space.Lecture, Headcount: 30, Open: true, Equipment: []string{"projector"}},
		Resident: space.Party{ID: who, Name: "Анна Петрова", Username: "anna"},
	}
}

func card(admin int64, b space.Booking) chat.Out {
	return chat.Out{Kind: chat.Say, Chat: admin, Lane: chat.Reply, Panel: chat.RequestPanel(b.ID), Fresh: true, Text: adminCard,
		Keyboard: chat.Keyboard{}.
			Row(tap("Одобрить", "decide:"+b.ID+":1:yes")).
			Row(tap("Другое время", "propose:"+b.ID+":1:m"), tap("Отклонить", "decide:"+b.ID+":1:no"))}
}

func tap(text, data string) chat.Button { return chat.Button{Text: text, Data: data} }

// Texts as long as those that are really sent.
const (
	draft   = `{"title":"Лекция о квантах","headcount":30,"day":"2026-12-04","start":1080,"length":7200000000000,"community":"robotics"}`
	receipt = "✅ <b>Заявка отправлена</b>\n\n<b>Лекция о квантах</b>\n🗓 пятница, 4 декабря, 18:00–20:00\n📍 Конференц-зал\n" +
		"👥 30 человек · лекция · открыто для всех\n🔧 проектор\n\nАдминистратор ответит здесь. Слот уже за вами."
	adminCard = "🆕 <b>Новая заявка</b>\n👤 <a href=\"tg://user?id=1001\">Анна Петрова</a> (@anna) · Клуб робототехники\n\n" +
		"<b>Лекция о квантах</b>\n🗓 пятница, 4 декабря, 18:00–20:00\n📍 Конференц-зал\n👥 30 человек · лекция · открыто для всех\n" +
		"🔧 проектор\n\n👥 30 из 120 мест в зале, 75 из 250 в здании\n\nРядом:\n• до: 14:00–16:00 Собрание клуба, 20\n" +
		"• в это же время, Учебный класс: 17:00–19:00 Курсы, 25"
)
