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

// about is what words are asked for about, as who writes them saw it: a booking,
// or dates of a series.
type about struct {
	Booking string `json:"booking,omitempty"`
	Series  string `json:"series,omitempty"`
	Version int64  `json:"version"`
	Ticked  uint64 `json:"ticked,omitempty"` // of a series: the dates that are approved
	Title   string `json:"title,omitempty"`
	Dates   int    `json:"dates,omitempty"` // of a series: how many the words are about
	Page    string `json:"page,omitempty"`
}

func aboutBooking(b space.Booking, page string) about {
	return about{Booking: b.ID, Version: b.Version, Title: shorten(b.Title, titleShown), Page: page}
}

// wording is a conversation in which one text is asked for.
type wording struct {
	dropped string // the sentence after it was cancelled
	booking worded[space.Booking]
	series  worded[weighed]
}

// worded is what is done with words about one thing.
type worded[T any] struct {
	ask string // the sentence that asks for them
	// void says why words about it are of no use by now, "" where they are.
	void func(T, about) (string, chat.Keyboard, error)
	take func(is T, a about, words string) error
}

// wordings are these conversations by their flow.
func (t *turn) wordings() map[string]wording {
	return map[string]wording{
		flowDecline: {"request.words_dropped",
			worded[space.Booking]{"request.ask_words", t.voidDecision, t.declineInWords},
			worded[weighed]{"series.ask_words", t.voidSeriesDecision, t.declineSeriesInWords}},
		flowRefuse: {"change.words_dropped",
			worded[space.Booking]{"change.ask_words", t.voidChange, t.refuseInWords}, worded[weighed]{}},
		flowAsk: {"ask.dropped",
			worded[space.Booking]{"ask.ask_words", t.voidDecision, t.askInWords},
			worded[weighed]{"ask.ask_words", t.voidSeriesDecision, t.askSeriesInWords}},
		flowReply: {"ask.reply_dropped",
			worded[space.Booking]{"ask.ask_reply", t.voidReply, t.replyInWords},
			worded[weighed]{"ask.ask_reply", t.voidSeriesReply, t.replyOnSeriesInWords}},
	}
}

// beginWords begins such a conversation, in place of any before.
func (t *turn) beginWords(flow string, a about) error {
	if going, err := t.isWording(flow, a); err != nil || going {
		t.toast(t.say.Plain("request.words_going"))
		return err
	}
	data, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("write what words are about: %w", err)
	}
	talk := t.beginTalk(flow)
	talk.Go("words")
	talk.Data = data
	t.askForWords(talk, "", a)
	return nil
}

// askForWords draws the question, below what is to be said first, if anything.
func (t *turn) askForWords(talk dialog.Talk, complaint string, a about) {
	talk.Bare = false
	ask := t.wordings()[talk.Flow].booking.ask
	if a.Series != "" {
		ask = t.wordings()[talk.Flow].series.ask
	}
	text := noted(complaint, t.say.T(ask, "Title", a.Title, "Count", a.Dates))
	t.panelAnew(talk.Panel(), t.typed(), text, chat.Keyboard{}.Row(talk.Foot()...))
	t.saveSession(talk.Session)
}

// isWording says whether the conversation that goes on asks for these words,
// wherever it began.
func (t *turn) isWording(flow string, a about) (bool, error) {
	if !t.known.Talking || t.known.Session.Flow != flow || t.known.Session.Bare {
		return false, nil
	}
	going, err := t.wordsAbout()
	going.Page = a.Page
	return going == a, err
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
	said, complaint := t.written()
	return t.takeAbout(t.wordings()[t.known.Session.Flow], a, said, complaint)
}

// takeAbout does so with words, or with what there is to say against them.
func (t *turn) takeAbout(to wording, a about, said, complaint string) error {
	if a.Series != "" {
		w, known, err := t.weighed(a.Series, a.Page)
		return takeOf(t, to.series, w, a, said, complaint, known, err)
	}
	b, known, err := t.db.Booking(t.ctx, a.Booking)
	return takeOf(t, to.booking, b, a, said, complaint, known, err)
}

// takeOf does so about one thing, if there still is such a one.
func takeOf[T any](t *turn, words worded[T], is T, a about, said, complaint string, known bool, err error) error {
	if err != nil {
		return err
	}
	if !known {
		t.conclude(t.say.T("talk.stopped"), nil)
		return nil
	}
	if void, keyboard, err := words.void(is, a); err != nil || void != "" {
		t.conclude(void, keyboard)
		return err
	}
	if complaint != "" {
		t.askForWords(t.resumed(), complaint, a)
		return nil
	}
	t.endSession()
	return words.take(is, a, said)
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
		return t.say.T("ask.overtaken"), chat.Keyboard{}.Row(t.queueButton()), nil
	}
	return "", nil, nil
}

// queueButton leads to what waits for a decision.
func (t *turn) queueButton() chat.Button {
	return button(t.say.Plain("clock.queue"), verbMenu, t.point.ID, 0, "queue")
}
