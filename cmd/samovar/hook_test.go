package main

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"samovar/internal/config"
	"samovar/internal/emulator"
)

func TestWhatTelegramCannotDeliverIsSeen(t *testing.T) {
	e, api := telegram(t)
	redis, nobody := durable(t).URL(), freeAddress(t)
	env := append(environ(redis, api, e.Token()), "SAMOVAR_TELEGRAM__MODE=webhook", "SAMOVAR_TELEGRAM__WEBHOOK__URL=http://"+nobody+"/hook",
		"SAMOVAR_TELEGRAM__WEBHOOK__PATH=/hook", "SAMOVAR_TELEGRAM__WEBHOOK__SECRET=s3cret")
	file := write(t, "samovar.yaml", minimal)
	c := begin(t, env, "serve", "--config", file)
	c.err.await(t, "ready")
	at := "http://" + webAt.FindStringSubmatch(c.err.String())[1]
	for body := ""; !strings.Contains(body, "\nsamovar_webhook_pending_updates 0\n"); { // it asks by itself
		if t.Context().Err() != nil {
			t.Fatal(body)
		}
		_, body = fetch(t, at+"/metrics")
	}

	e.Person(501, emulator.Profile{First: "Анна", Lang: "ru"}).Says("/start")
	app := &App{Deps: Deps{Now: time.Now, Log: slog.Default()}, cfg: &config.Config{}}
	app.cfg.Telegram.Token, app.cfg.Telegram.APIURL, app.cfg.Redis.URL = config.Secret(e.Token()), api, config.Secret(redis)
	var err error
	if app.api, err = newAPI(app.cfg); err != nil {
		t.Fatal(err)
	}
	if app.store, err = openStore(app.cfg); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = app.store.Close() }()
	for { // as a minute later
		app.askHook(t.Context())
		if w, err := app.store.Webhook(t.Context()); err != nil || w != nil && !w.Failed.IsZero() {
			break
		}
	}
	_, out, _ := result(t, env, "status", "--config", file)
	shows(t, out, "Webhook       1 updates wait at Telegram; it last failed ", "Connection refused", "✗ wrong", "Telegram does not get its updates to the bot")
	_, body := fetch(t, at+"/metrics")
	shows(t, body, "samovar_webhook_pending_updates 1", "samovar_webhook_last_error_timestamp_seconds 1.")
}
