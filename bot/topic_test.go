package bot

import (
	"strconv"
	"testing"

	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/space"
)

const forumID = -1000000000088

// forum is a supergroup with a topic.
func (r *rig) forum() (*emulator.Group, *emulator.Topic, *emulator.Person) {
	anna := r.resident(5)
	g := r.tg.Group(forumID, "Chess club", anna)
	return g, g.Topic(anna, "Games"), anna
}

// threads are the topics in which the bot's messages stand.
func threads(g *emulator.Group) map[string]int {
	found := map[string]int{}
	for _, m := range g.Chat().FromBot() {
		found[m.Text] = m.Thread
	}
	return found
}

func TestAMessageForATopicGoesThereAndOneForTheGeneralTopicNamesNone(t *testing.T) {
	r := newRig(t, emulator.Options{})
	g, topic, _ := r.forum()
	r.start(r.sender(nil).Run)
	r.put(chat.Out{Chat: forumID, Text: "there", Thread: topic.ID()}, chat.Out{Chat: forumID, Text: "general", Thread: 1},
		chat.Out{Kind: chat.Send, Chat: forumID, Text: "file", Thread: topic.ID(), File: &chat.File{Name: "a.ics", Data: []byte("x")}})
	r.outboxIsEmpty()
	if got := threads(g); got["there"] != topic.ID() || got["general"] != 0 || got["file"] != topic.ID() || len(got) != 3 {
		t.Errorf("the forum shows %v", got)
	}
}

func TestWhatATopicDoesNotTakeGoesToTheGeneralOneAndTheClockHearsOfIt(t *testing.T) {
	for name, c := range map[string]struct {
		shut func(*emulator.Topic, *emulator.Person)
		why  space.GroupWhy
	}{
		"closed":  {func(t *emulator.Topic, p *emulator.Person) { t.Closes(p) }, space.TopicClosed},
		"deleted": {func(t *emulator.Topic, _ *emulator.Person) { t.Deletes() }, space.TopicGone},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, emulator.Options{})
			g, topic, anna := r.forum()
			c.shut(topic, anna)
			r.start(r.sender(nil).Run)
			r.put(chat.Out{Chat: forumID, Text: "digest", Thread: topic.ID()})
			r.outboxIsEmpty()
			if got := threads(g); len(got) != 1 || got["digest"] != 0 {
				t.Errorf("the forum shows %v", got)
			}
			due := must(r.store.Point(&space.Point{ID: point}).Due(r.ctx, r.clock.Now(), 10))
			if len(due) != 1 || due[0].Kind != space.DueGroup {
				t.Fatalf("due %v", due)
			}
			if got := must(space.ParseGroupNews(due[0].Subject)); got != (space.GroupNews{Chat: forumID, Thread: topic.ID(), Why: c.why}) {
				t.Errorf("news %+v", got)
			}
		})
	}
}

func TestAGroupThatCannotBeWrittenToIsMarkedAndTheClockHearsOfIt(t *testing.T) {
	for name, c := range map[string]struct {
		shut func(*emulator.Group, *emulator.Person)
		why  Kind
	}{
		"kicked":     {func(g *emulator.Group, p *emulator.Person) { g.Kicks(p) }, Kicked},
		"left":       {func(g *emulator.Group, p *emulator.Person) { g.Leaves(p) }, Kicked},
		"deleted":    {func(g *emulator.Group, _ *emulator.Person) { g.Deletes() }, Kicked},
		"restricted": {func(g *emulator.Group, p *emulator.Person) { g.Restricts(p) }, NoRights},
		"closed":     {func(g *emulator.Group, p *emulator.Person) { g.ClosesGeneral(p) }, NoRights},
		"silenced":   {func(g *emulator.Group, _ *emulator.Person) { g.Silences(true) }, NoRights},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, emulator.Options{})
			g, _, anna := r.forum()
			c.shut(g, anna)
			r.start(r.sender(nil).Run)
			r.put(chat.Out{Chat: forumID, Text: "digest"})
			r.outboxIsEmpty()
			if got := must(r.store.UnreachableChats(r.ctx, point))[forumID].Why; got != string(c.why) {
				t.Errorf("marked %q", got)
			}
			due := must(r.store.Point(&space.Point{ID: point}).Due(r.ctx, r.clock.Now(), 10))
			if len(due) != 1 || due[0].Kind != space.DueGroup || due[0].Subject != strconv.Itoa(forumID) {
				t.Errorf("due %v", due)
			}
		})
	}
}
