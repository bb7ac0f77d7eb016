package scheduler

import (
	"strings"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/space"
)

const clubChat, movedChat = -700, -1000000000700

// grouped is a house with a community of two leads and a group.
func grouped(t *testing.T) (*house, *Clock) {
	t.Helper()
	h := newHouse(t)
	h.point.Digest = ""
	h.communities(space.Community{ID: "club", Name: "Клуб", Language: "ru", Leads: []int64{anna, boris}, Chat: clubChat, Thread: 77})
	return h, h.clock()
}

func (h *house) grouped() space.Community {
	h.t.Helper()
	c, _, err := h.db.Community(h.t.Context(), "club")
	if err != nil {
		h.t.Fatal(err)
	}
	return c
}

// told says to whom something was sent since it was last asked, and what.
func (h *house) told() (to []int64, text string) {
	h.t.Helper()
	for _, o := range h.outs() {
		if o.Kind == chat.Say {
			to, text = append(to, o.Chat), text+o.Text
		}
	}
	return to, text
}

func TestTheLeadsAreToldOnceThatTheirGroupCannotBeWrittenTo(t *testing.T) {
	h, c := grouped(t)
	s := h.connect()
	for range 3 { // as many messages failed
		if err := s.MarkUnreachable(t.Context(), h.point.ID, clubChat, "kicked", h.time()); err != nil {
			t.Fatal(err)
		}
		h.tickAt(c, h.time())
		h.set(h.time().Add(day))
	}
	if to, text := h.told(); len(to) != 2 || strings.Count(text, "⚠️") != 2 {
		t.Errorf("told %v: %s", to, text)
	}
	if got := h.grouped(); got.Trouble == nil || got.Trouble.Why != space.GroupKicked {
		t.Errorf("kept %+v", got.Trouble)
	}
}

func TestAGroupThatCanBeWrittenToAgainIsNotCalledLost(t *testing.T) {
	h, c := grouped(t)
	s := h.connect()
	if err := s.MarkUnreachable(t.Context(), h.point.ID, clubChat, "no_rights", h.time()); err != nil {
		t.Fatal(err)
	}
	if err := s.MarkReachable(t.Context(), h.point.ID, clubChat); err != nil {
		t.Fatal(err)
	}
	h.tickAt(c, h.time())
	if to, text := h.told(); len(to) != 0 || h.grouped().Trouble != nil {
		t.Errorf("told %v: %s", to, text)
	}
}

func TestTheLeadsAreToldWhenAMessageReachesTheirGroupAgain(t *testing.T) {
	h, c := grouped(t)
	s := h.connect()
	if err := s.MarkUnreachable(t.Context(), h.point.ID, clubChat, "no_rights", h.time()); err != nil {
		t.Fatal(err)
	}
	h.tickAt(c, h.time())
	h.told()
	for range 2 {
		h.set(h.time().Add(day))
		if err := s.Reached(t.Context(), h.point.ID, clubChat, h.time()); err != nil {
			t.Fatal(err)
		}
		h.tickAt(c, h.time())
	}
	if to, text := h.told(); len(to) != 2 || !strings.Contains(text, "снова могу писать") || h.grouped().Trouble != nil {
		t.Errorf("told %v: %s", to, text)
	}
}

func TestATopicThatIsGoneGivesWayToTheGeneralOne(t *testing.T) {
	h, c := grouped(t)
	s := h.connect()
	for _, thread := range []int{78, 77, 77} {
		if err := s.MarkTopic(t.Context(), h.point.ID, clubChat, thread, "topic_gone", h.time()); err != nil {
			t.Fatal(err)
		}
		h.tickAt(c, h.time())
		h.set(h.time().Add(day))
	}
	if to, text := h.told(); len(to) != 2 || h.grouped().Thread != 0 || h.grouped().Trouble.Why != space.TopicGone {
		t.Errorf("told %v: %s; %+v", to, text, h.grouped())
	}
}

func TestACommunityKeepsTheNewNumberOfAGroupThatMoved(t *testing.T) {
	h, c := grouped(t)
	s := h.connect()
	if err := s.SetMoved(t.Context(), clubChat, movedChat); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.MarkMoved(t.Context(), h.point.ID, clubChat, h.time()); err != nil {
			t.Fatal(err)
		}
		h.tickAt(c, h.time())
		h.set(h.time().Add(day))
	}
	if to, text := h.told(); len(to) != 2 || !strings.Contains(text, "супергруппой") || h.grouped().Chat != movedChat {
		t.Errorf("told %v: %s; %+v", to, text, h.grouped())
	}
}
