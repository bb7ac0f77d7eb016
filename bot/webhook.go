package bot

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"time"

	tgbot "github.com/go-telegram/bot"
)

// longestUpdate is how long an update may be, in bytes: far more than Telegram
// sends.
const longestUpdate = 1 << 20

// Webhook takes updates in by HTTP. It answers 200 only once an update is
// stored; anything else Telegram repeats later.
type Webhook struct {
	Intake *Intake
	Secret string // what Telegram proves itself with; empty: nobody is let in
	Log    *slog.Logger
}

// WebhookOptions are what Telegram is told of the webhook.
type WebhookOptions struct {
	URL            string
	Secret         string // 1 to 256 of A-Z, a-z, 0-9, _ and -
	MaxConnections int    // 1 to 100; Telegram's 40 where 0
}

// SetWebhook tells Telegram to send updates to a URL.
func (a *API) SetWebhook(ctx context.Context, o WebhookOptions) error {
	return a.within(ctx, func(ctx context.Context) error {
		_, err := a.tg.SetWebhook(ctx, &tgbot.SetWebhookParams{
			URL: o.URL, SecretToken: o.Secret, MaxConnections: o.MaxConnections, AllowedUpdates: allowed,
		})
		return err
	})
}

// WebhookNews is what Telegram says of its deliveries.
type WebhookNews struct {
	Pending int       // updates that wait at Telegram
	Failed  time.Time // when it last failed to deliver one; zero where it never did
	Reason  string    // why, in Telegram's words
}

// Webhook asks Telegram how its deliveries go. An error that is over still
// stands there: only what is pending tells whether updates come.
func (a *API) Webhook(ctx context.Context) (WebhookNews, error) {
	var news WebhookNews
	err := a.within(ctx, func(ctx context.Context) error {
		info, err := a.tg.GetWebhookInfo(ctx)
		if err != nil {
			return err
		}
		news = WebhookNews{Pending: info.PendingUpdateCount, Reason: a.scrub(info.LastErrorMessage)}
		if info.LastErrorDate > 0 {
			news.Failed = time.Unix(int64(info.LastErrorDate), 0).UTC()
		}
		return nil
	})
	return news, err
}

func (h *Webhook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if status := h.refusal(r); status != http.StatusOK {
		if status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", http.MethodPost)
		}
		http.Error(w, http.StatusText(status), status)
		return
	}
	status := h.take(w, r)
	if status != http.StatusOK {
		http.Error(w, http.StatusText(status), status)
		return
	}
	w.WriteHeader(http.StatusOK)
}

// refusal is the status for a request that is none of Telegram's, else 200.
func (h *Webhook) refusal(r *http.Request) int {
	switch {
	case r.Method != http.MethodPost:
		return http.StatusMethodNotAllowed
	case !h.knows(r.Header.Get("X-Telegram-Bot-Api-Secret-Token")):
		return http.StatusUnauthorized
	case !isJSON(r.Header.Get("Content-Type")):
		return http.StatusUnsupportedMediaType
	case r.ContentLength > longestUpdate:
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusOK
}

// knows compares in constant time, of the lengths too.
func (h *Webhook) knows(secret string) bool {
	want, got := sha256.Sum256([]byte(h.Secret)), sha256.Sum256([]byte(secret))
	return subtle.ConstantTimeCompare(want[:], got[:]) == 1 && h.Secret != ""
}

func isJSON(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && kind == "application/json"
}

// take reads and stores the update, and returns the status that says so.
func (h *Webhook) take(w http.ResponseWriter, r *http.Request) int {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, longestUpdate))
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		return http.StatusRequestEntityTooLarge
	case err != nil, !json.Valid(body), idOf(body) <= 0:
		return http.StatusBadRequest
	}
	if err := h.Intake.take(r.Context(), []json.RawMessage{body}); err != nil {
		h.Log.Error("update left to Telegram: it could not be stored", "update", idOf(body), "err", err)
		return http.StatusServiceUnavailable
	}
	return http.StatusOK
}
