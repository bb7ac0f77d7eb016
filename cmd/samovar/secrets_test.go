package main

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httputil"
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
func (p *papers) runs(t *testing.T, name string, environ []string, args ...string) (code int) {
	t.Helper()
	code, out, errs := result(t, environ, append(args, "--config", p.config)...)
	p.keep(name, out+errs)
	return code
}

// works runs a command that has nothing to complain of, with all the secrets.
func (p *papers) works(args ...string) {
	p.t.Helper()
	name := strings.Join(args, " ")
	if code := p.runs(p.t, name, p.environ, args...); code != 0 {
		p.t.Errorf("%s ends with %d: %s", name, code, p.written[name])
	}
}

// with is the environment with other settings.
func (p *papers) with(settings ...string) []string {
	return append(slices.Clone(p.environ), settings...)
}

// locked gives Redis a password, which it forgets when it is killed.
func (p *papers) locked() {
	open := redis.NewClient(&redis.Options{Addr: p.redis.Addr()})
	defer func() { _ = open.Close() }() // it is asked once
	if err := open.ConfigSet(p.ctx, "requirepass", redisSecret).Err(); err != nil {
		p.t.Fatal(err)
	}
	p.rdb = redis.NewClient(&redis.Options{Addr: p.redis.Addr(), Password: redisSecret})
	p.t.Cleanup(func() { _ = p.rdb.Close() })
}

// pages keeps what the web server shows, to whomever asks in whatever way.
func (p *papers) pages(at string, paths ...string) {
	p.t.Helper()
	for _, path := range paths {
		r, err := http.Get("http://" + at + path)
		p.answer(path, r, err)
	}
	r, err := http.Post("http://"+at+"/hook", "application/json", strings.NewReader(`{"update_id":1}`))
	p.answer("POST /hook", r, err)
}

func (p *papers) answer(name string, r *http.Response, err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
	all, err := httputil.DumpResponse(r, true)
	if err := errors.Join(err, r.Body.Close()); err != nil {
		p.t.Fatal(err)
	}
	p.keep(name, string(all))
}

// data keeps the file that somebody is sent of all that is known of them.
func (p *papers) data(w twin) {
	p.t.Helper()
	w.Says("/mydata")
	err := w.WaitFor(p.ctx, func(c emulator.Chat) bool {
		for _, m := range c.FromBot() {
			if m.Document != nil {
				p.keep("/mydata", string(m.Document.Bytes))
				return true
			}
		}
		return false
	})
	if err != nil {
		p.t.Fatal(err)
	}
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
	p.environ = p.with("SAMOVAR_REDIS__URL=redis://:"+redisSecret+"@"+p.redis.Addr()+"/0", "SAMOVAR_WEB__LISTEN="+at, "SAMOVAR_LOG__LEVEL=debug",
		"SAMOVAR_TELEGRAM__MODE=webhook", "SAMOVAR_TELEGRAM__WEBHOOK__URL=http://"+at+"/hook",
		"SAMOVAR_TELEGRAM__WEBHOOK__PATH=/hook", "SAMOVAR_TELEGRAM__WEBHOOK__SECRET="+webhookSecret)
	t.Run("faulty starts", p.faultyStarts)
	p.lives(at)
	made := t.TempDir()
	p.works("log", "export")
	p.works("communities", "export")
	p.works("doors", "--bot", "samovar_bot", "--out", made)
	p.works("backup", filepath.Join(made, "backup.jsonl"))
	p.works("backup", "-")
	p.runs(t, "restore", p.environ, "restore", filepath.Join(made, "backup.jsonl")) // into what is not empty
	p.runs(t, "status, stopped", p.environ, "status")
	p.files(made)
	p.files(p.redis.Dir())
	for _, c := range p.telegram.Calls() {
		if c.Method != "setWebhook" { // which is what tells Telegram the secret
			for name, value := range c.Params {
				p.keep("message "+c.Method, fmt.Sprintf("%s=%v\n", name, value))
			}
		}
	}
	for where, words := range map[string]string{
		"file appendonly.aof.1.incr.aof": "Кружок", "serve": "update left to Telegram", "log export": "Ирина", "file backup.jsonl": "Кружок", "backup -": "Кружок",
		"restore": "not empty", "/mydata": "Кружок", "status": p.redis.Addr(), "status --json": "{", "status, stopped": p.redis.Addr(), "check": "redis", "/metrics": "samovar_",
	} {
		if !strings.Contains(p.written[where], words) {
			t.Errorf("the story left out %q, which would be %q, of %q", words, p.written[where], slices.Sorted(maps.Keys(p.written)))
		}
	}
	p.kept()
}

// faultyStarts begins with everything that can be wrong with a secret. Some of
// it the bot waits out.
func (p *papers) faultyStarts(t *testing.T) {
	waits := map[string]bool{"redis away": true, "redis wrong secret": true, "telegram away": true, "proxy": true,
		"sentinels away": true, "no sentinel": true, "cluster away": true, "no cluster": true}
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
		"sentinels away":     "SAMOVAR_REDIS__URL=redis://boss:" + redisSecret + "@127.0.0.1:1/0?master_name=tea&addr=127.0.0.1:2&password=" + redisSecret,
		"no sentinel":        "SAMOVAR_REDIS__URL=redis://:" + redisSecret + "@" + p.redis.Addr() + "/0?master_name=tea&password=" + redisSecret,
		"sentinel option":    "SAMOVAR_REDIS__URL=redis://127.0.0.1:1/0?master_name=tea&tea=1&password=" + redisSecret,
		"sentinel number":    "SAMOVAR_REDIS__URL=redis://127.0.0.1:1/0?master_name=tea&pool_size=" + redisSecret + "&password=" + redisSecret,
		"sentinel address":   "SAMOVAR_REDIS__URL=redis://127.0.0.1:1/0?master_name=tea&addr=boss:" + redisSecret + "@127.0.0.1:2",
		"sentinel name":      "SAMOVAR_REDIS__URL=redis://127.0.0.1:1/0?master_name=tea&addr=" + redisSecret + "@127.0.0.1:2",
		"cluster away":       "SAMOVAR_REDIS__URL=redis://boss:" + redisSecret + "@127.0.0.1:1?addr=127.0.0.1:2",
		"no cluster":         "SAMOVAR_REDIS__URL=redis://:" + redisSecret + "@" + p.redis.Addr() + "?addr=" + p.redis.Addr(),
		"cluster number":     "SAMOVAR_REDIS__URL=redis://boss:" + redisSecret + "@127.0.0.1:1/3?addr=127.0.0.1:2",
		"cluster address":    "SAMOVAR_REDIS__URL=redis://boss:another@127.0.0.1:1?addr=redis://boss:" + redisSecret + "@127.0.0.1:2",
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
	p.data(anna)
	p.data(boss)
	p.works("check")
	p.works("status")
	p.works("status", "--json")
	p.works("status", "--here")
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
	p.locked()
}
