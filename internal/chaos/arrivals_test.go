package chaos

import (
	"testing"
	"time"

	"samovar/internal/emulator"
)

func call(method, text string, after int, more func(*emulator.Call)) emulator.Call {
	c := emulator.Call{Method: method, ChatID: 7, OK: true, Status: 200, At: noon.Add(time.Duration(after) * time.Second),
		Params: map[string]any{"text": text, "callback_query_id": "9"}}
	if more != nil {
		more(&c)
	}
	return c
}

func TestWhatTelegramAcceptedIsNotedAndNothingElse(t *testing.T) {
	a := NewArrivals()
	a.Note(call("sendMessage", "one", 0, nil))
	a.Note(call("sendMessage", "away", 2, nil))
	a.Note(call("sendMessage", "two", 5, func(c *emulator.Call) { c.Fault = "lost" }))
	a.Note(call("sendMessage", "three", 6, func(c *emulator.Call) { c.OK, c.Fault, c.Status = false, "429", 429 }))
	a.Note(call("editMessageText", "four", 7, func(c *emulator.Call) {
		c.OK, c.Status, c.Error = false, 400, "Bad Request: message is not modified: x"
	}))
	a.Note(call("sendMessage", "five", 8, func(c *emulator.Call) { c.OK, c.Status, c.Error = false, 400, "Bad Request: message is too long" }))
	a.Note(call("deleteMessage", "", 8, func(c *emulator.Call) {
		c.OK, c.Status, c.Error = false, 400, "Bad Request: message to delete not found"
	}))
	a.Note(call("answerCallbackQuery", "", 9, nil))
	a.Rest()
	a.Note(call("sendMessage", "six", 90, nil))
	if got := len(a.All()); got != 6 {
		t.Errorf("%d arrived", got)
	}
	if refused := a.Refused(); len(refused) != 1 || a.Unsure() != 1 {
		t.Errorf("refused %q, %d unsure", refused, a.Unsure())
	}
	if stop, began := a.Stop(map[uint64]bool{TextOf("away").Sum: true}); stop != 5*time.Second || !began.Equal(noon) {
		t.Errorf("the longest stop is %s from %s on", stop, began)
	}
}
