package space

import (
	"strings"
	"testing"
	"time"
)

// concert is somebody whose name is a word of many titles.
func concert() Party { return Party{9, "Концерт", "concert"} }

func TestWhoIsNamedLikeAWordTakesItOutOfNothingOfOthers(t *testing.T) {
	others := annas()
	others.Title, others.Description, others.Messenger = "Концерт", "Концерт, концерт", nil
	others.Remarks, others.Change.Title = []Remark{{By: Party{11, "Борис", "boss"}, Text: "Концерт?"}}, "Концерт"
	others.Decision.Reason = "Концерт нам нужен"
	e := EraserOf(concert())
	if b, differs := e.Booking(others); differs {
		t.Errorf("a stranger's booking becomes %+v", b)
	}
	_, series := e.Series(Series{Resident: others.Resident, Event: others.Event})
	_, community := e.Community(Community{Proposer: &others.Resident, Leads: []int64{7}, About: "Концерт каждый день"})
	_, news := e.News(News{By: others.Resident, Text: "Концерт!"})
	_, cast := e.Broadcast(Broadcast{By: others.Resident, Text: "Концерт!", Stopper: &others.Resident})
	_, line := e.Entry(others, Entry{By: others.Resident, Reason: "Концерт"})
	if series || community || news || cast || line {
		t.Error("of others something changed:", series, community, news, cast, line)
	}
}

func TestInWhatSomebodyHadAPartInTheirNameGoesButNotFromTheTitle(t *testing.T) {
	over := annas()
	over.Title, over.Decision.By, over.Remarks = "Концерт", concert(), []Remark{{By: Party{11, "Борис", ""}, Text: "Концерт, спасибо"}, {By: concert(), Text: "да"}}
	b, _ := EraserOf(concert()).Booking(over)
	if b.Title != "Концерт" || !b.Decision.By.IsGone() || b.Remarks[0].Text != "—, спасибо" || b.Remarks[1].Text != "—" {
		t.Errorf("it becomes %+v", b)
	}
	if l, _ := EraserOf(concert()).Entry(over, Entry{By: over.Resident, Reason: "как сказал Концерт"}); l.Reason != "как сказал —" {
		t.Errorf("its log says %q", l.Reason)
	}
	over.State = Confirmed
	b, _ = EraserOf(concert()).Booking(over)
	if b.Remarks[0].Text != "Концерт, спасибо" || b.Remarks[1].Text != "—" || !b.Decision.By.IsGone() {
		t.Errorf("while it is to come it becomes %+v", b)
	}
}

func TestANameOfTwoCharactersGoesFromWhatIsTheirOwn(t *testing.T) {
	li, at := Party{42, "李娜", ""}, time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)
	e := EraserOf(li)
	b, _ := e.Booking(Booking{State: Done, Resident: li, Event: Event{Title: "李娜讲茶", Description: "找李娜"}, Remarks: []Remark{{By: Party{11, "Борис", ""}, At: at, Text: "李娜，您好"}}})
	s, _ := e.Series(Series{Resident: li, Event: Event{Title: "李娜讲茶"}})
	c, _ := e.Community(Community{Leads: []int64{42}, About: "李娜带队"})
	n, _ := e.News(News{By: li, Text: "李娜请客"})
	for _, text := range []string{b.Title, b.Description, b.Remarks[0].Text, s.Event.Title, c.About, n.Text} {
		if text == "" || strings.Contains(text, "李娜") {
			t.Errorf("%q is left", text)
		}
	}
	if short, _ := e.Booking(Booking{State: Done, Resident: Party{11, "Борис", ""}, Event: Event{Title: "李娜"}, Begun: &Word{By: li}, Remarks: []Remark{{By: Party{11, "Борис", ""}, Text: "李娜"}}}); short.Title != "李娜" || short.Remarks[0].Text != "李娜" {
		t.Errorf("of others %+v", short)
	}
}
