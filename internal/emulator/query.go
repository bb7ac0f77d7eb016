package emulator

import (
	"slices"
	"strconv"
	"time"
)

// query is a press of a button that waits for its answer.
type query struct {
	id       string
	updateID int
	person   int64
	chat     *chat
	message  int
	data     string
	at       time.Time
	answered bool
	answer   Answer
	seq      int // the server's version at its answer
}

// Answer is what the bot said to a press.
type Answer struct {
	Text  string
	Alert bool
	URL   string
}

// mostAnswers is how many answers the page can still show.
const mostAnswers = 30

func queryTooOld() *failure {
	return badRequest("query is too old and response timeout expired or query ID is invalid")
}

// answerCallbackQuery takes one answer for each press, in time.
func (s *Server) answerCallbackQuery(c *call) (any, *failure) {
	q := s.queries[c.text("callback_query_id")]
	if q == nil || q.answered || s.tooOld(q) {
		return nil, queryTooOld()
	}
	if units(c.text("text")) > 200 {
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	if u := c.text("url"); u != "" && validURL(u) != nil {
		return nil, badRequest("URL_INVALID")
	}
	q.answered = true
	q.answer = Answer{Text: c.text("text"), Alert: c.flag("show_alert"), URL: c.text("url")}
	q.seq = s.version + 1
	s.answers = append(s.answers[max(0, len(s.answers)-mostAnswers):], q)
	s.unanswered = slices.DeleteFunc(s.unanswered, func(u *query) bool { return u == q })
	s.touch()
	return true, nil
}

// press makes the update of a press. The mutex must be held.
func (s *Server) press(ch *chat, person int64, messageID int, data string) *query {
	s.lastQuery++
	q := &query{
		id: strconv.FormatInt(4600000000000000000+s.lastQuery, 10), person: person,
		chat: ch, message: messageID, data: data, at: s.opt.ages(),
	}
	s.queries[q.id] = q
	s.unanswered = append(slices.DeleteFunc(s.unanswered, s.tooOld), q)
	payload := dictionary{
		"id": q.id, "from": s.user(person), "data": data,
		"chat_instance": strconv.FormatInt(ch.id*31+7, 10), "message": s.pressed(ch, messageID),
	}
	s.touch()
	q.updateID = s.enqueue("callback_query", "press"+strconv.FormatInt(person, 10), payload, q)
	return q
}

func (s *Server) tooOld(q *query) bool { return s.opt.ages().Sub(q.at) > s.opt.CallbackTTL }

// pressed is the message as far as the bot can still see it.
func (s *Server) pressed(ch *chat, messageID int) dictionary {
	if m := ch.message(messageID); m != nil {
		return s.view(m)
	}
	return dictionary{"chat": ch.view(), "message_id": messageID, "date": 0}
}
