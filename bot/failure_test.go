package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tgbot "github.com/go-telegram/bot"
)

func TestFailuresAreToldApartByTelegramsWords(t *testing.T) {
	bad := func(text string) error { return fmt.Errorf("%w, Bad Request: %s", tgbot.ErrorBadRequest, text) }
	no := func(text string) error { return fmt.Errorf("%w, Forbidden: %s", tgbot.ErrorForbidden, text) }
	for _, c := range []struct {
		err  error
		want Kind
	}{
		{bad("message is not modified: specified new message content and reply markup are exactly the same"), NotModified},
		{bad("message to edit not found"), MessageGone},
		{bad("message can't be edited"), MessageGone},
		{bad("query is too old and response timeout expired or query ID is invalid"), PressTooOld},
		{bad("can't parse entities: Can't find end tag corresponding to start tag \"b\""), BadMarkup},
		{bad("chat not found"), ChatGone},
		{bad("not enough rights to send text messages to the chat"), NoRights},
		{bad("BUTTON_DATA_INVALID"), BadRequest},
		{bad("message thread not found"), TopicGone},
		{bad("TOPIC_CLOSED"), TopicClosed},
		{no("the group chat was deleted"), Kicked},
		{no("bot was blocked by the user"), Blocked},
		{no("user is deactivated"), Deactivated},
		{no("bot was kicked from the supergroup chat"), Kicked},
		{no("bot is not a member of the channel chat"), Kicked},
		{no("bot can't initiate conversation with a user"), ChatGone},
		{no("something new"), NoRights},
		{fmt.Errorf("%w, Unauthorized", tgbot.ErrorUnauthorized), Unauthorized},
		{fmt.Errorf("%w, Not Found", tgbot.ErrorNotFound), Unauthorized},
		{fmt.Errorf("%w, Conflict: terminated by other getUpdates request", tgbot.ErrorConflict), Conflict},
		{fmt.Errorf("wrapped: %w", &tgbot.TooManyRequestsError{RetryAfter: 7}), Flood},
		{&tgbot.MigrateError{MigrateToChatID: -1001}, Migrated},
		{errors.New("error response from telegram for method sendMessage, 502 Bad Gateway"), Server},
		{errors.New("error decode response body for method sendMessage, <html>"), Server},
		{errors.New("error do request for method sendMessage, EOF"), Network},
		{fmt.Errorf("error do request for method sendMessage, %w", context.DeadlineExceeded), Network},
	} {
		if got := failureOf(c.err); got.Kind != c.want {
			t.Errorf("%v is %s, want %s", c.err, got.Kind, c.want)
		}
	}
	if f := failureOf(&tgbot.TooManyRequestsError{RetryAfter: 7}); f.Wait != 7*time.Second {
		t.Errorf("waits %s", f.Wait)
	}
	if f := failureOf(&tgbot.MigrateError{MigrateToChatID: -1001}); f.To != -1001 {
		t.Errorf("migrates to %d", f.To)
	}
}

func TestARequestThatIsTooLargeIsNotMadeAgain(t *testing.T) {
	page := errors.New("answer to sendDocument is no json, 413 <html>")
	for _, f := range []*Failure{answered(413, "Request Entity Too Large", 0), failureOf(page)} {
		if f.Kind.Passing() {
			t.Errorf("%v is %s", f, f.Kind)
		}
	}
}

func TestTheTokenIsInNoError(t *testing.T) {
	const secret = "AAsecretpart"
	for _, url := range []string{"http://127.0.0.1:1", "http://127.0.0.1:1/%zz", "ht tp://x"} {
		api, err := NewAPI(APIOptions{Token: "123:" + secret, URL: url})
		if err != nil {
			t.Fatal(err)
		}
		_, errMe := api.Me(context.Background())
		_, errPoll := api.updates(context.Background(), 0, time.Second)
		for _, err := range []error{errMe, errPoll} {
			if err == nil || strings.Contains(err.Error(), secret) {
				t.Errorf("error with %s: %v", url, err)
			}
		}
	}
}

func TestACanceledRequestIsKnownAsOne(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	api := must(NewAPI(APIOptions{Token: "1:x", URL: "http://127.0.0.1:1"}))
	if _, err := api.Me(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
