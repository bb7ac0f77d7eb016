package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/space"
)

// slowDown tells who sends too much that the rest of it is left out: once, for
// nothing more of it comes here until they have been quiet for a while. In a
// group nobody else is bothered with it.
func (t *turn) slowDown() {
	t.Log.Info("somebody sends too much", "chat", t.event.Place.ID, "person", t.event.From.ID)
	switch {
	case t.event.Kind == chat.Pressed:
		t.alert(t.say.Plain("flood.slow_down"))
	case t.event.Place.Type == chat.Private:
		t.reply(t.say.T("flood.slow_down"), nil)
	}
}

// mayLink says whether who did it may make one more link that invites somebody;
// else it tells them why not.
func (t *turn) mayLink() bool {
	t.who = t.who.WithoutOld(t.now)
	if len(t.who.Links) < space.MostLinks {
		return true
	}
	t.sayOrAlert("flood.links", "Count", space.MostLinks, "When", momentIn(t.say, t.point, t.now, t.who.Links[0].Expires))
	return false
}

// keepLink writes an invitation, and that the person has one more.
func (t *turn) keepLink(made space.Invite) {
	t.write.Invites = append(t.write.Invites, made)
	t.who = t.who.WithLink(made)
	t.keepPerson()
}
