package handlers

import (
	"strconv"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/space"
)

// flowAnnounce is the conversation in which an admin announces something to
// many.
const flowAnnounce = "announce"

// Its steps.
const (
	announceText  = "text"
	announceTo    = "to"
	announceTopic = "topic"
	announceSure  = "sure"
)

// longestAnnounced is how long an announcement may be, in characters.
const longestAnnounced = 1000

// announcement is what is answered so far.
type announcement struct {
	Text string         `json:"text,omitempty"`
	To   space.Audience `json:"to,omitzero"`
}

// announcer is that conversation on its way.
type announcer struct {
	conversation
	announcement
}

// announce begins it, with the text after the command, if there is one.
func (t *turn) announce() error {
	a := &announcer{conversation: t.beginning(flowAnnounce)}
	a.talk.Go(announceText)
	if strings.TrimSpace(t.event.Text) != "" {
		return a.read()
	}
	return a.show()
}

// announcing is the conversation that goes on. Who is no admin any more cannot
// go on with it.
func (t *turn) announcing() (*announcer, error) {
	a := &announcer{conversation: t.ongoing()}
	if !t.isAdmin() {
		t.conclude(t.say.T(t.notMine()), nil)
		return nil, nil
	}
	return a, a.readAnswers(&a.announcement)
}

// announcePress takes what was chosen.
func (t *turn) announcePress(arg string) error {
	a, err := t.announcing()
	if err != nil || a == nil {
		return err
	}
	switch key, value := cut(arg); {
	case key == dialog.ArgBack:
		a.talk.Back()
	case key == "edit" && a.talk.Step == announceSure:
		a.talk.Go(announceText)
	case key == "topics" && a.talk.Step == announceTo:
		a.talk.Go(announceTopic)
	case key == "to" && a.talk.Step == announceTo:
		kind, err := space.ParseAudienceKind(value)
		if err != nil || kind == space.ByTopic || kind == space.DigestReaders {
			t.stale()
			return nil
		}
		return a.choose(space.Audience{Kind: kind})
	case key == "topic" && a.talk.Step == announceTopic:
		return a.choose(space.Audience{Kind: space.ByTopic, Topic: value})
	case (key == "send" || key == "now") && a.talk.Step == announceSure:
		return a.send(value, key == "now")
	default:
		t.stale()
		return nil
	}
	return a.show()
}

// announceWords takes what was written: the text, while that is asked for.
func (t *turn) announceWords() error {
	a, err := t.announcing()
	if err != nil || a == nil {
		return err
	}
	if a.talk.Step != announceText {
		a.note = t.say.T("announce.use_buttons")
		return a.show()
	}
	return a.read()
}

// read takes the text, unless there is something against it.
func (a *announcer) read() error {
	text := paragraphs(a.event.Text)
	n := len([]rune(text))
	switch {
	case text == "" || a.event.Attached || a.event.Kind == chat.Thing:
		a.note = a.say.T("announce.no_text")
	case n > longestAnnounced:
		a.note = a.say.T("announce.long", "Count", n, "Most", longestAnnounced)
	default:
		a.Text = text
		a.talk.Go(announceTo)
	}
	return a.show()
}

// paragraphs tidies each line of a text; of empty lines one stands at a time.
func paragraphs(text string) string {
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		line = clean(line)
		if line != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, line)
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// choose takes whom it is for, unless nobody is there.
func (a *announcer) choose(to space.Audience) error {
	all, err := a.db.Everybody(a.ctx)
	if err != nil {
		return err
	}
	if _, known := a.point.Topic(to.Topic); to.Kind == space.ByTopic && !known {
		a.stale()
		return nil
	}
	if len(all.Reached(to)) == 0 {
		a.note = a.say.T("announce.nobody")
		return a.show()
	}
	a.To = to
	a.talk.Go(announceSure)
	return a.show()
}

// send begins the broadcast, if as many will get it as the button said; an
// urgent one goes to who has quiet hours, too.
func (a *announcer) send(count string, urgent bool) error {
	all, err := a.db.Everybody(a.ctx)
	if err != nil {
		return err
	}
	recipients := all.Reached(a.To)
	if len(recipients) == 0 || strconv.Itoa(len(recipients)) != count {
		a.note = a.say.T("announce.recounted")
		return a.show()
	}
	a.endSession()
	return a.beginBroadcast(a.talk.ID, a.announcement, recipients, urgent)
}
