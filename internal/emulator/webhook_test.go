package emulator_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"samovar/internal/emulator"
)

// hook is a bot's webhook that keeps what came and fails as told.
type hook struct {
	mu       sync.Mutex
	failures int
	secrets  []string
	came     chan got
	hold     chan struct{} // messages wait for it
}

func (h *hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var u got
	body, _ := io.ReadAll(r.Body)
	_ = json.Unmarshal(body, &u)
	if u.Message != nil && h.hold != nil {
		<-h.hold
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.secrets = append(h.secrets, r.Header.Get("X-Telegram-Bot-Api-Secret-Token"))
	if h.failures > 0 {
		h.failures--
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	h.came <- u
}

func hooked(t *testing.T, h *hook) (*emulator.Server, *emulator.Person) {
	t.Helper()
	h.came = make(chan got, 100)
	target := httptest.NewServer(h)
	t.Cleanup(target.Close)
	s := emulator.New(emulator.Options{WebhookDelay: time.Millisecond})
	t.Cleanup(s.Close)
	must(t, s, "setWebhook", fields{"url": target.URL, "secret_token": "s3cret_-", "max_connections": 2})
	return s, s.Person(42, emulator.Profile{First: "Anna"})
}

func TestAWebhookGetsEachChatInOrderAndWithItsSecret(t *testing.T) {
	h := &hook{failures: 3}
	s, anna := hooked(t, h)
	for _, text := range []string{"one", "two", "three"} {
		anna.Says(text)
	}
	for _, want := range []string{"one", "two", "three"} {
		if u := <-h.came; u.Message.Text != want {
			t.Errorf("got %q, want %q", u.Message.Text, want)
		}
	}
	if err := s.WaitQuiet(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.secrets) != 6 || h.secrets[0] != "s3cret_-" {
		t.Errorf("deliveries: %q", h.secrets)
	}
}

func TestAPressOvertakesAMessageThatIsNotTaken(t *testing.T) {
	h := &hook{hold: make(chan struct{})}
	_, anna := hooked(t, h)
	anna.Says("slow")
	anna.PressesData(1, "quick")
	if u := <-h.came; u.Press == nil || u.Press.Data != "quick" {
		t.Errorf("first: %+v", u)
	}
	close(h.hold)
	if u := <-h.came; u.Message == nil {
		t.Errorf("second: %+v", u)
	}
}

func TestPollingAndAWebhookExcludeEachOther(t *testing.T) {
	s, anna := hooked(t, &hook{failures: 1 << 30})
	checkConflict(t, ask(t, s, "getUpdates", none()), "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	anna.Says("waits")
	var info struct {
		Pending int    `json:"pending_update_count"`
		Error   string `json:"last_error_message"`
		At      int64  `json:"last_error_date"`
	}
	for info.Error == "" {
		if err := json.Unmarshal(must(t, s, "getWebhookInfo", none()).Result, &info); err != nil {
			t.Fatal(err)
		}
	}
	if info.Pending != 1 || info.At == 0 || info.Error != "Wrong response from the webhook: 500 Internal Server Error" {
		t.Errorf("info: %+v", info)
	}
	must(t, s, "deleteWebhook", none())
	if us := poll(t, s, none()); len(us) != 1 || us[0].Message.Text != "waits" {
		t.Errorf("after deleteWebhook: %v", us)
	}
	anna.Says("dropped")
	must(t, s, "deleteWebhook", fields{"drop_pending_updates": true})
	if us := poll(t, s, none()); len(us) != 0 {
		t.Errorf("dropped ones come: %v", us)
	}
}

// none are no parameters at all.
func none() fields { return fields{} }
