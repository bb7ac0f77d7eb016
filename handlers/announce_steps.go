package handlers

import (
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/space"
	"samovar/internal/told"
)

// show draws the step's question.
func (a *announcer) show() error {
	ask := map[string]func() (string, chat.Keyboard, error){
		announceText: a.askText, announceTo: a.askTo, announceTopic: a.askTopic, announceSure: a.askSure}[a.talk.Step]
	return a.pose(ask, &a.announcement)
}

func (a *announcer) askText() (string, chat.Keyboard, error) {
	return a.say.T("announce.ask_text"), nil, nil
}

// askTo asks for whom it is, with how many each choice is.
func (a *announcer) askTo() (string, chat.Keyboard, error) {
	all, err := a.db.Everybody(a.ctx)
	var choices []dialog.Choice
	for _, kind := range []space.AudienceKind{space.Residents, space.AllCommunities, space.AllLeads} {
		choices = append(choices, a.choice(all, space.Audience{Kind: kind}, "to="+kind.String()))
	}
	if len(a.point.Topics) > 0 {
		choices = append(choices, dialog.Choice{Text: a.say.Plain("announce.by_topic"), Arg: "topics"})
	}
	return a.announced() + "\n\n" + a.say.T("announce.ask_to"), a.column(choices), err
}

func (a *announcer) askTopic() (string, chat.Keyboard, error) {
	all, err := a.db.Everybody(a.ctx)
	var choices []dialog.Choice
	for _, topic := range a.point.Topics {
		to := space.Audience{Kind: space.ByTopic, Topic: topic.ID}
		c := a.choice(all, to, "topic="+topic.ID)
		c.Text = a.say.Plain("announce.choice", "To", topic.Name.In(string(a.say.Tag())), "Count", len(all.Reached(to)))
		choices = append(choices, c)
	}
	return a.say.T("announce.ask_topic"), a.talk.Choices(choices), err
}

func (a *announcer) choice(all space.Everybody, to space.Audience, arg string) dialog.Choice {
	return dialog.Choice{Arg: arg, Chosen: a.To == to,
		Text: a.say.Plain("announce.choice", "To", told.Audience(a.say, a.point, to), "Count", len(all.Reached(to)))}
}

// column draws choices one below the other: there are few, and they are long.
func (a *announcer) column(choices []dialog.Choice) chat.Keyboard {
	var k chat.Keyboard
	for _, c := range choices {
		k = append(k, a.talk.Choices([]dialog.Choice{c})...)
	}
	return k
}

// askSure shows it as it will look, and asks.
func (a *announcer) askSure() (string, chat.Keyboard, error) {
	all, err := a.db.Everybody(a.ctx)
	to := all.Reached(a.To)
	n := strconv.Itoa(len(to))
	send := a.talk.Button(a.say.Plain("announce.send", "Count", len(to)), "send="+n)
	text := a.say.T("announce.preview", "To", told.Audience(a.say, a.point, a.To)) + "\n\n" + a.announced()
	k := chat.Keyboard{}.Row(styled(send, chat.Primary))
	if asleep := all.Asleep(to, a.now, a.point.Zone); asleep > 0 {
		text += "\n\n" + a.say.T("announce.asleep_now", "Count", asleep)
		k = k.Row(a.talk.Button(a.say.Plain("announce.urgent", "Count", len(to)), "now="+n))
	}
	return text, k.Row(a.talk.Button(a.say.Plain("announce.edit"), "edit")), err
}

// announced is the message as everybody gets it, signed in the admin's language.
func (a *announcer) announced() string {
	return a.say.T("announce.message", "Text", a.Text, "Point", a.point.Name.In(string(a.say.Tag())))
}
