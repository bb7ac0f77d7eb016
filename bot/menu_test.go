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
