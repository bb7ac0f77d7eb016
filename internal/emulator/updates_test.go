package emulator_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"samovar/internal/emulator"
)

// got is one update as the bot reads it.
type got struct {
	ID      int `json:"update_id"`
	Message *struct {
		ID       int               `json:"message_id"`
		Text     string            `json:"text"`
		Entities []emulator.Entity `json:"entities"`
		Contact  map[string]any    `json:"contact"`
		Sticker  map[string]any    `json:"sticker"`
		Forward  map[string]any    `json:"forward_origin"`
		Thread   int               `json:"message_thread_id"`
		InTopic  bool              `json:"is_topic_message"`
		ReplyTo  *struct {
			Created map[string]any `json:"forum_topic_created"`
		} `json:"reply_to_message"`
	} `json:"message"`
	Press *struct {
		ID      string `json:"id"`
		Data    string `json:"data"`
		Message struct {
			Date int    `json:"date"`
			Text string `json:"text"`
		} `json:"message"`
	} `json:"callback_query"`
	Edited  json.RawMessage `json:"edited_message"`
	Post    json.RawMessage `json:"channel_post"`
	Status  json.RawMessage `json:"my_chat_member"`
	Members json.RawMessage `json:"chat_member"`
}

func poll(t *testing.T, s *emulator.Server, params fields) []got {
	t.Helper()
	r := must(t, s, "getUpdates", params)
	var out []got
	if err := json.Unmarshal(r.Result, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestUpdatesComeAgainUntilTheOffsetPassesThem(t *testing.T) {
	s, anna := quietly(t)
	anna.Says("two")
	first := poll(t, s, fields{})
	if again := poll(t, s, fields{}); len(first) != 2 || len(again) != 2 || again[0].ID != first[0].ID {
		t.Fatalf("first %v, again %v", first, again)
	}
	left := poll(t, s, fields{"offset": first[1].ID, "limit": 1})
	if len(left) != 1 || left[0].Message.Text != "two" {
		t.Fatalf("after the offset: %v", left)
	}
	if rest := poll(t, s, fields{"offset": first[1].ID + 1}); len(rest) != 0 {
		t.Errorf("acknowledged ones came again: %v", rest)
	}
	if rest := poll(t, s, fields{}); len(rest) != 0 || s.Pending() != 0 {
		t.Errorf("kept: %v", rest)
	}
}

func TestANegativeOffsetKeepsOnlyTheLatest(t *testing.T) {
	s, anna := quietly(t)
	anna.Says("two")
	anna.Says("three")
	if us := poll(t, s, fields{"offset": -1}); len(us) != 1 || us[0].Message.Text != "three" {
		t.Errorf("updates: %v", us)
	}
}

func TestALongPollEndsWhenSomethingComes(t *testing.T) {
	s, anna := quietly(t)
	us := poll(t, s, fields{})
	answer := make(chan []got)
	go func() { answer <- poll(t, s, fields{"offset": us[0].ID + 1, "timeout": 50}) }()
	anna.Says("now")
	if us := <-answer; len(us) != 1 || us[0].Message.Text != "now" {
		t.Errorf("updates: %v", us)
	}
}

func TestASecondPollerEndsTheFirst(t *testing.T) {
	s, anna := quietly(t)
	last := poll(t, s, fields{})[0].ID
	older := make(chan reply)
	go func() { older <- ask(t, s, "getUpdates", fields{"offset": last + 1, "timeout": 50}) }()
	newer := make(chan reply)
	for waiting := true; waiting; {
		go func() { newer <- ask(t, s, "getUpdates", fields{"offset": last + 1, "timeout": 50}) }()
		select {
		case r := <-older:
			checkConflict(t, r, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
			waiting = false
		case r := <-newer: // the older one had not begun yet
			checkConflict(t, r, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
		}
	}
	anna.Says("for the newer")
	if r := <-newer; !r.OK {
		t.Errorf("newer: %+v", r)
	}
}

func checkConflict(t *testing.T, r reply, want string) {
	t.Helper()
	if r.ErrorCode != 409 || r.Description != want {
		t.Errorf("got %d %q", r.ErrorCode, r.Description)
	}
}

func TestAllowedUpdatesStayWhenLeftOut(t *testing.T) {
	s, anna := quietly(t)
	g := s.Group(-5, "Group", anna)
	if us := poll(t, s, fields{"allowed_updates": []string{"my_chat_member"}, "offset": -1}); len(us) != 1 {
		t.Fatalf("what was made before stays: %v", us)
	}
	anna.Says("not wanted")
	g.Promotes(anna)
	us := poll(t, s, fields{})
	if len(us) != 2 || us[1].Status == nil {
		t.Errorf("updates: %v", us)
	}
	poll(t, s, fields{"allowed_updates": []string{}})
	if s.Deliver("chat_member", fields{}) != 0 {
		t.Error("chat_member comes without being asked for")
	}
	if anna.Says("wanted again") == 0 {
		t.Error("messages do not come by default")
	}
}

func TestUpdatesAreKeptADayAndPressesTwoMinutesAndAHalf(t *testing.T) {
	clock := morning()
	s := emulator.New(emulator.Options{Now: clock.Now})
	t.Cleanup(s.Close)
	anna := s.Person(42, emulator.Profile{})
	anna.Says("one")
	anna.PressesData(1, "x")
	clock.Advance(151 * time.Second)
	if us := poll(t, s, fields{}); len(us) != 1 || us[0].Message == nil {
		t.Errorf("after 151 s: %v", us)
	}
	clock.Advance(24 * time.Hour)
	if us := poll(t, s, fields{}); len(us) != 0 {
		t.Errorf("after a day: %v", us)
	}
}

func TestCommandsAndLinksAreMarkedInUTF16(t *testing.T) {
	s, anna := quietly(t)
	anna.Says("😀 /book@samovar_bot see https://example.org/a, anna@example.org #лекция")
	us := poll(t, s, fields{"offset": -1})
	want := []emulator.Entity{
		{Type: "bot_command", Offset: 3, Length: 17},
		{Type: "url", Offset: 25, Length: 21},
		{Type: "email", Offset: 48, Length: 16},
		{Type: "hashtag", Offset: 65, Length: 7},
	}
	if !slices.Equal(us[0].Message.Entities, want) {
		t.Errorf("entities: %+v", us[0].Message.Entities)
	}
}

func TestOtherThingsThanTextsArriveAsSuch(t *testing.T) {
	s, anna := quietly(t)
	poll(t, s, fields{"offset": -1})
	anna.SendsSticker("🔥")
	anna.SendsContact("+79140000000")
	anna.SendsForward(emulator.Profile{First: "Boris"}, "news")
	if _, err := anna.Edits(1, "/help"); err != nil {
		t.Fatal(err)
	}
	s.Channel(-1000000000001, "News").Posts("post")
	us := poll(t, s, fields{})[1:]
	if len(us) != 5 || us[0].Message.Sticker == nil || us[1].Message.Contact["user_id"] != 42.0 ||
		us[2].Message.Forward == nil || us[3].Edited == nil || us[4].Post == nil {
		t.Errorf("updates: %+v", us)
	}
}

func TestPrivacyModeHidesWhatAGroupTalksAbout(t *testing.T) {
	s, anna := quietly(t)
	g := s.Group(-5, "Group", anna)
	own := messageID(t, must(t, s, "sendMessage", fields{"chat_id": -5, "text": "digest"}))
	if g.Says(anna, "shall we?") != 0 {
		t.Error("the bot overhears the group")
	}
	for _, id := range []int{g.Says(anna, "/week"), g.Says(anna, "hi @Samovar_bot"), g.Replies(anna, own, "thanks")} {
		if id == 0 {
			t.Error("what is meant for the bot does not reach it")
		}
	}
	g.Promotes(anna)
	if g.Says(anna, "now?") == 0 {
		t.Error("an administrator bot reads all")
	}
}
