package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// inGroup keeps quiet in groups, but for commands of its own. One that does not
// name the bot may be for another in the group: then it counts only where no
// other bot has the like.
func (t *turn) inGroup() error {
	if t.event.Kind != chat.Command {
		return nil
	}
	name := t.event.Command
	token, ties := tieToken(t.event.Text)
	ties = ties && name == "start"
	switch {
	case t.event.Anonymous && (ties || name == "topic" || name == "group"):
		return t.asYourself()
	case t.event.Anonymous:
		return nil
	case ties:
		return t.arriveBy(token)
	case name == "topic":
		return t.chooseTopic()
	case name == "group":
		return t.groupAsked()
	case !t.event.Named:
		return nil
	case name == "start", t.commands()[name] == nil:
		name = "hello"
	}
	say, err := t.groupSpeaker()
	if err != nil {
		return err
	}
	return t.answerHere(say.T("start.in_private"), t.opens(say, name))
}

// asYourself tells an admin who speaks in the group's name that it is not seen
// who they are.
func (t *turn) asYourself() error {
	say, err := t.groupSpeaker()
	if err != nil {
		return err
	}
	return t.answerHere(say.T("group.as_yourself"), nil)
}

// groupSpeaker speaks the language of the group's community, or else that of
// who speaks.
func (t *turn) groupSpeaker() (lang.Speaker, error) {
	tied, err := t.activeIn(t.event.Place.ID)
	if err != nil || len(tied) == 0 {
		return t.say, err
	}
	return t.Texts.In(lang.Of(tied[0].Language)), nil
}

// opens is a link that goes on in private with what was meant here.
func (t *turn) opens(say lang.Speaker, what string) chat.Keyboard {
	return chat.Keyboard{}.Row(chat.Button{Text: say.Plain("start.open_private"), URL: t.privateLink(what)})
}

func (t *turn) cardLink() chat.Keyboard { return t.opens(t.say, "group") }

// answerHere says something in the group, without a sound, and once a minute at
// most: whoever asks again meanwhile has the answer above.
func (t *turn) answerHere(text string, k chat.Keyboard) error {
	g, err := t.groupHere()
	if err != nil || g.Quiet(t.now) {
		return err
	}
	g.Answered = t.now
	t.keepGroup(g)
	t.inHere(text, k)
	return nil
}

// groupAsked is /group in a group: of nobody's it is offered once more; of a
// community's, its leads find the rest in private.
func (t *turn) groupAsked() error {
	g, err := t.groupHere()
	if err != nil || g.Quiet(t.now) {
		return err
	}
	offered, err := t.offerGroup(&g)
	if err != nil {
		return err
	}
	if !offered {
		return t.answerHere(t.say.T("group.card_in_private"), t.cardLink())
	}
	g.Answered = t.now
	t.keepGroup(g)
	return nil
}

// chooseTopic makes the topic in which it was typed the one that the community
// reads. Only its leads can.
func (t *turn) chooseTopic() error {
	tied, err := t.activeIn(t.event.Place.ID)
	if err != nil {
		return err
	}
	if len(tied) == 0 {
		return t.groupAsked()
	}
	i := slices.IndexFunc(tied, func(c space.Community) bool { return c.LedBy(t.event.From.ID) })
	if i < 0 {
		return t.answerHere(t.say.T("group.topic_leads"), nil)
	}
	before, thread := tied[i], t.event.Thread
	say := t.Texts.In(lang.Of(before.Language))
	if before.Thread == thread {
		return t.answerHere(say.T(sameTopic(thread)), nil)
	}
	g, err := t.groupHere()
	if err != nil {
		return err
	}
	g.Topic = clean(t.event.Topic)
	t.keepGroup(g)
	t.keepCommunity(before, before.In(thread))
	key := "group.topic_now"
	if thread == 0 {
		key = "group.topic_general"
	}
	t.inHere(say.T(key), nil)
	return nil
}

// sameTopic names the sentence that says that the topic is chosen already.
func sameTopic(thread int) string {
	if thread == 0 {
		return "group.topic_how"
	}
	return "group.topic_same"
}
