package handlers

import (
	"unicode/utf8"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// flowNews is the conversation in which an admin writes the line of news.
const flowNews = "news"

// Its steps.
const (
	newsLine  = "line"
	newsUntil = "until"
)

// reporter is the conversation that asks for the line and for its last day.
type reporter struct {
	conversation
	bulletin
}

// bulletin is what is answered so far.
type bulletin struct {
	Text string `json:"text,omitempty"`
}

func (t *turn) isWritingNews() bool {
	return t.known.Talking && !t.known.Session.Bare && t.known.Session.Flow == flowNews && t.known.Session.Step == newsLine && !t.silent()
}

// beginNews begins it, in place of any before.
func (t *turn) beginNews() *reporter {
	n := &reporter{conversation: t.beginning(flowNews)}
	n.talk.Go(newsLine)
	return n
}

// reporting is the conversation that goes on. Who is no admin any more cannot go
// on with it.
func (t *turn) reporting() (*reporter, error) {
	n := &reporter{conversation: t.ongoing()}
	if !t.isAdmin() {
		t.conclude(t.say.T(t.notMine()), nil)
		return nil, nil
	}
	return n, n.readAnswers(&n.bulletin)
}

// newsPress takes the last day that was chosen.
func (t *turn) newsPress(arg string) error {
	n, err := t.reporting()
	if err != nil || n == nil {
		return err
	}
	if arg == dialog.ArgBack && n.talk.Back() {
		return n.show()
	}
	key, value := cut(arg)
	day, err := space.ParseDate(value)
	if n.talk.Step != newsUntil || key != "d" || err != nil && value != "" {
		t.stale()
		return nil
	}
	return n.until(day)
}

// newsText takes what was written: the line, then its last day. What the bot was
// only listening for is not the line where it plainly is something else.
func (t *turn) newsText() error {
	if intent, _ := t.intent(); t.known.Session.Bare && (intent != "" || lang.CourtesyOf(t.event.Text) != "" || t.event.Kind == chat.Thing) {
		t.endSession()
		t.known.Talking = false
		return t.text()
	}
	n, err := t.reporting()
	if err != nil || n == nil {
		return err
	}
	if n.talk.Step == newsUntil {
		return n.readUntil()
	}
	return n.take(t.event.Text)
}

// take takes the line, if it is one.
func (n *reporter) take(words string) error {
	words = clean(words)
	switch long := utf8.RuneCountInString(words); {
	case n.event.Kind == chat.Thing || words == "":
		n.note = n.say.T("digest.news_words")
	case long > space.MostNews:
		n.note = n.say.T("digest.news_long", "Count", long, "Most", space.MostNews)
	default:
		n.Text = words
		n.talk.Go(newsUntil)
	}
	return n.show()
}

// readUntil takes the last day from words.
func (n *reporter) readUntil() error {
	days := lang.Until(n.event.Text, n.local(n.now), n.say.Tag()).Days
	if len(days) != 1 {
		n.note = n.say.T("digest.news_day")
		return n.show()
	}
	return n.until(space.Date(days[0]))
}

// until writes the line, if the day is not over; a zero one is no end.
func (n *reporter) until(day space.Date) error {
	if !day.IsZero() && day.Before(n.point.Day(n.now)) {
		n.note = n.say.T("digest.news_past")
		return n.show()
	}
	before, err := n.db.News(n.ctx)
	if err != nil {
		return err
	}
	n.conclude(n.say.T("digest.news_set"), nil)
	n.keepNews(space.News{Text: n.Text, Until: day, Version: before.Version})
	return nil
}

// show draws the step's question.
func (n *reporter) show() error { return n.pose(n.ask, &n.bulletin) }

func (n *reporter) ask() (string, chat.Keyboard, error) {
	if n.talk.Step == newsUntil {
		return n.say.T("digest.news_ask_until", "Text", n.Text), n.ends(), nil
	}
	return n.say.T("digest.news_ask", "Most", space.MostNews), nil, nil
}

// ends are the last days that are meant most.
func (n *reporter) ends() chat.Keyboard {
	today := n.point.Day(n.now)
	day := func(key string, days int) chat.Button {
		return n.talk.Button(n.say.Plain(key), "d="+today.Plus(days).String())
	}
	return chat.Keyboard{}.
		Row(day("digest.news_week", 7), day("digest.news_two_weeks", 14), day("digest.news_month", 30)).
		Row(n.talk.Button(n.say.Plain("digest.news_no_end"), "d="))
}
