package main

import (
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/redis/go-redis/v9"

	"samovar/internal/emulator"
)

// The secrets of the story, besides the token.
const (
	redisSecret   = "tea-leaves-of-redis"
	webhookSecret = "sugar-lumps-of-the-hook"
	wrongToken    = "7000000001:jam-of-another-bot"
)

// papers are all that was written in a story, by where it stood.
type papers struct {
	*premises
	mu      sync.Mutex
	written map[string]string
	secrets []string
}

func (p *papers) keep(where, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.written[where] += text
}

// runs runs a command to its end and keeps what it wrote.
func (p *papers) runs(t *testing.T, name string, environ []string, args ...string) {
	t.Helper()
	_, out, errs := result(t, environ, append(args, "--config", p.config)...)
	p.keep(name, out+errs)
}

// with is the environment with other settings.
func (p *papers) with(settings ...string) []string {
	return append(slices.Clone(p.environ), settings...)
}

// locked gives Redis a password.
func (p *papers) locked() {
	if err := p.rdb.ConfigSet(p.ctx, "requirepass", redisSecret).Err(); err != nil {
		p.t.Fatal(err)
	}
	p.rdb = redis.NewClient(&redis.Options{Addr: p.redis.Addr(), Password: redisSecret})
	p.t.Cleanup(func() { _ = p.rdb.Close() })
	p.environ = p.with("SAMOVAR_REDIS__URL=redis://:" + redisSecret + "@" + p.redis.Addr() + "/0")
}

// pages keeps what the web server shows, to whomever asks in whatever way.
func (p *papers) pages(at string, paths ...string) {
	p.t.Helper()
	for _, path := range paths {
		_, body := fetch(p.t, "http://"+at+path)
		p.keep(path, body)
	}
	r, err := http.Post("http://"+at+"/hook", "application/json", strings.NewReader(`{"update_id":1}`))
	if err != nil {
		p.t.Fatal(err)
	}
	_ = r.Body.Close()
}

