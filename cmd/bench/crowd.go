package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"samovar/internal/emulator"
)

// crowd are the people who write to one bot: they stand in an emulated Telegram
// and note when the bot's answer has arrived there.
type crowd struct {
	tg     *emulator.Server
	url    string
	server *http.Server
	people []*emulator.Person
	here   map[int64]chan time.Time // by chat: when an answer was taken
	polled chan struct{}            // closed when the bot has asked for updates
	once   sync.Once

	mu    sync.Mutex
	sends []send
	codes map[int]int // how often something was refused, by status
}

// send is a message of the bot's that was accepted.
type send struct {
	chat int64
	at   time.Time
}

// firstID is the Telegram id of the first person.
const firstID = 1000

// gather puts so many people in front of a Telegram of their own.
func gather(n int, limits emulator.Limits) (*crowd, error) {
	c := &crowd{
		tg:   emulator.New(emulator.Options{Limits: limits, CallsKept: 1}),
		here: map[int64]chan time.Time{}, polled: make(chan struct{}), codes: map[int]int{},
	}
	for i := range n {
		p := c.tg.Person(firstID+int64(i), emulator.Profile{First: "Анна", Last: strconv.Itoa(i), Lang: "ru"})
		p.Opened()
		c.people = append(c.people, p)
		c.here[p.ID()] = make(chan time.Time, 64)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for the bot: %w", err)
	}
	c.url, c.server = "http://"+l.Addr().String(), &http.Server{Handler: c}
	go func() { _ = c.server.Serve(l) }() // ends with ErrServerClosed
	return c, nil
}

// leave closes the Telegram.
func (c *crowd) leave() {
	c.tg.Close()
	_ = c.server.Close() // nobody is there any more
}

// ServeHTTP lets the emulator answer, and notes what it accepted.
func (c *crowd) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, method, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	switch method {
	case "getUpdates":
		c.once.Do(func() { close(c.polled) })
	case "sendMessage", "editMessageText":
		c.serveMessage(w, r)
		return
	}
	c.tg.ServeHTTP(w, r)
}

func (c *crowd) serveMessage(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	answer := &status{ResponseWriter: w, code: http.StatusOK}
	c.tg.ServeHTTP(answer, r)
	if answer.code == http.StatusOK {
		c.note(chatIn(body), time.Now())
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.codes[answer.code]++
}

// refused is how often a message was answered with a status.
func (c *crowd) refused(code int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.codes[code]
}

// status remembers how a request was answered.
type status struct {
	http.ResponseWriter
	code int
}

func (s *status) WriteHeader(code int) {
	s.code = code
	s.ResponseWriter.WriteHeader(code)
}

// chatIn finds the chat in a form as go-telegram/bot sends it, or in JSON as
// grammY does.
func chatIn(body []byte) int64 {
	_, rest, form := bytes.Cut(body, []byte("name=\"chat_id\"\r\n\r\n"))
	number, _, _ := bytes.Cut(rest, []byte("\r\n"))
	if !form {
		_, rest, _ = bytes.Cut(body, []byte(`"chat_id":`))
		number = rest[:max(bytes.IndexAny(rest, ",}"), 0)]
	}
	id, _ := strconv.ParseInt(string(number), 10, 64) // 0 where it is none: nobody waits there
	return id
}

func (c *crowd) note(chat int64, at time.Time) {
	if here := c.here[chat]; here != nil {
		here <- at
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sends = append(c.sends, send{chat, at})
}

// accepted returns what was accepted since it was last asked.
func (c *crowd) accepted() []send {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := c.sends
	c.sends = nil
	return all
}

// awaitBot waits until the bot asks for updates.
func (c *crowd) awaitBot(ctx context.Context, p *process) error {
	select {
	case <-c.polled:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(20 * time.Second):
		return fmt.Errorf("%s does not ask for updates: %s", p.name, p.said)
	}
}

// patience is how long an answer is waited for.
const patience = 20 * time.Second

// ask lets a person write, and returns when the answer was there.
func (c *crowd) ask(ctx context.Context, person int, text string) (time.Time, error) {
	p := c.people[person]
	p.Says(text)
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case at := <-c.here[p.ID()]:
		return at, nil
	case <-ctx.Done():
		return time.Time{}, ctx.Err()
	case <-late.C:
		return time.Time{}, fmt.Errorf("nobody answered %q within %s", text, patience)
	}
}
