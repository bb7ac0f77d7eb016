package bot

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/emulator"
)

func TestEveryRequestKeepsToTheBotAPI(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.resident(5)
	r.start(r.sender(nil).Run)
	buttons := chat.Keyboard{
		{{Text: "Yes", Data: "yes:::", Style: chat.Success}, {Text: "No", Data: "no:::", Style: chat.Danger}}, {},
		{{Text: "12", Data: "full:::", Disabled: true}, {Text: "13", Disabled: true}, {Text: "Map", URL: "https://example.org/", Style: chat.Primary}},
	}
	r.put(
		chat.Out{Chat: 5, Text: "<b>tea</b> &amp; <i>cake</i> &#128077;", Keyboard: buttons, Panel: "p", Silent: true},
		chat.Out{Chat: 5, Text: "edited", Keyboard: buttons[:1], Panel: "p"},
		chat.Out{Chat: 5, Text: "without buttons", Keyboard: chat.Keyboard{}, Panel: "p"},
		chat.Out{Chat: 5, Text: strings.Repeat("long line 👍\n", 1000), Panel: "p", Keyboard: buttons[:1]},
		chat.Out{Chat: 5, Text: "fresh", Keyboard: buttons[1:2], Panel: "p", Fresh: true},
		chat.Out{Chat: 5, Kind: chat.Send, Text: "<b>" + strings.Repeat("caption ", 200) + "</b>", File: &chat.File{Name: "event.ics", Data: []byte("BEGIN:VCALENDAR")}},
		chat.Out{Chat: 5, Kind: chat.Send, File: &chat.File{Name: "plain.txt", Data: []byte("x")}},
		chat.Out{Chat: 5, Kind: chat.Menu, Language: "ru", Commands: []chat.CommandHint{{Name: "book", Hint: "Забронировать"}}},
	)
	r.outboxIsEmpty()
	r.api.SetMenus(r.ctx, []CommandMenu{{Commands: []chat.CommandHint{{Name: "book", Hint: "Book"}}}}, r.log)
	if _, err := r.api.Me(r.ctx); err != nil {
		t.Error(err)
	}
	for _, c := range r.tg.Calls() {
		if !c.OK {
			t.Errorf("%s %v: %s", c.Method, c.Params, c.Error)
		}
	}
	if v := r.tg.Violations(); len(v) > 0 {
		t.Errorf("violations: %v", v)
	}
	if log := r.logs.String(); log != "" {
		t.Errorf("logged: %s", log)
	}
}

func TestAnAnswerToAPressIsSentAndCut(t *testing.T) {
	r := newRig(t, emulator.Options{})
	p := r.resident(5)
	s := r.sender(nil)
	press := &book{do: func(ctx context.Context, e chat.Event) error {
		if e.Kind != chat.Pressed {
			return nil
		}
		return r.store.Put(ctx, point, []chat.Out{{Kind: chat.Answer, Chat: e.Place.ID, PressID: e.PressID, Text: strings.Repeat("да ", 100), Alert: true}}, r.clock.Now())
	}}
	w := r.workers(press, func(o *WorkerOptions) { o.After = func() { s.Wake(point) } })
	r.start(w.Run)
	r.start(s.Run)
	r.poll(w.Wake)
	r.put(chat.Out{Chat: 5, Text: "card", Keyboard: chat.Keyboard{{{Text: "OK", Data: "ok:::"}}}})
	r.texts(p, 1)
	if _, err := p.Presses(r.ctx, "OK"); err != nil {
		t.Fatal(err)
	}
	r.eventually("the press is answered", func() bool { return len(r.tg.CallsOf("answerCallbackQuery")) == 1 })
	if c := r.tg.CallsOf("answerCallbackQuery")[0]; !c.OK {
		t.Errorf("refused: %s", c.Error)
	}
}

func TestButtonsAreRenderedAsTheServerKnowsThem(t *testing.T) {
	full := chat.Button{Text: "12", Data: "full:::", Disabled: true}
	for known, want := range map[bool]string{
		false: `{"text":"12","callback_data":"full:::"}`,
		true:  `{"text":"12","disabled":{}}`,
	} {
		got := string(must(json.Marshal(renderer{disabledButtons: known}.button(full))))
		if got != want {
			t.Errorf("known %v: %s", known, got)
		}
	}
	if _, err := chat.ParsePress(noChoice); err != nil {
		t.Error(err)
	}
}

func TestNoButtonsAreNoMarkupAtAll(t *testing.T) {
	for _, k := range []chat.Keyboard{nil, {}, {{}, {}}} {
		if m := (renderer{}).markup(k); m != nil {
			t.Errorf("%v became %#v", k, m)
		}
	}
}

func TestAServerThatKnowsNoTimesInTheReadersZoneIsSentThePointsTime(t *testing.T) {
	text := `<b>a</b> <tg-time unix="1790000000" format="wDt">Tue, 18:00</tg-time>–<tg-time unix="1790003600" format="t">19:00</tg-time>`
	if got := (renderer{plainTimes: true}).text(text); got != "<b>a</b> Tue, 18:00–19:00" {
		t.Errorf("sent is %s", got)
	}
	if got := (renderer{}).text(text); got != text {
		t.Errorf("sent is %s", got)
	}
}
