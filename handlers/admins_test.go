package handlers

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var inviteLink = regexp.MustCompile(`https://t\.me/samovar_bot\?start=(admin-[A-Za-z0-9_-]{16,64})<`)

// invites makes boss ask for a link and returns what it starts the bot with.
func invites(t *testing.T, boss *guest) string {
	t.Helper()
	boss.says("/admins")
	add, _ := boss.button("Invite by link")
	boss.forges(add.Data)
	found := inviteLink.FindStringSubmatch(strings.Join(boss.news, "\n"))
	if found == nil {
		t.Fatalf("no link in %s", boss.news)
	}
	boss.forges(add.Data)
	boss.sees("has changed meanwhile")
	boss.seesNot("https://")
	return found[1]
}

func TestALinkMakesOneAdminOnce(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	token := invites(t, boss)
	late := h.guest(43, "Борис", "ru")

	boss.says("/start " + token)
	boss.sees("an admin already")
	anna.says("/start " + token)
	anna.sees("теперь вы администратор")
	if !slices.Contains(anna.menu, "queue") {
		t.Errorf("menu %v", anna.menu)
	}
	boss.sees("A new admin came by your link", "Анна")
	late.says("/start " + token)
	late.sees("уже сработала")
	late.says("/queue")
	late.sees("только администраторы")

	b := late.asks(nil)
	anna.sees("Заявка")
	anna.presses("Одобрить")
	h.is(b, "confirmed")
}

func TestALinkRunsOut(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	token := invites(t, boss)
	h.now = h.now.Add(48 * time.Hour)
	anna.says("/start " + token)
	anna.sees("Срок этой ссылки вышел")
	anna.says("/start admin-aaaaaaaaaaaaaaaaaaaaaaaa")
	anna.sees("никогда не было")
	anna.says("/admins")
	anna.sees("только администраторы")
}

func TestAnAdminIsRemovedButNotTheLast(t *testing.T) {
	h, anna, boss, other := staffed(t)
	b := anna.asks(nil)
	boss.says("/admins")
	boss.sees("Boss", "Другая")
	boss.presses("✖ Другая")
	boss.sees("Really remove")
	yes, _ := boss.button("Yes")
	boss.forges(yes.Data)
	other.sees("вы больше не администратор")
	if slices.Contains(other.menu, "queue") {
		t.Errorf("menu %v", other.menu)
	}
	boss.forges(yes.Data)
	boss.sees("has changed meanwhile")
	boss.hasNo("✖")
	boss.forges("admins::1:yes=11")
	boss.sees("last admin")
	other.presses("Одобрить")
	other.sees("только администраторы")
	h.is(b, "requested")

	token := invites(t, boss)
	other.says("/start " + token)
	other.sees("теперь вы администратор")
	other.presses("Одобрить")
	h.is(b, "confirmed")
}

func TestWhoIsNoAdminAnyMoreSeesNothingOfADecision(t *testing.T) {
	h, anna, boss, other := staffed(t)
	b := anna.asks(nil)
	boss.says("/admins")
	boss.presses("✖ Другая")
	boss.presses("Yes")
	boss.presses("Approve")
	h.is(b, "confirmed")
	other.seesNot("Boss", "подтверждена")
	other.hasNo("Одобрить")
}

func TestOnlyAdminsChangeTheStaff(t *testing.T) {
	h, anna, _, _ := staffed(t)
	for _, data := range []string{"admins::0:add", "admins::0:yes=11", "admins::0:list"} {
		anna.forges(data)
		anna.sees("только администраторы")
	}
	if staff, err := h.db.Staff(t.Context()); err != nil || staff.Version != 0 {
		t.Errorf("staff %+v, %v", staff, err)
	}
}
