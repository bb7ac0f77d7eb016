package emulator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// watched is a page on a server with two people, a forum with a topic, and a
// group that the bot is not in.
type watched struct {
	*testing.T
	s     *Server
	topic *Topic
}

func watch(t *testing.T) watched {
	t.Helper()
	s := staged(t)
	anna := s.Person(42, Profile{})
	forum := s.Group(-1000000000005, "Форум", anna)
	s.Strange(-7, "Посиделки", anna)
	return watched{t, s, forum.Topic(anna, "Анонсы")}
}

func (w watched) sees(key string) pageView {
	w.Helper()
	var state pageState
	if err := json.Unmarshal(asked(w.Context(), w.s, "/demo/state", "chats="+key, "").Body.Bytes(), &state); err != nil {
		w.Fatal(err)
	}
	if len(state.Views) == 0 {
		return pageView{}
	}
	return state.Views[0]
}

func (w watched) plays(act, format string, args ...any) bool {
	w.Helper()
	return asked(w.Context(), w.s, "/demo/"+act, "", fmt.Sprintf(format, args...)).Code == http.StatusOK
}

// updates are those that wait for the bot.
func (w watched) updates() string {
	w.Helper()
	return asked(w.Context(), w.s, "/bot"+w.s.Token()+"/getUpdates", "", `{"timeout":0}`).Body.String()
}

func TestATopicIsAChatOfItsOwnOnThePage(t *testing.T) {
	w := watch(t)
	key := fmt.Sprintf("42:-1000000000005:%d", w.topic.id)
	if !w.plays("say", `{"view":%q,"text":"/topic"}`, key) || !w.plays("say", `{"view":"42:-1000000000005","text":"/help"}`) {
		t.Fatal("nothing can be said")
	}
	inside, general := w.sees(key), w.sees("42:-1000000000005")
	if len(inside.Messages) != 2 || inside.Messages[0].Note != "# Анонсы" || inside.Messages[1].Text != "/topic" {
		t.Errorf("the topic shows %+v", inside.Messages)
	}
	if len(general.Messages) != 1 || general.Messages[0].Text != "/help" {
		t.Errorf("the general one shows %+v", general.Messages)
	}
	if !strings.Contains(w.updates(), fmt.Sprintf(`"message_thread_id":%d`, w.topic.id)) {
		t.Error("the bot does not hear where it was said")
	}
	if !w.plays("do", `{"view":%q,"deed":"close"}`, key) || w.plays("say", `{"view":%q,"text":"x"}`, key) {
		t.Error("it is not closed")
	}
	if !w.plays("do", `{"view":%q,"deed":"reopen"}`, key) || !w.plays("do", `{"view":%q,"deed":"delete"}`, key) {
		t.Error("it cannot be deleted")
	}
	if v := w.sees(key); v.Key != "" {
		t.Errorf("a deleted topic shows %+v", v)
	}
}

func TestAGroupIsJoinedByALinkAndFollowedWhereItMoves(t *testing.T) {
	w := watch(t)
	if v := w.sees("42:-7"); !v.Absent || !slices.Equal(v.Menu, []string{"add"}) {
		t.Errorf("a group without the bot: %+v", v)
	}
	if w.plays("join", `{"view":"42","text":"x"}`) || !w.plays("join", `{"view":"42:-7","text":"tie_x"}`) {
		t.Error("it is joined otherwise")
	}
	if all := w.updates(); !strings.Contains(all, "my_chat_member") || !strings.Contains(all, "/start@") {
		t.Errorf("the bot hears %s", all)
	}
	if v := w.sees("42:-7"); v.Absent || !slices.Equal(v.Menu, []string{"kick", "mute", "upgrade"}) {
		t.Errorf("a group with the bot: %+v", v)
	}
	for _, deed := range []string{"mute", "unmute", "upgrade"} {
		if !w.plays("do", `{"view":"42:-7","deed":%q}`, deed) {
			t.Errorf("%s is refused", deed)
		}
	}
	if v := w.sees("42:-7"); v.Chat != firstUpgraded-7 || w.plays("do", `{"view":"42:-7","deed":"upgrade"}`) {
		t.Errorf("it moved to %+v", v)
	}
	if !w.plays("do", `{"view":"42:-7","deed":"kick"}`) || !w.sees("42:-7").Absent {
		t.Error("the bot is still there")
	}
}

func TestThePageBlocksTheBotAndTakesItBack(t *testing.T) {
	w := watch(t)
	for _, deed := range []string{"block", "unblock"} {
		if !w.plays("do", `{"view":"42","deed":%q}`, deed) || w.plays("do", `{"view":"42","deed":%q}`, deed) {
			t.Errorf("%s: once, and not twice", deed)
		}
	}
	if w.plays("do", `{"view":"42:43","deed":"block"}`) || w.plays("do", `{"view":"44","deed":"block"}`) {
		t.Error("a chat of others is acted in")
	}
}
