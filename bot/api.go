package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	tgbot "github.com/go-telegram/bot"
)

// TelegramURL is where the Bot API is served.
const TelegramURL = "https://api.telegram.org"

// APIOptions say how the Bot API is reached. A proxy is taken from the usual
// environment variables.
type APIOptions struct {
	Token   string
	URL     string        // TelegramURL where empty
	Timeout time.Duration // of one request; 30 s where 0
}

// API is the Bot API's client. All its errors are *Failure.
type API struct {
	tg      *tgbot.Bot
	http    *http.Client
	url     string // with the token: for getUpdates
	token   string
	timeout time.Duration
}

// Me is the bot itself.
type Me struct {
	ID       int64
	Username string // without the @
	Name     string
}

// NewAPI makes a client. It does not connect yet; Me does.
func NewAPI(o APIOptions) (*API, error) {
	base := strings.TrimRight(orElse(o.URL, TelegramURL), "/")
	a := &API{http: httpClient(), url: base + "/bot" + o.Token, token: o.Token, timeout: orElse(o.Timeout, 30*time.Second)}
	tg, err := tgbot.New(o.Token, tgbot.WithSkipGetMe(), tgbot.WithServerURL(base), tgbot.WithHTTPClient(0, a.http))
	if err != nil {
		return nil, fmt.Errorf("make bot api client: %w", a.fail(err))
	}
	a.tg = tg
	return a, nil
}

// httpClient keeps its connections: the default of two idle ones a host would
// make each burst of messages shake hands anew. Requests end with their
// contexts. Whether the other side is still there is asked while a long poll
// waits: a line that was cut without a word would look like a quiet night.
func httpClient() *http.Client {
	alive := net.KeepAliveConfig{Enable: true, Idle: 3 * time.Second, Interval: time.Second, Count: 2}
	return &http.Client{Transport: &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 10 * time.Second, KeepAliveConfig: alive}).DialContext,
		HTTP2:                 &http.HTTP2Config{SendPingTimeout: 3 * time.Second, PingTimeout: 2 * time.Second},
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: time.Second,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          128,
		MaxIdleConnsPerHost:   128,
		IdleConnTimeout:       90 * time.Second,
	}}
}

// Me asks Telegram who the bot is.
func (a *API) Me(ctx context.Context) (Me, error) {
	var me Me
	err := a.within(ctx, func(ctx context.Context) error {
		user, err := a.tg.GetMe(ctx)
		if err == nil {
			me = Me{ID: user.ID, Username: user.Username, Name: user.FirstName}
		}
		return err
	})
	return me, err
}

// within makes one request within the time it may take.
func (a *API) within(ctx context.Context, request func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, a.timeout)
	defer cancel()
	if err := request(ctx); err != nil {
		return a.fail(err)
	}
	return nil
}

// fail classifies an error, unless it is, and takes the token out of it.
func (a *API) fail(err error) *Failure {
	f := new(Failure)
	if errors.As(err, &f) {
		return f
	}
	f = failureOf(err)
	f.text = a.scrub(f.text)
	return f
}

func (a *API) scrub(text string) string {
	_, secret, _ := strings.Cut(a.token, ":")
	if secret != "" {
		text = strings.ReplaceAll(text, secret, "***")
	}
	const enough = 500 // a proxy's page may be long
	if len(text) > enough {
		text = strings.ToValidUTF8(text[:enough], "") + "…"
	}
	return text
}

// answer is the envelope of every answer.
type answer struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// post calls a method with JSON and returns its result as it came. What sends or
// edits goes by here: go-telegram/bot calls it failed as well where Telegram did
// it and says so in a form that nobody foresaw.
func (a *API) post(ctx context.Context, method string, params any) (json.RawMessage, error) {
	body, err := json.Marshal(params)
	if err != nil {
		return nil, a.fail(fmt.Errorf("error build request form for %s: %w", method, err))
	}
	return a.call(ctx, method, "application/json", body)
}

func (a *API) call(ctx context.Context, method, kind string, body []byte) (json.RawMessage, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.url+"/"+method, bytes.NewReader(body))
	if err != nil {
		return nil, a.fail(err)
	}
	req.Header.Set("Content-Type", kind)
	resp, err := a.http.Do(req)
	if err != nil {
		return nil, a.fail(fmt.Errorf("error do request for %s: %w", method, err))
	}
	defer func() { _ = resp.Body.Close() }() // it was read to its end
	return a.read(resp, method)
}

func (a *API) read(resp *http.Response, method string) (json.RawMessage, error) {
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, a.fail(fmt.Errorf("error read response body for %s: %w", method, err))
	}
	var answer answer
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, a.fail(fmt.Errorf("answer to %s is no json, %d %s", method, resp.StatusCode, body))
	}
	if !answer.OK {
		f := answered(orElse(answer.Code, resp.StatusCode), answer.Description, answer.Parameters.RetryAfter)
		if to := answer.Parameters.MigrateTo; to != 0 {
			f.Kind, f.To = Migrated, to
		}
		f.text = a.scrub(f.text)
		return nil, f
	}
	return answer.Result, nil
}

// messageIn is the number of the message that a result tells of, 0 where it is
// not found there.
func messageIn(result json.RawMessage) int {
	var m struct {
		ID int `json:"message_id"`
	}
	if json.Unmarshal(result, &m) != nil {
		return 0
	}
	return m.ID
}

func orElse[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}
