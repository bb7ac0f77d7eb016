package handlers

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/space"
)

// about is which booking words are asked for, as who writes them saw it.
type about struct {
	Booking string `json:"booking"`
	Version int64  `json:"version"`
	Page    string `json:"page,omitempty"`
}

// wording is a conversation in which one text about a booking is asked for.
type wording struct {
	ask     string // the sentence that asks for it
	dropped string // the sentence after it was cancelled
	// void says why words about the booking are of no use by now, "" where they
	// are.
	void func(space.Booking, about) (string, chat.Keyboard, error)
	take func(b space.Booking, page, words string) error
}

// wordings are these conversations by their flow.
func (t *turn) wordings() map[string]wording {
	return map[string]wording{
		flowDecline: {"request.ask_words", "request.words_dropped", t.voidDecision, t.declineInWords},
		flowAsk:     {"ask.ask_words", "ask.dropped", t.voidDecision, t.askInWords},
		flowReply:   {"ask.ask_reply", "ask.reply_dropped", t.voidReply, t.replyInWords},
	}
}

// beginWords begins such a conversation, in place of any before.
func (t *turn) beginWords(flow string, b space.Booking, page string) error {
	if going, err := t.isWording(flow, b); err != nil || going {
		t.toast(t.say.Plain("request.words_going"))
		return err
	}
	data, err := json.Marshal(about{b.ID, b.Version, page})
	if err != nil {
		return fmt.Errorf("write what words are about: %w", err)
	}
	talk := t.beginTalk(flow)
	talk.Go("words")
	talk.Data = data
	t.askForWords(talk, "", t.wordings()[flow].ask, b.Title)
	return nil
}

// askForWords draws the question about what has the title, below what is to be
// said first, if anything.
func (t *turn) askForWords(talk dialog.Talk, complaint, key, title string, more ...any) {
	talk.Bare = false
	text := noted(complaint, t.say.T(key, append(more, "Title", shorten(title, titleShown))...))
	t.panelAnew(talk.Panel(), t.typed(), text, chat.Keyboard{}.Row(talk.Foot()...))
	t.saveSession(talk.Session)
}

// isWording says whether the conversation that goes on asks for these words.
func (t *turn) isWording(flow string, b space.Booking) (bool, error) {
	if !t.known.Talking || t.known.Session.Flow != flow || t.known.Session.Bare {
		return false, nil
	}
	a, err := t.wordsAbout()
	return a.Booking == b.ID && a.Version == b.Version, err
}

// wordsAbout is what the conversation that goes on asks for words about.
func (t *turn) wordsAbout() (about, error) {
	var a about
	if err := json.Unmarshal(t.known.Session.Data, &a); err != nil {
		return a, fmt.Errorf("read what words are about: %w", err)
	}
	return a, nil
}

// noChoice answers a press in a conversation that knows no buttons but Cancel,
// which every one has.
func (t *turn) noChoice(string) error {
	t.stale()
	return nil
}

// takeWords takes what was written, unless it is of no use any more; then the
// conversation is over, too.
func (t *turn) takeWords() error {
	a, err := t.wordsAbout()
	if err != nil {
		return err
	}
	b, known, err := t.db.Booking(t.ctx, a.Booking)
	if err != nil {
		return err
	}
	if !known {
		t.conclude(t.say.T("talk.stopped"), nil)
		return nil
	}
	flow := t.wordings()[t.known.Session.Flow]
	if void, keyboard, err := flow.void(b, a); err != nil || void != "" {
		t.conclude(void, keyboard)
		return err
	}
	words, complaint := t.written()
	if complaint != "" {
		t.askForWords(t.resumed(), complaint, flow.ask, b.Title)
		return nil
	}
	t.endSession()
	return flow.take(b, a.Page, words)
}

// mostWords is how much can be written, in characters.
const mostWords = 500

// written is what was written, tidied; or what there is to say against it.
func (t *turn) written() (words, complaint string) {
	words = tidy(t.event.Text)
	if t.event.Kind != chat.Text || words == "" {
		return "", t.say.T("request.words_please")
	}
	if n := len([]rune(words)); n > mostWords {
		return "", t.say.T("request.long_reason", "Count", n, "Most", mostWords)
	}
	return words, ""
}

// tidy leaves the lines of a text that say anything, each as clean does.
func tidy(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = clean(lines[i])
	}
	return strings.Join(slices.DeleteFunc(lines, func(line string) bool { return line == "" }), "\n")
}

// voidDecision is why an admin's words about a request are of no use any more.
func (t *turn) voidDecision(b space.Booking, a about) (string, chat.Keyboard, error) {
	switch {
	case !t.mayDecide(b):
		return t.say.T(t.notMine()), nil, nil
	case !b.State.Waits():
		return t.say.T("request.decided", "What", decisionPlain(t.say, t.point, t.now, b)), nil, nil
	case b.Version != a.Version:
		queue := button(t.say.Plain("clock.queue"), verbMenu, t.point.ID, 0, "queue")
		return t.say.T("ask.overtaken"), chat.Keyboard{}.Row(queue), nil
	}
	return "", nil, nil
}
