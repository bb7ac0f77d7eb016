package handlers

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

func TestWhoSendsTooMuchIsToldInTheirLanguageAndNothingIsDone(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct{ language, want string }{
		42: {"ru", "не успеваю"}, 43: {"en", "can't keep up"}, 44: {"zh", "跟不上"},
	} {
		g := h.guest(id, "Anna", c.language)
		g.does(chat.Event{Kind: chat.Command, Command: "book", Flooding: true})
		g.sees(c.want)
		g.does(chat.Event{Kind: chat.Pressed, Data: "menu::0:book", PressID: "p", Flooding: true})
		if len(g.toasts) != 1 || !strings.Contains(g.toasts[0], c.want) {
			t.Errorf("the press was answered with %q", g.toasts)
		}
		if len(g.news) > 1 || len(g.messages) != 1 {
			t.Errorf("besides, there is %q", g.screen())
		}
	}
}

func TestInvitationsThatWorkHaveAnEnd(t *testing.T) {
	h := openHouse(t)
	boss := h.guest(theBoss, "Boss", "en")
	boss.says("/admins")
	for range space.MostLinks {
		boss.presses("Invite by link")
		boss.sees("Send this link")
	}
	boss.presses("Invite by link")
	if len(boss.toasts) == 0 || !strings.Contains(boss.toasts[len(boss.toasts)-1], "already have 20 invitations") {
		t.Errorf("the press was answered with %q", boss.toasts)
	}
	h.now = h.now.Add(inviteFor + time.Minute)
	boss.presses("Invite by link")
	boss.sees("Send this link")
}
