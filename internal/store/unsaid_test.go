package store

import (
	"encoding/json"
	"slices"
	"testing"

	"samovar/internal/chat"
)

// left claims and finishes all of a chat's lane of broadcasts.
func left(t *testing.T, p *Point) (texts []string) {
	t.Helper()
	items, err := p.store.Claim(t.Context(), "me", []Ask{{Outbox("blg", chat.Broadcast), 100}}, monday)
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range items {
		for next := &it; next != nil; {
			var o chat.Out
			if err := json.Unmarshal(next.Body, &o); err != nil {
				t.Fatal(err)
			}
			texts = append(texts, o.Text)
			if next, err = p.store.Done(t.Context(), "me", *next, true, monday); err != nil {
				t.Fatal(err)
			}
		}
	}
	return texts
}

func TestWhatWaitsToBeSaidOfABookingIsTakenBackAndNothingElse(t *testing.T) {
	p := startStore(t)
	say := func(to int64, about, panel, text string) chat.Out {
		return chat.Out{Kind: chat.Say, Chat: to, Lane: chat.Broadcast, About: about, Panel: panel, Fresh: panel != "", Text: text}
	}
	write := func(c Change) {
		t.Helper()
		if err := p.Commit(t.Context(), c, monday); err != nil {
			t.Fatal(err)
		}
	}
	write(Change{Outs: []chat.Out{
		say(7, "b1", "", "a reminder"), say(7, "b1", "still:b1", "a question"), say(7, "b2", "", "of another"),
		say(7, "", "digest", `"about":"b1"`), say(8, "b1", "", "somebody else's"),
		say(7, "b2", "still:b2", "a question of another"),
	}})
	write(Change{Unsaid: []Unsaid{{Chat: 7, About: "b1"}, {Chat: 7, Panel: "still:b2"}, {Chat: 9, About: "b1"}},
		Outs: []chat.Out{say(7, "b1", "still:b1", "it is over")}})
	got := left(t, p)
	slices.Sort(got)
	if want := []string{`"about":"b1"`, "it is over", "of another", "somebody else's"}; !slices.Equal(got, want) {
		t.Errorf("left are %q", got)
	}
}

func TestWhatIsOnItsWayIsNotTakenBack(t *testing.T) {
	p := startStore(t)
	reminder := chat.Out{Kind: chat.Say, Chat: 7, Lane: chat.Broadcast, About: "b1", Text: "a reminder"}
	if err := p.Commit(t.Context(), Change{Outs: []chat.Out{reminder, reminder}}, monday); err != nil {
		t.Fatal(err)
	}
	if items, err := p.store.Claim(t.Context(), "another", []Ask{{Outbox("blg", chat.Broadcast), 1}}, monday); err != nil || len(items) != 1 {
		t.Fatalf("%v: %v", items, err)
	}
	if err := p.Commit(t.Context(), Change{Unsaid: []Unsaid{{Chat: 7, About: "b1"}}}, monday); err != nil {
		t.Fatal(err)
	}
	if waits, err := p.store.Backlog(t.Context(), Outbox("blg", chat.Broadcast), monday); err != nil || waits.Items != 1 {
		t.Errorf("%d wait: %v", waits.Items, err)
	}
}

func TestAListOfSeveralBookingsIsTakenBackWithTheLastOfThem(t *testing.T) {
	p := startStore(t)
	list := func(text, about string) chat.Out {
		return chat.Out{Kind: chat.Say, Chat: 7, Lane: chat.Broadcast, About: about, Text: text}
	}
	end := func(bookings ...string) {
		t.Helper()
		var c Change
		for _, id := range bookings {
			c.Unsaid = append(c.Unsaid, Unsaid{Chat: 7, About: id})
		}
		if err := p.Commit(t.Context(), c, monday); err != nil {
			t.Fatal(err)
		}
	}
	write := Change{Outs: []chat.Out{list(`all of them, "about":"b1+b9"`, "b1+b2+b3"), list("two", "b1+b2"), list("others", "b4+b12")}}
	if err := p.Commit(t.Context(), write, monday); err != nil {
		t.Fatal(err)
	}
	end("b1")
	end("b2")
	if waits, err := p.store.Backlog(t.Context(), Outbox("blg", chat.Broadcast), monday); err != nil || waits.Items != 2 {
		t.Errorf("after two of them %d wait: %v", waits.Items, err)
	}
	end("b3", "b4")
	if got := left(t, p); !slices.Equal(got, []string{"others"}) {
		t.Errorf("left are %q", got)
	}
}