// files keeps what stands in a folder.
func (p *papers) files(dir string) {
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || !info.Mode().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		p.keep("file "+info.Name(), string(content))
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

// kept fails where a secret stands in anything.
func (p *papers) kept() {
	p.t.Helper()
	for where, text := range p.written {
		for _, secret := range p.secrets {
			if i := strings.Index(text, secret); i >= 0 {
				p.t.Errorf("%s has a secret: …%s…", where, text[max(0, i-200):min(len(text), i+80)])
			}
		}
	}
}

// A whole life of the bot, with all that can go wrong with what it has secrets
// for: none of them is ever written anywhere.
func TestNoSecretIsEverWritten(t *testing.T) {
	t.Parallel()
	p := &papers{premises: prepare(t, crowded), written: map[string]string{}}
	_, key, _ := strings.Cut(p.telegram.Token(), ":")
	_, other, _ := strings.Cut(wrongToken, ":")
	p.secrets = []string{key, other, redisSecret, webhookSecret}
	p.locked()
	at := freeAddress(t)
	p.environ = p.with("SAMOVAR_WEB__LISTEN="+at, "SAMOVAR_LOG__LEVEL=debug",
		"SAMOVAR_TELEGRAM__MODE=webhook", "SAMOVAR_TELEGRAM__WEBHOOK__URL=http://"+at+"/hook",
		"SAMOVAR_TELEGRAM__WEBHOOK__PATH=/hook", "SAMOVAR_TELEGRAM__WEBHOOK__SECRET="+webhookSecret)
	t.Run("faulty starts", p.faultyStarts)
	p.lives(at)
	p.runs(t, "log export", p.environ, "log", "export")
	p.runs(t, "communities export", p.environ, "communities", "export")
	p.runs(t, "doors", p.environ, "doors", "--bot", "samovar_bot", "--out", t.TempDir())
	p.files(p.redis.Dir())
	for _, c := range p.telegram.Calls() {
		if c.Method != "setWebhook" { // which is what tells Telegram the secret
			for name, value := range c.Params {
				p.keep("message "+c.Method, fmt.Sprintf("%s=%v\n", name, value))
			}
		}
	}
	if len(p.written["file appendonly.aof.1.incr.aof"]) == 0 || len(p.written["serve"]) == 0 || !strings.Contains(p.written["log export"], "Ирина") {
		t.Errorf("the story left out what it is about: %q, export %q", slices.Sorted(maps.Keys(p.written)), p.written["log export"])
	}
	p.kept()
}

// faultyStarts begins with everything that can be wrong with a secret. Some of
// it the bot waits out.
func (p *papers) faultyStarts(t *testing.T) {
	waits := map[string]bool{"redis away": true, "redis wrong secret": true, "telegram away": true, "proxy": true}
	for name, setting := range map[string]string{
		"wrong token":        "SAMOVAR_TELEGRAM__TOKEN=" + wrongToken,
		"token in words":     "SAMOVAR_TELEGRAM__TOKEN=my token is jam-of-another-bot",
		"redis away":         "SAMOVAR_REDIS__URL=redis://boss:" + redisSecret + "@127.0.0.1:1/0",
		"redis port":         "SAMOVAR_REDIS__URL=redis://boss:" + redisSecret + "@127.0.0.1:tea/0",
		"redis number":       "SAMOVAR_REDIS__URL=redis://boss:" + redisSecret + "@127.0.0.1:1/tea",
		"redis escape":       "SAMOVAR_REDIS__URL=redis://boss:" + redisSecret + "%zz@127.0.0.1:1/0",
		"redis scheme":       "SAMOVAR_REDIS__URL=http://boss:" + redisSecret + "@127.0.0.1:1/0",
		"redis option":       "SAMOVAR_REDIS__URL=redis://boss:" + redisSecret + "@127.0.0.1:1/0?tea=1",
		"redis wrong secret": "SAMOVAR_REDIS__URL=redis://boss:" + redisSecret + "@" + p.redis.Addr() + "/0",
		"telegram away":      "SAMOVAR_TELEGRAM__API_URL=http://127.0.0.1:1",
		"hook secret":        "SAMOVAR_TELEGRAM__WEBHOOK__SECRET=" + webhookSecret + " with blanks",
		"hook without url":   "SAMOVAR_TELEGRAM__WEBHOOK__URL=",
		"hook at http":       "SAMOVAR_TELEGRAM__WEBHOOK__URL=http://boss:" + webhookSecret + "@example.org/hook",
		"proxy":              "SAMOVAR_TELEGRAM__API_URL=http://boss:" + webhookSecret + "@127.0.0.1:1",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			environ := p.with("SAMOVAR_WEB__LISTEN=127.0.0.1:0", setting)
			p.runs(t, "check, "+name, environ, "check")
			c := begin(t, environ, "serve", "--config", p.config)
			if waits[name] {
				c.err.await(t, "does not answer")
				c.stop()
			}
			c.ends(t)
			p.keep("serve, "+name, c.out.String()+c.err.String())
		})
	}
}

// lives plays a request and its approval while Telegram and Redis fail, in a
// process of its own.
func (p *papers) lives(at string) {
	s := spawn(p.t, p.environ, "serve", "--config", p.config)
	s.await(p.t, "ready")
	anna, boss := p.twin(501, "Анна"), p.twin(11, "Ирина")
	for _, w := range []twin{anna, boss} {
		w.Says("/start")
		w.presses("agree", "")
	}
	for _, f := range []emulator.Fault{
		{Kind: emulator.ServerError, Status: 502, HTML: true, Next: 2, Method: "sendMessage"},
		{Kind: emulator.TooMany, Seconds: 1, Next: 1, Method: "sendMessage"},
	} {
		p.telegram.AddFault(f)
	}
	anna.asksFor(p.day(7) + " с 10 до 12, класс, 20 человек, Кружок")
	boss.presses("decide", "yes")
	p.settled()
	p.pages(at, "/metrics", "/readyz", "/healthz", "/", "/hook", "/debug/vars")
	p.redis.Kill()
	anna.Says("/my")
	s.await(p.t, "update left to Telegram")
	p.pages(at, "/metrics", "/readyz")
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	<-s.gone
	p.keep("serve", s.String())
	if err := p.redis.Restart(); err != nil {
		p.t.Fatal(err)
	}
	p.environ = p.with("SAMOVAR_REDIS__URL=" + p.redis.URL()) // it forgot its password
}
