package space

import (
	"fmt"
	"testing"
	"time"
)

var noon = time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC)

func TestABroadcastHasNoMoreInTheOutboxThanFiveSecondsTake(t *testing.T) {
	b := Broadcast{State: BroadcastSending, Total: 400, Begun: noon}
	for _, c := range []struct {
		handed, done, want int
		state              BroadcastState
	}{
		{0, 0, 150, BroadcastSending},
		{150, 0, 0, BroadcastSending},
		{150, 40, 40, BroadcastSending},
		{390, 380, 10, BroadcastSending},
		{400, 400, 0, BroadcastSending},
		{150, 150, 0, BroadcastStopped},
	} {
		b.Handed, b.State = c.handed, c.state
		if got := b.Portion(Tally{Delivered: c.done}); got != c.want {
			t.Errorf("%+v: a portion of %d", c, got)
		}
	}
}

func TestABroadcastIsOverWhenAllThatWasHandedOnIsAccountedFor(t *testing.T) {
	tally := Tally{Delivered: 100, "blocked": 20, NotSent: 30}
	for _, c := range []struct {
		state  BroadcastState
		handed int
		want   bool
	}{{BroadcastSending, 150, false}, {BroadcastStopped, 150, true}, {BroadcastStopped, 151, false}} {
		b := Broadcast{State: c.state, Total: 200, Handed: c.handed}
		if got := b.Over(tally); got != c.want {
			t.Errorf("%+v: over is %v", c, got)
		}
	}
	b := Broadcast{State: BroadcastStopped, Total: 200, Handed: 150}
	if tally.Failed() != 20 || b.Missing(tally) != 80 || b.Left(tally) != 0 {
		t.Errorf("failed %d, missing %d, left %d", tally.Failed(), b.Missing(tally), b.Left(tally))
	}
	all := Broadcast{State: BroadcastSending, Total: 150, Handed: 150}
	if !all.Over(tally) {
		t.Error("it is not over")
	}
}

func TestTheTimeToGoFollowsFromThePaceSoFar(t *testing.T) {
	b := Broadcast{State: BroadcastSending, Total: 330, Handed: 330, Begun: noon}
	tally := Tally{Delivered: 25, "blocked": 5}
	if got := b.ToGo(tally, noon.Add(time.Second)); got != 0 {
		t.Errorf("too soon to say, but %s", got)
	}
	if got := b.ToGo(tally, noon.Add(3*time.Second)); got != 30*time.Second {
		t.Errorf("300 left at 10 a second take %s", got)
	}
}

func TestAnInterruptionDoesNotCountAsPace(t *testing.T) {
	b := Broadcast{State: BroadcastSending, Total: 800, Handed: 650, Begun: noon, Told: noon.Add(17 * time.Second)}
	later := noon.Add(time.Hour)
	b = b.Paced(Tally{Delivered: 500}, later)
	if got := b.ToGo(Tally{Delivered: 530}, later.Add(time.Second)); got != 0 {
		t.Errorf("too soon to say, but %s", got)
	}
	b.Told = later.Add(time.Second)
	if got := b.Paced(Tally{Delivered: 590}, later.Add(3*time.Second)).ToGo(Tally{Delivered: 590}, later.Add(3*time.Second)); got.Round(time.Second) != 7*time.Second {
		t.Errorf("210 left at 30 a second take %s", got)
	}
}

func TestProgressIsToldWhenItChangedAndNotTooOften(t *testing.T) {
	b := Broadcast{State: BroadcastSending, Total: 100, Told: noon, Shown: 5}
	long := b
	long.Total = 5000
	for _, c := range []struct {
		b     Broadcast
		done  int
		after time.Duration
		want  bool
	}{
		{b, 5, time.Hour, false}, {b, 6, 2 * time.Second, false}, {b, 6, 3 * time.Second, true},
		{long, 6, 3 * time.Second, false}, {long, 6, 10 * time.Second, true},
	} {
		if got := c.b.TellAgain(Tally{Delivered: c.done}, noon.Add(c.after)); got != c.want {
			t.Errorf("%d of %d after %s: %v", c.done, c.b.Total, c.after, got)
		}
	}
}

func TestAnAudienceIsEachOfItsChatsOnce(t *testing.T) {
	all := Everybody{
		People: []Person{
			{ID: 1, Consent: noon}, {ID: 2}, // who never agreed
			{ID: 3, Consent: noon, Settings: Settings{Topics: []string{"science"}}},
			{ID: 4, Consent: noon, Settings: Settings{Topics: []string{"games"}}},
		},
		Communities: []Community{
			{ID: "a", Leads: []int64{1, 5}, Chat: -10, Thread: 7, Topics: []string{"science"}},
			{ID: "b", Leads: []int64{5, 6}},
			{ID: "c", Leads: []int64{7}, Chat: -30}, // cannot be written to
			{ID: "d", Leads: []int64{8}, Chat: -40, State: CommunityArchived, Topics: []string{"science"}},
			{ID: "e", Leads: []int64{9}, Chat: -10, Thread: 7},
		},
		Shut: map[int64]bool{-30: true, 1: true},
	}
	for want, to := range map[string]Audience{
		"[1 3 4]":       {Kind: Residents},
		"[-10/7 5 6 7]": {Kind: AllCommunities},
		"[1 5 6 7 9]":   {Kind: AllLeads},
		"[1 3 -10/7]":   {Kind: ByTopic, Topic: "science"},
		"[1 4]":         {Kind: ByTopic, Topic: "games"},
	} {
		if got := fmt.Sprint(all.Reached(to)); got != want {
			t.Errorf("%+v: %s, want %s", to, got, want)
		}
	}
}

func TestARecipientComesBackFromWhatItIsKeptAs(t *testing.T) {
	for _, r := range []Recipient{{Chat: 5}, {Chat: -1001700000001, Thread: 12}} {
		if got, err := ParseRecipient(r.String()); err != nil || got != r {
			t.Errorf("%+v comes back as %+v, %v", r, got, err)
		}
	}
	for _, s := range []string{"", "x", "5/", "5/x", "/7"} {
		if got, err := ParseRecipient(s); err == nil {
			t.Errorf("%q is read as %+v", s, got)
		}
	}
}

func TestTheWordsOfBroadcastsComeBack(t *testing.T) {
	for _, s := range []BroadcastState{BroadcastSending, BroadcastPaused, BroadcastSent, BroadcastStopped} {
		if got, err := ParseBroadcastState(s.String()); got != s || err != nil {
			t.Errorf("%s comes back as %s, %v", s, got, err)
		}
	}
	for _, k := range []AudienceKind{Residents, AllCommunities, AllLeads, ByTopic} {
		if got, err := ParseAudienceKind(k.String()); got != k || err != nil {
			t.Errorf("%s comes back as %s, %v", k, got, err)
		}
	}
	if _, err := ParseAudienceKind("enemies"); err == nil {
		t.Error("enemies are an audience")
	}
	if _, err := ParseBroadcastState("lost"); err == nil {
		t.Error("lost is a state")
	}
}
