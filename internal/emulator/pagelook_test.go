package emulator_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"samovar/internal/emulator"
)

// plan is a small picture of four rooms.
func plan(t *testing.T) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 360, 200))
	tones := []color.RGBA{{0xf6, 0xd3, 0x8a, 255}, {0x9c, 0xd0, 0xb5, 255}, {0xa9, 0xc4, 0xeb, 255}, {0xea, 0xb1, 0xb8, 255}}
	for y := range 200 {
		for x := range 360 {
			img.Set(x, y, tones[x/180+2*(y/100)])
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const cardText = `<b>Заявка на бронь</b> · <code>B-7KQ2</code>

🎤 <b>Лекция о квантах</b>, открытое событие
📅 <b>пятница, 9 октября</b>, 18:00–20:00
🏛 Конференц-зал, <u>40 из 80 мест</u>
👥 Сообщество <a href="https://example.org/quantum">«Квантовый кружок»</a>

<blockquote>В здании в это время ждут ещё 95 человек из 250.</blockquote>
<i>Правила дома:</i> <tg-spoiler>бесплатно для гостей</tg-spoiler>. Подробнее: t.me/samovar_bot?start=rules`

// furnished is a server whose chats hold every kind of thing.
func furnished(t *testing.T) *emulator.Server {
	t.Helper()
	zone := time.FixedZone("Asia/Yakutsk", 9*3600)
	clock := &wound{now: time.Date(2026, 10, 5, 9, 41, 0, 0, zone)}
	s := start(t, emulator.Options{
		Clock: clock, Zone: zone, Name: "Самовар", Notice: "настоящий redis-server 7.0.15", Limits: emulator.Limits{Off: true},
		Panes: []emulator.Pane{{PersonID: 42, Label: "Житель"}, {PersonID: 43, Label: "Лидер сообщества"}, {PersonID: 44, Label: "Администратор"}},
	})
	anna := s.Person(42, emulator.Profile{First: "Анна", Last: "Ли", Lang: "ru"})
	s.Person(43, emulator.Profile{First: "Wei", Last: "Chen", Lang: "zh-hans"})
	boris := s.Person(44, emulator.Profile{First: "Борис", Last: "Шевченко", Lang: "ru"})
	s.Group(-1000000000077, "Квантовый кружок", anna)
	must(t, s, "setMyCommands", fields{"commands": []fields{
		{"command": "book", "description": "Забронировать зал"}, {"command": "my", "description": "Мои брони"},
		{"command": "schedule", "description": "Расписание залов"}, {"command": "help", "description": "Помощь"}}})
	must(t, s, "setMyDescription", fields{"description": "欢迎来到沸点！\n在这里可以预订房间。", "language_code": "zh"})
	anna.Starts("")
	must(t, s, "sendPhoto", photoParams(t, s))
	anna.Says("завтра с 18 до 20, конференц-зал, 40 человек, Лекция о квантах")
	days := [][]fields{{}, {}, {}}
	for i, d := range []string{"пн", "вт", "ср", "чт", "пт", "сб", "вс", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18"} {
		k := key(d, fields{"callback_data": "day:" + d})
		if i < 7 || i == 13 || i == 20 {
			k = key(d, fields{"disabled": fields{}})
		}
		days[i/7] = append(days[i/7], k)
	}
	days = append(days, []fields{key("‹ Назад", fields{"callback_data": "back"}), key("Отмена", fields{"callback_data": "cancel", "style": "danger"})})
	must(t, s, "sendMessage", fields{"chat_id": 42, "text": "<b>Какой день?</b>\nОктябрь 2026", "parse_mode": "HTML", "reply_markup": fields{"inline_keyboard": days}})
	boris.Starts("admin")
	id := messageID(t, must(t, s, "sendMessage", fields{"chat_id": 44, "text": "…"}))
	must(t, s, "editMessageText", fields{"chat_id": 44, "message_id": id, "text": cardText, "parse_mode": "HTML", "reply_markup": keys(
		[]fields{key("✅ Подтвердить", fields{"callback_data": "yes", "style": "success"}), key("✖ Отклонить", fields{"callback_data": "no", "style": "danger"})},
		[]fields{key("Другое время", fields{"callback_data": "else", "style": "primary"}), key("Схема зала", fields{"url": "https://example.org/plan"})},
		[]fields{key("Скопировать номер", fields{"copy_text": fields{"text": "B-7KQ2"}})})})
	boris.PressesData(id, "else")
	kind, body := form(t, map[string]string{"chat_id": "44", "caption": "Для календаря"}, "document", "Лекция о квантах.ics", []byte("BEGIN:VCALENDAR"))
	if r := request(t, s, "sendDocument", kind, body); !r.OK {
		t.Fatal(r.Description)
	}
	ask(t, s, "sendMessage", fields{"chat_id": 7, "text": "x"})
	return s
}

func photoParams(t *testing.T, s *emulator.Server) fields {
	t.Helper()
	kind, body := form(t, map[string]string{"chat_id": "42", "caption": "План этажа: четыре зала"}, "photo", "plan.png", plan(t))
	if r := request(t, s, "sendPhoto", kind, body); !r.OK {
		t.Fatal(r.Description)
	}
	return fields{"chat_id": 42, "photo": "file-000001", "caption": "Добро пожаловать в <b>Точку кипения</b>! Выберите, что хотите сделать.", "parse_mode": "HTML"}
}

func TestThePageDrawsAllThatABotCanSend(t *testing.T) {
	s := furnished(t)
	url, err := s.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx := browser(t)
	do(t, ctx, chromedp.EmulateViewport(1440, 900), chromedp.Navigate(url+"/?lang=ru"),
		chromedp.WaitVisible(chromedp.CSS(`[data-pane="2"] a.paper`)))
	for selector, want := range map[string]int{
		`[data-pane="2"] .text b`: 3, `[data-pane="2"] .text blockquote`: 1, `[data-pane="2"] .spoiler`: 1,
		`[data-pane="0"] img.photo`: 2, `[data-pane="0"] .kb[aria-disabled="true"]`: 9, `[data-pane="2"] .kb.waiting`: 1,
		`[data-pane="0"] .kb[data-kind="data"]`: 14,
	} {
		n, err := chromedp.Run(ctx, chromedp.Evaluate[int]("document.querySelectorAll(`"+selector+"`).length"))
		if err != nil || n != want {
			t.Errorf("%s: %d %v, want %d", selector, n, err, want)
		}
	}
	shot(t, ctx, "panes.png")
	do(t, ctx, chromedp.Click(chromedp.CSS(`[data-testid="log"]`)),
		chromedp.WaitVisible(chromedp.CSS(`[data-testid="calls"] li`)),
		chromedp.Click(chromedp.CSS(`[data-testid="calls"] li:nth-child(2) summary`)),
		chromedp.Click(chromedp.CSS(`#fault button`)),
		chromedp.WaitVisible(chromedp.CSS(`#active li`)),
		chromedp.Click(chromedp.CSS(`[data-pane="0"] [data-testid="commands"]`)))
	shot(t, ctx, "log.png")
	if f := s.Faults(); len(f) != 1 || f[0].Kind != emulator.TooMany || f[0].Seconds != 5 {
		t.Errorf("faults: %+v", f)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS(`[data-testid="log"]`)), chromedp.EmulateViewport(390, 844), chromedp.Navigate(url+"/?lang=en"),
		chromedp.WaitVisible(chromedp.CSS(`.tab:nth-child(3)`)))
	showsTheNewest(t, ctx, 0)
	do(t, ctx, chromedp.Click(chromedp.CSS(`.tab:nth-child(3)`)))
	showsTheNewest(t, ctx, 2)
	shot(t, ctx, "narrow.png")
	do(t, ctx, chromedp.Click(chromedp.CSS(`[data-pane="2"] .text a[href*="start=rules"]`)))
	err = s.Person(44, emulator.Profile{First: "Борис"}).WaitFor(t.Context(), func(c emulator.Chat) bool {
		return strings.HasSuffix(c.Messages[len(c.Messages)-1].Text, "/start rules")
	})
	if err != nil {
		t.Fatal(err)
	}
}

// showsTheNewest waits until a chat that is longer than its pane stands at its end.
func showsTheNewest(t *testing.T, ctx context.Context, pane int) {
	t.Helper()
	expression := fmt.Sprintf(`(() => { const l = document.querySelector('[data-pane="%d"] .messages');
		return l.scrollHeight > l.clientHeight && l.scrollHeight - l.scrollTop - l.clientHeight < 2 })()`, pane)
	for range 50 {
		there, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression))
		if err != nil {
			t.Fatal(err)
		}
		if there {
			return
		}
		<-time.After(20 * time.Millisecond)
	}
	t.Errorf("pane %d does not show its newest message", pane)
}
