package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	tgbot "github.com/go-telegram/bot"
)

// Kind is a way in which a request to Telegram fails: what is done about it
// depends on nothing else.
type Kind string

// The kinds of failures.
const (
	NotModified  Kind = "not_modified"  // the message already says that
	MessageGone  Kind = "message_gone"  // the message to edit is deleted, or can no longer be edited
	PressTooOld  Kind = "press_too_old" // nobody waits for the answer any more
	BadMarkup    Kind = "bad_markup"    // the text's HTML was refused
	BadRequest   Kind = "bad_request"   // refused for another reason; the same again would be too
	Blocked      Kind = "blocked"       // by the person
	Deactivated  Kind = "deactivated"   // the person's account is gone
	Kicked       Kind = "kicked"        // out of the group, or the group is gone
	ChatGone     Kind = "chat_gone"     // no such chat, or they never wrote to the bot
	NoRights     Kind = "no_rights"     // may not write there
	TopicGone    Kind = "topic_gone"    // no such topic in the group, any more
	TopicClosed  Kind = "topic_closed"  // closed, or hidden; the bot is no admin there
	Migrated     Kind = "migrated"      // the group is a supergroup by now: Failure.To
	Flood        Kind = "flood"         // too many requests: not before Failure.Wait is over
	Unauthorized Kind = "unauthorized"  // the token is wrong or revoked
	Conflict     Kind = "conflict"      // another process polls, or a webhook is set
	Server       Kind = "server"        // Telegram, or a proxy before it, is out of order
	Network      Kind = "network"       // no connection, or no answer in time
)

// Kinds returns all kinds.
func Kinds() []Kind {
	return []Kind{NotModified, MessageGone, PressTooOld, BadMarkup, BadRequest, Blocked, Deactivated, Kicked, ChatGone,
		NoRights, TopicGone, TopicClosed, Migrated, Flood, Unauthorized, Conflict, Server, Network}
}

// Unreachable says whether the chat cannot be written to, for now or for good.
func (k Kind) Unreachable() bool {
	switch k {
	case Blocked, Deactivated, Kicked, ChatGone, NoRights:
		return true
	}
	return false
}

// Topical says whether it is but the topic that cannot be written to.
func (k Kind) Topical() bool { return k == TopicGone || k == TopicClosed }

// Passing says whether the same request may succeed later.
func (k Kind) Passing() bool {
	switch k {
	case Flood, Unauthorized, Conflict, Server, Network:
		return true
	}
	return false
}

// Failure is a request that failed. Its text never holds the bot's token.
type Failure struct {
	Kind Kind
	Wait time.Duration // of Flood
	To   int64         // of Migrated

	text  string
	cause error // of a context that ended; nothing else is passed on
}

func (f *Failure) Error() string { return string(f.Kind) + ": " + f.text }

// Unwrap lets errors.Is find context.Canceled and context.DeadlineExceeded.
func (f *Failure) Unwrap() error { return f.cause }

// KindOf is the kind of an error that the API returned, "" for none.
func KindOf(err error) Kind {
	var f *Failure
	switch {
	case err == nil:
		return ""
	case errors.As(err, &f):
		return f.Kind
	}
	return Network
}

// waitOf is how long a Flood is to be waited for.
func waitOf(err error) time.Duration {
	if f := new(Failure); errors.As(err, &f) {
		return f.Wait
	}
	return time.Second
}

// movedTo is the chat that a Migrated one became.
func movedTo(err error) int64 {
	if f := new(Failure); errors.As(err, &f) {
		return f.To
	}
	return 0
}

// failureOf classifies what go-telegram/bot returned. Its errors carry
// Telegram's words only as text.
func failureOf(err error) *Failure {
	var flood *tgbot.TooManyRequestsError
	var moved *tgbot.MigrateError
	f := &Failure{text: err.Error()}
	switch {
	case errors.As(err, &flood):
		f.Kind, f.Wait = Flood, atLeastASecond(flood.RetryAfter)
	case errors.As(err, &moved):
		f.Kind, f.To = Migrated, int64(moved.MigrateToChatID)
	case errors.Is(err, tgbot.ErrorForbidden):
		f.Kind = forbidden(f.text)
	case errors.Is(err, tgbot.ErrorBadRequest):
		f.Kind = badRequest(f.text)
	case errors.Is(err, tgbot.ErrorUnauthorized), errors.Is(err, tgbot.ErrorNotFound):
		f.Kind = Unauthorized // 404 is what a token of wrong shape gets
	case errors.Is(err, tgbot.ErrorConflict):
		f.Kind = Conflict
	default:
		f.Kind, f.cause = unanswered(err)
	}
	return f
}

// unanswered tells apart the errors without an answer of Telegram's own.
func unanswered(err error) (Kind, error) {
	for _, ended := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, ended) {
			return Network, ended
		}
	}
	switch text := err.Error(); {
	case strings.Contains(text, "error build request form"), strings.Contains(text, ", 413 "):
		return BadRequest, nil
	case strings.Contains(text, "error do request"), strings.Contains(text, "error read response body"):
		return Network, nil
	}
	return Server, nil // a 5xx, or what a proxy says in HTML
}

// answered classifies an answer that was read without go-telegram/bot.
func answered(code int, description string, wait int) *Failure {
	f := &Failure{text: fmt.Sprintf("%d %s", code, description)}
	switch code {
	case http.StatusTooManyRequests:
		f.Kind, f.Wait = Flood, atLeastASecond(wait)
	case http.StatusUnauthorized, http.StatusNotFound:
		f.Kind = Unauthorized
	case http.StatusConflict:
		f.Kind = Conflict
	case http.StatusForbidden:
		f.Kind = forbidden(description)
	case http.StatusBadRequest:
		f.Kind = badRequest(description)
	case http.StatusRequestEntityTooLarge:
		f.Kind = BadRequest
	default:
		f.Kind = Server
	}
	return f
}

func atLeastASecond(seconds int) time.Duration {
	return time.Duration(max(1, seconds)) * time.Second
}

func forbidden(text string) Kind {
	return firstOf(text, NoRights, []word{
		{"blocked by the user", Blocked},
		{"user is deactivated", Deactivated},
		{"kicked", Kicked}, {"not a member", Kicked}, {"group chat was deleted", Kicked},
		{"can't initiate conversation", ChatGone}, {"bots can't send messages to bots", ChatGone},
	})
}

func badRequest(text string) Kind {
	return firstOf(text, BadRequest, []word{
		{"message is not modified", NotModified},
		{"message to edit not found", MessageGone}, {"message to delete not found", MessageGone}, {"message can't be edited", MessageGone}, {"message_id_invalid", MessageGone},
		{"query is too old", PressTooOld}, {"query id is invalid", PressTooOld}, {"query_id_invalid", PressTooOld},
		{"can't parse entities", BadMarkup},
		{"chat not found", ChatGone}, {"user not found", ChatGone}, {"peer_id_invalid", ChatGone},
		{"message thread not found", TopicGone}, {"topic_deleted", TopicGone}, {"topic_id_invalid", TopicGone}, {"topic_closed", TopicClosed},
		{"group chat was deactivated", Kicked}, {"have no rights to send", NoRights},
		{"not enough rights", NoRights}, {"need administrator rights", NoRights}, {"chat_write_forbidden", NoRights},
		{"unauthorized", Unauthorized},
	})
}

type word struct {
	words string
	kind  Kind
}

func firstOf(text string, otherwise Kind, words []word) Kind {
	text = strings.ToLower(text)
	for _, w := range words {
		if strings.Contains(text, w.words) {
			return w.kind
		}
	}
	return otherwise
}
