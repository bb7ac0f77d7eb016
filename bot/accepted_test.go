package bot

import (
	"io"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
)

// answering is a Bot API server that takes whatever comes, with one result for all.
func (r *rig) answering(result string) (methods chan string) {
	methods = make(chan string, 100)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		methods <- path.Base(q.URL.Path)
		_, _ = io.WriteString(w, `{"ok":true,"result":`+result+`}`) // who hung up reads nothing
	}))
	r.t.Cleanup(s.Close)
	r.api = must(NewAPI(APIOptions{Token: r.tg.Token(), URL: s.URL, Timeout: time.Second}))
	return methods
}

// passed waits until nothing is left to send or something failed, and returns
// the methods that were called.
func (r *rig) passed(methods chan string) (called string) {
	r.t.Helper()
	r.eventually("all is sent, or put off", func() bool {
		return r.waiting(chat.Reply) == 0 || strings.Contains(r.logs.String(), "put off")
	})
	for len(methods) > 0 {
		called += <-methods + " "
	}
	return called
}

func TestWhatTelegramAcceptedIsNotSentAgainWhateverFormItsAnswerHas(t *testing.T) {
	t.Parallel()
	for _, result := range []string{
		`{"message_id":5,"date":1,"chat":{"id":7,"type":"private"},"reply_to_message":{"message_id":4,"date":"later"}}`,
		`{"message_id":{"new":5}}`, `true`, `"sent"`, `[]`, `null`,
	} {
		r := newRig(t, emulator.Options{})
		methods := r.answering(result)
		s := r.sender(nil)
		r.start(s.Run)
		r.put(chat.Out{Chat: 7, Text: "hello"}, chat.Out{Chat: 7, Kind: chat.Send, File: &chat.File{Name: "a.txt", Data: []byte("a")}},
			chat.Out{Chat: 7, Kind: chat.Answer, PressID: "1", Text: "ok"})
		s.Wake(point)
		if got := r.passed(methods); got != "sendMessage sendDocument answerCallbackQuery " || r.waiting(chat.Reply) > 0 {
			t.Errorf("answered by %s: called were %s, %d wait", result, got, r.waiting(chat.Reply))
		}
	}
}

func TestAnEditIsDoneWhateverFormItsAnswerHas(t *testing.T) {
	t.Parallel()
	for _, result := range []string{`true`, `{"message_id":5,"date":"later"}`} {
		r := newRig(t, emulator.Options{})
		methods := r.answering(result)
		if err := r.store.SetPanel(r.ctx, point, 7, "p", 5); err != nil {
			t.Fatal(err)
		}
		s := r.sender(nil)
		r.start(s.Run)
		r.put(chat.Out{Chat: 7, Panel: "p", Text: "two"}, chat.Out{Chat: 7, Panel: "p", Kind: chat.Undress}, chat.Out{Chat: 7, Text: "three"})
		s.Wake(point)
		if got := r.passed(methods); got != "editMessageText editMessageReplyMarkup sendMessage " || r.waiting(chat.Reply) > 0 {
			t.Errorf("answered by %s: called were %s, %d wait", result, got, r.waiting(chat.Reply))
		}
	}
}

func TestAPanelIsRememberedByTheNumberInAnAnswerOfUnknownForm(t *testing.T) {
	t.Parallel()
	for result, want := range map[string]int{`{"message_id":5,"date":"later"}`: 5, `true`: 0} {
		r := newRig(t, emulator.Options{})
		r.answering(result)
		s := r.sender(nil)
		r.start(s.Run)
		r.put(chat.Out{Chat: 7, Panel: "p", Text: "one"})
		s.Wake(point)
		r.outboxIsEmpty()
		if got := must(r.store.Panel(r.ctx, point, 7, "p")); got != want {
			t.Errorf("after %s the panel is %d", result, got)
		}
		if missing := strings.Contains(r.logs.String(), "did not tell its number"); missing != (want == 0) {
			t.Errorf("after %s the log says: %s", result, r.logs)
		}
	}
}
