package emulator_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"samovar/internal/emulator"
)

// served is a server on a port with Anna, who has written to the bot.
func served(t *testing.T) (*emulator.Server, *emulator.Person, string) {
	t.Helper()
	s, anna := quietly(t)
	url, err := s.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return s, anna, url + "/bot" + s.Token() + "/"
}

func post(ctx context.Context, t *testing.T, url, text string) (*http.Response, error) {
	t.Helper()
	body := []byte(`{"chat_id":42,"text":"` + text + `"}`)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	return http.DefaultClient.Do(req)
}

func TestA429SaysHowLongToWaitForSoManyCalls(t *testing.T) {
	s, _ := quietly(t)
	s.AddFault(emulator.Fault{Kind: emulator.TooMany, Seconds: 7, Next: 2, Method: "sendMessage"})
	for range 2 {
		if r := say(t, s, 42); r.ErrorCode != 429 || r.Parameters.RetryAfter != 7 {
			t.Errorf("reply: %+v", r)
		}
		must(t, s, "getMe", fields{})
	}
	if r := say(t, s, 42); !r.OK || len(s.Faults()) != 0 {
		t.Errorf("third: %+v, faults left: %v", r, s.Faults())
	}
}

func TestAProxyAnswersInHTML(t *testing.T) {
	s, anna, url := served(t)
	s.AddFault(emulator.Fault{Kind: emulator.ServerError, HTML: true})
	resp, err := post(t.Context(), t, url+"sendMessage", "x")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != http.StatusBadGateway || !strings.Contains(string(body), "<html>") || len(anna.Chat().FromBot()) != 0 {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
}

func TestALostAnswerLeavesTheMessageSent(t *testing.T) {
	s, anna, url := served(t)
	s.AddFault(emulator.Fault{Kind: emulator.LostAnswer})
	if resp, err := post(t.Context(), t, url+"sendMessage", "lost"); err == nil {
		_ = resp.Body.Close()
		t.Fatal("an answer came")
	}
	if _, ok := anna.Chat().Find("lost"); !ok {
		t.Error("the message has not been sent")
	}
}

func TestAHungCallIsAppliedOrNot(t *testing.T) {
	for kind, applied := range map[emulator.FaultKind]int{emulator.Hang: 0, emulator.HangApplied: 1} {
		s, anna, url := served(t)
		s.AddFault(emulator.Fault{Kind: kind})
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		resp, err := post(ctx, t, url+"sendMessage", "hangs")
		cancel()
		if err == nil {
			_ = resp.Body.Close()
			t.Errorf("%s: an answer came", kind)
		}
		if n := len(anna.Chat().FromBot()); n != applied {
			t.Errorf("%s: %d messages, want %d", kind, n, applied)
		}
	}
}

func TestFaultsByChanceAreTheSameForASeed(t *testing.T) {
	pattern := func() string {
		s, _ := quietly(t)
		s.AddFault(emulator.Fault{Kind: emulator.ServerError, Probability: 0.5, Seed: 4})
		var out strings.Builder
		for range 30 {
			out.WriteString(map[bool]string{true: ".", false: "x"}[ask(t, s, "getMe", fields{}).OK])
		}
		return out.String()
	}
	first := pattern()
	if first != pattern() || !strings.Contains(first, "x") || !strings.Contains(first, ".") {
		t.Errorf("pattern %s", first)
	}
}

func TestFaultsOfAnyMethodSpareThePoll(t *testing.T) {
	s, _ := quietly(t)
	s.AddFault(emulator.Fault{Kind: emulator.ServerError})
	must(t, s, "getUpdates", fields{})
	if r := ask(t, s, "getMe", fields{}); r.ErrorCode != 502 {
		t.Errorf("reply: %+v", r)
	}
	s.AddFault(emulator.Fault{Kind: emulator.ServerError, Method: "getUpdates", Status: 500})
	if r := ask(t, s, "getUpdates", fields{}); r.ErrorCode != 500 {
		t.Errorf("poll: %+v", r)
	}
}

func TestTheLogTellsWhatWasCalledAndAnswered(t *testing.T) {
	s, _ := quietly(t)
	say(t, s, 42)
	ask(t, s, "sendMessage", fields{"chat_id": 99, "text": "x"})
	calls := s.CallsOf("sendMessage")
	if len(calls) != 2 || !calls[0].OK || calls[0].ChatID != 42 || calls[1].Error != "Bad Request: chat not found" || calls[1].Status != 400 {
		t.Errorf("calls: %+v", calls)
	}
	s.ClearCalls()
	if len(s.Calls()) != 0 || len(s.Violations()) != 0 {
		t.Error("the log is not empty")
	}
}
