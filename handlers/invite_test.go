package handlers

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// adminLink is what a link by boss to be an admin starts the bot with.
func (g *guest) adminLink() string {
	g.Helper()
	g.says("/admins")
	g.forges(fmt.Sprintf("admins::%d:add", g.staffNow().Version))
	return g.link()
}

// dismisses makes an admin one no more.
func (g *guest) dismisses(other *guest) {
	g.Helper()
	g.forges(fmt.Sprintf("admins::%d:yes=%d", g.staffNow().Version, other.ID))
}

// isAdmin fails unless somebody is an admin, or is none.
func (h *house) isAdmin(g *guest, want bool) {
	h.Helper()
	if staff := h.staffNow(); slices.Contains(staff.Admins(h.point), g.ID) != want {
		h.Errorf("%s is an admin: %v; %+v", g.Name, !want, staff)
	}
}

func TestALinkOfWhoWasDismissedMakesNobodyAnAdmin(t *testing.T) {
	h, anna, boss, other := staffed(t)
	link := other.adminLink()
	boss.dismisses(other)
	other.sees("вы больше не администратор")
	for _, g := range []*guest{other, anna} {
		g.says("/start " + link)
		g.sees("отозвана")
		h.isAdmin(g, false)
	}
	other.says("/start " + boss.adminLink())
	h.isAdmin(other, true)
	anna.says("/start " + link)
	anna.sees("отозвана")
	h.isAdmin(anna, false)
}

func TestALinkOfAnAdminWhomTheConfigNamesNoMoreIsVoid(t *testing.T) {
	h, anna, _, other := staffed(t)
	link := other.adminLink()
	h.point.Admins = []int64{theBoss}
	for _, g := range []*guest{other, anna} {
		g.says("/start " + link)
		g.sees("здесь больше не решает")
		h.isAdmin(g, false)
	}
}

// The link was good when it was looked at, and its maker is dismissed before
// anything is written.
func TestALinkIsNotGoodWhoseMakerIsDismissedMeanwhile(t *testing.T) {
	h, anna, boss, other := staffed(t)
	lena := h.guest(43, "Лена", "ru")
	admin := other.adminLink()
	other.says("/communities")
	other.presses("Кванты")
	other.presses("Позвать лидера")
	lead := other.link()
	meanwhile := []*turn{anna.opens(admin), lena.opens(lead)}
	boss.dismisses(other)
	for _, t := range meanwhile {
		if err := t.finish(); !errors.Is(err, store.ErrStale) {
			h.Errorf("%s: %v", t.who.Name, err)
		}
	}
	anna.says("/start " + admin)
	anna.sees("отозвана")
	lena.says("/start " + lead)
	lena.sees("отозвана")
	h.isAdmin(anna, false)
	if c := h.communityOf("quanta"); c.LedBy(lena.ID) {
		t.Errorf("leads %v", c.Leads)
	}
}

// opens is the turn of somebody who opens a link, decided and not yet written.
func (g *guest) opens(link string) *turn {
	g.Helper()
	return g.begins(g.event(chat.Event{Kind: chat.Command, Command: "start", Text: link}))
}

func TestALinkForADeputyOfWhoDecidesNoMoreIsVoid(t *testing.T) {
	h, anna, _, other := staffed(t)
	h.point.Admins = []int64{theOther}
	other.says("/away неделю")
	other.presses("по ссылке")
	link := other.link()
	h.point.Admins = []int64{theBoss}
	anna.says("/start " + link)
	anna.sees("здесь больше не решает")
	if staff := h.staffNow(); len(staff.Away) > 0 || staff.Serves(h.point, anna.ID, h.now) {
		t.Errorf("%+v", staff)
	}
}
