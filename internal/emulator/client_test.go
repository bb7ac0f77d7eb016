package emulator_test

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"samovar/internal/emulator"
)

// fields are the parameters of a call.
type fields = map[string]any

// reply is what the Bot API answers.
type reply struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	ErrorCode   int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

func ask(t *testing.T, s *emulator.Server, method string, params fields) reply {
	t.Helper()
	body, err := json.Marshal(params)
	if err != nil {
		t.Fatal(err)
	}
	return request(t, s, method, "application/json", body)
}

func request(t *testing.T, s *emulator.Server, method, contentType string, body []byte) reply {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/bot"+s.Token()+"/"+method, bytes.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	var out reply
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatalf("%s: %v in %q", method, err, w.Body)
	}
	if out.ErrorCode != 0 && out.ErrorCode != w.Code {
		t.Errorf("%s: status %d, error_code %d", method, w.Code, out.ErrorCode)
	}
	return out
}

func must(t *testing.T, s *emulator.Server, method string, params fields) reply {
	t.Helper()
	r := ask(t, s, method, params)
	if !r.OK {
		t.Fatalf("%s: %s", method, r.Description)
	}
	return r
}

func messageID(t *testing.T, r reply) int {
	t.Helper()
	var m struct {
		ID int `json:"message_id"`
	}
	if err := json.Unmarshal(r.Result, &m); err != nil || m.ID == 0 {
		t.Fatalf("no message in %s", r.Result)
	}
	return m.ID
}

func form(t *testing.T, texts map[string]string, file, name string, data []byte) (contentType string, body []byte) {
	t.Helper()
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	for field, text := range texts {
		if err := w.WriteField(field, text); err != nil {
			t.Fatal(err)
		}
	}
	part, err := w.CreateFormFile(file, name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(part, bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return w.FormDataContentType(), buf.Bytes()
}

// hands is a clock that a test moves.
type hands struct{ now time.Time }

func (h *hands) Now() time.Time          { return h.now }
func (h *hands) Advance(d time.Duration) { h.now = h.now.Add(d) }

func morning() *hands {
	return &hands{now: time.Date(2026, 10, 5, 9, 0, 0, 0, time.UTC)}
}

// quietly is a server without limits with Anna, who has written to the bot.
func quietly(t *testing.T) (*emulator.Server, *emulator.Person) {
	t.Helper()
	clock := morning()
	s := emulator.New(emulator.Options{Limits: emulator.Limits{Off: true}, Now: clock.Now, Ticks: clock.Now})
	t.Cleanup(s.Close)
	anna := s.Person(42, emulator.Profile{First: "Anna", Lang: "ru"})
	anna.Says("/start")
	return s, anna
}

func keys(rows ...[]fields) fields {
	return fields{"inline_keyboard": rows}
}

func key(text string, more fields) fields {
	b := fields{"text": text}
	for k, v := range more {
		b[k] = v
	}
	return b
}
