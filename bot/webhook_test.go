package bot

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"samovar/internal/emulator"
)

const secret = "s3cret_-"

func hello(id string) string {
	return `{"update_id":` + id + `,"message":{"message_id":7,` + anna + `,` + alone + `,"text":"hi"}}`
}

func TestAWebhookAnswersWhatItIsAsked(t *testing.T) {
	r := newRig(t, emulator.Options{})
	h := &Webhook{Intake: r.intake(nil), Secret: secret, Log: r.log}
	for name, c := range map[string]struct {
		method, secret, kind, body string
		want                       int
	}{
		"an update":                   {"POST", secret, "application/json", hello("1"), 200},
		"it again":                    {"POST", secret, "application/json; charset=utf-8", hello("1"), 200},
		"a GET":                       {"GET", secret, "application/json", hello("2"), 405},
		"a GET without the secret":    {"GET", "", "", "", 405},
		"no secret":                   {"POST", "", "application/json", hello("2"), 401},
		"a wrong secret":              {"POST", secret + "x", "application/json", hello("2"), 401},
		"the beginning of the secret": {"POST", secret[:3], "application/json", hello("2"), 401},
		"another content":             {"POST", secret, "text/plain", hello("2"), 415},
		"too long":                    {"POST", secret, "application/json", strings.Repeat(" ", longestUpdate) + hello("2"), 413},
		"too long, and no secret":     {"POST", "", "application/json", strings.Repeat(" ", longestUpdate) + hello("2"), 401},
		"broken":                      {"POST", secret, "application/json", hello("2")[:20], 400},
		"nothing":                     {"POST", secret, "application/json", "", 400},
		"no update":                   {"POST", secret, "application/json", `{"ok":true}`, 400},
		"a list":                      {"POST", secret, "application/json", `[` + hello("2") + `]`, 400},
		"an update of a strange kind": {"POST", secret, "application/json", `{"update_id":2,"message":"hi"}`, 200},
	} {
		req := httptest.NewRequest(c.method, "/hook", strings.NewReader(c.body))
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", c.secret)
		req.Header.Set("Content-Type", c.kind)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, req)
		if w.Code != c.want {
			t.Errorf("%s: status %d, want %d", name, w.Code, c.want)
		}
	}
	b := &book{}
	r.start(r.workers(b, nil).Run)
	r.inboxIsEmpty()
	if got := b.of(5); len(got) != 1 {
		t.Errorf("handled %v", got)
	}
}

// unread is a body that must not be read.
type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, io.EOF
}

func TestWhoHasNotTheSecretIsNotListenedTo(t *testing.T) {
	h := &Webhook{Secret: secret}
	for name, headers := range map[string][]string{"none": nil, "a wrong one": {"x"}, "the right one second": {"x", secret}, "in other letters": {strings.ToUpper(secret)}} {
		req := httptest.NewRequest("POST", "/hook", unread{t})
		req.Header["X-Telegram-Bot-Api-Secret-Token"] = headers
		req.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, req)
		if w.Code != http.StatusUnauthorized {
			t.Errorf("%s: status %d", name, w.Code)
		}
	}
}

func TestABodyOfUnknownLengthHasABoundToo(t *testing.T) {
	h := &Webhook{Secret: secret}
	req := httptest.NewRequest("POST", "/hook", io.MultiReader(strings.NewReader(strings.Repeat(" ", longestUpdate)), strings.NewReader(hello("2"))))
	req.ContentLength = -1
	req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	req.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, req)
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d", w.Code)
	}
}

func TestAWebhookWithoutASecretLetsNobodyIn(t *testing.T) {
	h := &Webhook{}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("POST", "/hook", nil))
	if w.Code != http.StatusUnauthorized {
		t.Errorf("status %d", w.Code)
	}
}

func TestAWebhookLeavesTheUpdateToTelegramWhileRedisIsAway(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	h := &Webhook{Intake: r.intake(nil), Secret: secret, Log: r.log}
	r.redis.Kill()
	req := httptest.NewRequest("POST", "/hook", strings.NewReader(hello("1")))
	req.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	req.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, req)
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("status %d", w.Code)
	}
}

func TestUpdatesComeThroughTheWebhookThatWasSet(t *testing.T) {
	r := newRig(t, emulator.Options{})
	b := &book{}
	w := r.workers(b, nil)
	r.start(w.Run)
	server := httptest.NewServer(&Webhook{Intake: r.intake(w.Wake), Secret: secret, Log: r.log})
	t.Cleanup(server.Close)
	if err := r.api.SetWebhook(r.ctx, WebhookOptions{URL: server.URL, Secret: secret, MaxConnections: 40}); err != nil {
		t.Fatal(err)
	}
	r.resident(5)
	r.eventually("the update is handled", func() bool { return len(b.of(5)) == 1 })
}
