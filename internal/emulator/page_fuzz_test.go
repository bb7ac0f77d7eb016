package emulator

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// still is a clock that the page moves.
type still struct{ now time.Time }

func (c *still) Now() time.Time          { return c.now }
func (c *still) Advance(d time.Duration) { c.now = c.now.Add(d) }

// staged is a server with two people, a group and some messages with buttons.
func staged(t *testing.T) *Server {
	t.Helper()
	s := New(Options{Clock: &still{time.Date(2026, 10, 7, 9, 30, 0, 0, time.UTC)}})
	t.Cleanup(s.Close)
	anna, boris := s.Person(42, Profile{First: "Анна", Lang: "ru"}), s.Person(43, Profile{First: "Борис"})
	s.Group(-1001, "Кружок", anna, boris)
	anna.Says("/start")
	for _, params := range []string{
		`{"chat_id":42,"text":"<b>раз</b>","parse_mode":"HTML","reply_markup":{"inline_keyboard":[[{"text":"да","callback_data":"yes"},{"text":"web","url":"https://example.org"}]]}}`,
		`{"chat_id":42,"text":"два","reply_markup":{"keyboard":[[{"text":"меню"}]]}}`,
		`{"chat_id":-1001,"text":"три"}`,
	} {
		if w := asked(t.Context(), s, "/bot"+s.Token()+"/sendMessage", "", params); w.Code != http.StatusOK {
			t.Fatal(w.Body)
		}
	}
	return s
}

// asked is the answer to a request: with a body it is a POST.
func asked(ctx context.Context, s *Server, path, query, body string) *httptest.ResponseRecorder {
	method := http.MethodGet
	if body != "" {
		method = http.MethodPost
	}
	r := httptest.NewRequestWithContext(ctx, method, "/", strings.NewReader(body))
	r.URL = &url.URL{Path: path, RawQuery: query}
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// callsOn plays a bot that gives up at once: whatever faults the page has asked
// for, a call is answered or cut off.
func callsOn(t *testing.T, s *Server) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	defer func() {
		if err := recover(); err != nil && err != http.ErrAbortHandler {
			t.Errorf("a call to the bot's API: %v", err)
		}
	}()
	asked(ctx, s, "/bot"+s.Token()+"/getMe", "", "{}")
}

// FuzzPage asks for what the page of the demo asks for, in any way: it is
// answered, in a bounded size, with what was asked for and nothing else.
func FuzzPage(f *testing.F) {
	f.Add("state", "chats=42,43:-1001,", "")
	f.Add("state", "chats=42,042,+42,-42,99,42:,:42,42:42,42:-1001:7&chats=43;%zz", "")
	f.Add("state", "chats="+strings.Repeat("42,", 2000), "")
	f.Add("calls", "after=1", "")
	f.Add("calls", "after=-9223372036854775809", "")
	f.Add("calls", "after=1e3&after=%00", "")
	f.Add("files/x", "", "")
	f.Add("say", "", `{"view":"42:-1001","text":"/start x"}`)
	f.Add("press", "", `{"view":"42","message":2,"row":0,"column":0}`)
	f.Add("clock", "", `{"seconds":9223372037,"monday":false}`)
	f.Add("do", "", `{"view":"43:-1001","deed":"kick"}`)
	f.Add("do", "", `{"view":"42:-1002:1","deed":"delete"}`)
	f.Add("join", "", `{"view":"43:-1001","text":"tie_x"}`)
	f.Add("fault", "", `{"fault":{"kind":"5xx","status":7,"next":-1}}`)
	f.Add("fault", "", `{"fault":{"kind":"hang","seconds":-1,"probability":1e308}}`)
	f.Add("limits", "", `{"on":true}`)
	f.Fuzz(func(t *testing.T, path, query, body string) {
		if path == "events" {
			return // which ends with its request only
		}
		s := staged(t)
		w := asked(t.Context(), s, "/demo/"+path, query, body)
		if w.Code >= 500 || w.Body.Len() > 1<<17 {
			t.Fatalf("status %d, %d bytes", w.Code, w.Body.Len())
		}
		values := (&url.URL{RawQuery: query}).Query()
		switch {
		case w.Code != http.StatusOK || body != "":
		case path == "state":
			checkState(t, w.Body.Bytes(), strings.Split(values.Get("chats"), ","))
		case path == "calls":
			checkCalls(t, w.Body.Bytes())
		}
		callsOn(t, s)
		if w := asked(t.Context(), s, "/demo/state", "chats=42", ""); w.Code != http.StatusOK || !json.Valid(w.Body.Bytes()) {
			t.Errorf("after that the page is shown %d %s", w.Code, w.Body)
		}
	})
}

func checkState(t *testing.T, body []byte, keys []string) {
	t.Helper()
	var v pageState
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	for _, view := range v.Views {
		known := (view.Person == 42 || view.Person == 43) && (view.Chat == view.Person || view.Chat == -1001 || view.Chat == 42 || view.Chat == 43)
		if !known || !slices.Contains(keys, view.Key) {
			t.Errorf("%q is shown: %+v", keys, view)
		}
	}
}

func checkCalls(t *testing.T, body []byte) {
	t.Helper()
	var calls []Call
	if err := json.Unmarshal(body, &calls); err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(calls, func(a, b Call) int { return b.Seq - a.Seq }) {
		t.Errorf("not newest first: %+v", calls)
	}
}
