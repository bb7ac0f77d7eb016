package emulator_test

import (
	"testing"

	"samovar/internal/emulator"
)

func TestATopicTakesMessagesUntilItIsClosedOrDeleted(t *testing.T) {
	s, anna := quietly(t)
	forum := s.Group(-1000000000008, "Forum", anna)
	topic := forum.Topic(anna, "Events")
	say := func(thread int) reply {
		return ask(t, s, "sendMessage", fields{"chat_id": -1000000000008, "text": "x", "message_thread_id": thread})
	}
	refused := func(thread int, want string) {
		t.Helper()
		if r := say(thread); r.Description != "Bad Request: "+want {
			t.Errorf("topic %d: got %q, want %q", thread, r.Description, want)
		}
	}
	if r := say(topic.ID()); !r.OK {
		t.Error(r.Description)
	}
	if all := forum.Chat().FromBot(); len(all) != 1 || all[0].Thread != topic.ID() {
		t.Errorf("the forum shows %+v", all)
	}
	refused(1, "message thread not found")
	refused(topic.ID()+100, "message thread not found")
	topic.Closes(anna)
	refused(topic.ID(), "TOPIC_CLOSED")
	forum.Promotes(anna)
	if r := say(topic.ID()); !r.OK {
		t.Errorf("an admin: %s", r.Description)
	}
	forum.Adds(anna)
	topic.Reopens(anna)
	if r := say(topic.ID()); !r.OK {
		t.Error(r.Description)
	}
	topic.Deletes()
	refused(topic.ID(), "message thread not found")
	must(t, s, "sendMessage", fields{"chat_id": -1000000000008, "text": "x"})
}

func TestAMessageOfATopicSaysWhichAndAReplyElsewhereIsInNone(t *testing.T) {
	s, anna := quietly(t)
	forum, plain := s.Group(-1000000000008, "Forum", anna), s.Group(-1000000000009, "Plain", anna)
	topic := forum.Topic(anna, "Events")
	topic.Says(anna, "/topic")
	first := messageID(t, must(t, s, "sendMessage", fields{"chat_id": -1000000000009, "text": "x"}))
	plain.Replies(anna, first, "/topic")
	all := poll(t, s, fields{})
	in, out := all[len(all)-2].Message, all[len(all)-1].Message
	if in.Thread != topic.ID() || !in.InTopic || in.ReplyTo == nil || in.ReplyTo.Created == nil || in.ReplyTo.Created["name"] != "Events" {
		t.Errorf("in the topic: %+v", in)
	}
	if out.Thread != first || out.InTopic {
		t.Errorf("a reply: %+v", out)
	}
}

func TestWhatABotMayNotDoInAGroupIsRefusedInTelegramsWords(t *testing.T) {
	s, anna := quietly(t)
	for id, c := range map[int64]struct {
		do   func(*emulator.Group)
		want string
	}{
		-1: {func(g *emulator.Group) { g.Restricts(anna) }, "Bad Request: not enough rights to send text messages to the chat"},
		-2: {func(g *emulator.Group) { g.Silences(true) }, "Bad Request: not enough rights to send text messages to the chat"},
		-3: {func(g *emulator.Group) { g.Leaves(anna) }, "Forbidden: bot is not a member of the group chat"},
		-4: {(*emulator.Group).Deletes, "Forbidden: the group chat was deleted"},
		-5: {func(g *emulator.Group) { g.Kicks(anna) }, "Forbidden: bot was kicked from the group chat"},
	} {
		g := s.Group(id, "Group", anna)
		c.do(g)
		if r := ask(t, s, "sendMessage", fields{"chat_id": id, "text": "x"}); r.Description != c.want {
			t.Errorf("got %q, want %q", r.Description, c.want)
		}
	}
	g := s.Group(-1, "Group")
	g.Adds(anna)
	must(t, s, "sendMessage", fields{"chat_id": -1, "text": "x"})
}

func TestALinkBringsTheBotIntoAGroup(t *testing.T) {
	s, anna := quietly(t)
	g := s.Strange(-6, "Strange", anna)
	if r := ask(t, s, "sendMessage", fields{"chat_id": -6, "text": "x"}); r.OK {
		t.Error("the bot writes where it is not")
	}
	g.Starts(anna, "tie-abc")
	all := poll(t, s, fields{})
	added, said := all[len(all)-2], all[len(all)-1]
	if added.Status == nil || said.Message == nil || said.Message.Text != "/start@samovar_bot tie-abc" {
		t.Errorf("got %+v, %+v", added, said)
	}
}
