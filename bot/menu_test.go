package bot

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
)

func TestAMenuIsSetOnceTelegramTakesItAndNotBeforeItSays(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	r.tg.AddFault(emulator.Fault{Kind: emulator.ServerError, Method: "setMyCommands", Next: 1})
	r.tg.AddFault(emulator.Fault{Kind: emulator.TooMany, Method: "setMyCommands", Seconds: 2, Next: 1})
	began := time.Now()
	menu := []chat.CommandHint{{Name: "book", Hint: "Book a room"}}
	r.api.SetMenus(r.ctx, []CommandMenu{{Commands: menu}}, r.log)
	if took := time.Since(began); took < 2*time.Second {
		t.Errorf("it took %s though Telegram asked for 2 s", took)
	}
	if got := r.tg.Person(5, emulator.Profile{First: "Anna"}).Menu(); len(got) != 1 {
		t.Errorf("the menu is %v; %s", got, r.logs)
	}
}

func TestAMenuThatIsRefusedIsNotTriedAgain(t *testing.T) {
	r := newRig(t, emulator.Options{})
	r.tg.AddFault(emulator.Fault{Kind: emulator.ServerError, Status: http.StatusBadRequest, Method: "setMyCommands", Next: 1})
	r.api.SetMenus(r.ctx, []CommandMenu{{Commands: []chat.CommandHint{{Name: "book", Hint: "Book a room"}}}}, r.log)
	if n := len(r.tg.CallsOf("setMyCommands")); n != 1 || !strings.Contains(r.logs.String(), "the commands menu is not set") {
		t.Errorf("%d tries, logged: %s", n, r.logs)
	}
}

func TestAMenuThatTelegramDoesNotTakeKeepsNobodyFromBeingAnswered(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]emulator.Fault{
		"429": {Kind: emulator.TooMany, Seconds: 600},
		"5xx": {Kind: emulator.ServerError},
		"404": {Kind: emulator.ServerError, Status: http.StatusNotFound},
	} {
		r := newRig(t, emulator.Options{})
		f.Method, f.Probability = "setMyCommands", 1
		r.tg.AddFault(f)
		r.start(r.sender(nil).Run)
		menu := []chat.CommandHint{{Name: "book", Hint: "Book"}}
		for id := range int64(3) {
			r.resident(7 + id)
			r.put(chat.Out{Kind: chat.Menu, Chat: 7 + id, Commands: menu}, chat.Out{Chat: 7 + id, Text: "welcome"})
		}
		r.outboxIsEmpty()
		if n := len(r.tg.CallsOf("sendMessage")); n != 3 || !strings.Contains(r.logs.String(), "the commands menu is not set") {
			t.Errorf("%s: %d were welcomed; %s", name, n, r.logs)
		}
	}
}

func TestATooManyRequestsForMenusIsObeyedForMenus(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	anna := r.resident(7)
	r.tg.AddFault(emulator.Fault{Kind: emulator.TooMany, Method: "setMyCommands", Seconds: 600, Next: 1})
	r.start(r.sender(nil).Run)
	menu := chat.Out{Kind: chat.Menu, Chat: 7, Commands: []chat.CommandHint{{Name: "book", Hint: "Book"}}}
	for range 3 {
		r.put(menu)
		r.outboxIsEmpty()
	}
	if n := len(r.tg.CallsOf("setMyCommands")); n != 1 {
		t.Errorf("%d tries within the pause", n)
	}
	r.clock.move(600 * time.Second)
	r.put(menu)
	r.outboxIsEmpty()
	if got := anna.Menu(); len(got) != 1 {
		t.Errorf("after the pause the menu is %v", got)
	}
}
