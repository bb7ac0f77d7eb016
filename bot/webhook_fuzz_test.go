package bot

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"samovar/internal/redisserver"
	"samovar/internal/store"
)

// FuzzWebhook calls the webhook in any way: it answers with one of its own
// statuses, and lets nobody in without the secret.
func FuzzWebhook(f *testing.F) {
	s := must(store.Open(redisserver.ForTest(f).URL()))
	f.Cleanup(func() { _ = s.Close() })
	h := &Webhook{Intake: &Intake{Store: s, Username: "samovar_bot", Now: time.Now, Log: slog.New(slog.DiscardHandler),
		Pace: Pace{PerMinute: 60, Burst: 40}}, Secret: secret, Log: slog.New(slog.DiscardHandler)}
	f.Add("POST", secret, "application/json", hello("1"))
	f.Add("POST", secret, "application/json; charset=\"", "{}")
	f.Add("GET", "", "", "")
	f.Add("POST", secret, "application/json", `{"update_id":2,"callback_query":{"id":"9","from":{"id":1},"data":"x"}}`)
	f.Add("POST", secret, "application/json", `{"update_id":9007199254740993,"message":{}}`)
	f.Fuzz(func(t *testing.T, method, token, kind, body string) {
		if strings.ContainsFunc(method, func(r rune) bool { return r < 'A' || r > 'Z' }) || method == "" {
			return // no request line has it
		}
		r := httptest.NewRequestWithContext(context.Background(), method, "/hook", strings.NewReader(body))
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", token)
		r.Header.Set("Content-Type", kind)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		switch w.Code {
		case 200:
			if method != "POST" || token != secret {
				t.Errorf("%s with %q was let in", method, token)
			}
		case 400, 401, 405, 413, 415:
		default:
			t.Errorf("%s %q: status %d", method, body, w.Code)
		}
	})
}
