package emulator_test

import (
	"testing"
	"time"

	"samovar/internal/emulator"
)

// limited is a server under limits whose time a test moves.
func limited(t *testing.T, l emulator.Limits) (*emulator.Server, *hands) {
	t.Helper()
	clock := morning()
	s := emulator.New(emulator.Options{Limits: l, Now: clock.Now, Ticks: clock.Now})
	t.Cleanup(s.Close)
	for id := int64(1); id <= 60; id++ {
		s.Person(id, emulator.Profile{}).Says("hi")
	}
	return s, clock
}

func say(t *testing.T, s *emulator.Server, chat int64) reply {
	t.Helper()
	return ask(t, s, "sendMessage", fields{"chat_id": chat, "text": "x"})
}

func TestThirtyASecondPassAndTheNextIsToldToWait(t *testing.T) {
	s, clock := limited(t, emulator.Limits{})
	for id := int64(1); id <= 30; id++ {
		if r := say(t, s, id); !r.OK {
			t.Fatalf("message %d: %s", id, r.Description)
		}
	}
	r := say(t, s, 31)
	if r.ErrorCode != 429 || r.Description != "Too Many Requests: retry after 1" || r.Parameters.RetryAfter != 1 {
		t.Errorf("31st: %+v", r)
	}
	clock.Advance(time.Second)
	if r := say(t, s, 31); !r.OK {
		t.Errorf("a second later: %s", r.Description)
	}
}

func TestABurstToOnePersonPassesAndThenOneASecond(t *testing.T) {
	s, clock := limited(t, emulator.Limits{PrivateBurst: 3})
	for range 3 {
		if r := say(t, s, 1); !r.OK {
			t.Fatal(r.Description)
		}
	}
	if r := say(t, s, 1); r.Parameters.RetryAfter != 1 {
		t.Errorf("fourth: %+v", r)
	}
	clock.Advance(time.Second)
	if r := say(t, s, 1); !r.OK {
		t.Errorf("a second later: %s", r.Description)
	}
	if r := say(t, s, 1); r.OK {
		t.Error("two within the second")
	}
}

func TestAGroupTakesTwentyAMinuteEditsIncluded(t *testing.T) {
	s, clock := limited(t, emulator.Limits{})
	s.Group(-5, "Group")
	first := messageID(t, say(t, s, -5))
	for range 19 {
		clock.Advance(time.Second)
		if r := say(t, s, -5); !r.OK {
			t.Fatal(r.Description)
		}
	}
	edit := ask(t, s, "editMessageText", fields{"chat_id": -5, "message_id": first, "text": "y"})
	if edit.Parameters.RetryAfter != 41 {
		t.Errorf("edit: %+v", edit)
	}
	clock.Advance(41 * time.Second)
	if r := say(t, s, -5); !r.OK {
		t.Errorf("after the wait: %s", r.Description)
	}
}

func TestAnswersToPressesAndRefusedCallsDoNotCount(t *testing.T) {
	s, _ := limited(t, emulator.Limits{PrivateBurst: 1})
	anna := s.Person(1, emulator.Profile{})
	for range 5 {
		if r := ask(t, s, "sendMessage", fields{"chat_id": 1, "text": ""}); r.ErrorCode != 400 {
			t.Fatalf("empty text: %+v", r)
		}
		anna.PressesData(1, "x")
	}
	if r := say(t, s, 1); !r.OK {
		t.Error(r.Description)
	}
	must(t, s, "answerCallbackQuery", fields{"callback_query_id": "4600000000000000001"})
}

func TestLimitsCanBeSwitchedOff(t *testing.T) {
	s, _ := limited(t, emulator.Limits{PrivateBurst: 1})
	s.SetLimits(emulator.Limits{Off: true})
	for range 100 {
		if r := say(t, s, 1); !r.OK {
			t.Fatal(r.Description)
		}
	}
}
