package emulator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"syscall"
	"time"
)

// webhook is where updates are sent to instead of being polled for.
type webhook struct {
	url       string
	secret    string
	most      int // connections
	lastError string
	errorAt   time.Time
	slots     chan struct{}
	busy      map[string]bool // queues with a worker of their own
	ctx       context.Context // until the webhook is set anew
	cancel    context.CancelFunc
}

func (s *Server) setWebhook(c *call) (any, *failure) {
	to, secret := c.text("url"), c.text("secret_token")
	if to == "" {
		return s.deleteWebhook(c)
	}
	if f := checkWebhook(to, secret, c); f != nil {
		return nil, f
	}
	if f := s.allow(c); f != nil {
		return nil, f
	}
	s.dropPending(c)
	s.stopWebhook()
	most := int(orElse(c.integer("max_connections"), 40))
	ctx, cancel := context.WithCancel(context.Background())
	s.webhook = webhook{
		url: to, secret: secret, most: most, ctx: ctx, cancel: cancel,
		slots: make(chan struct{}, most), busy: map[string]bool{},
	}
	s.endPoll()
	for _, u := range s.updates.pending {
		s.wakeWebhook(u.queue)
	}
	return true, nil
}

func checkWebhook(to, secret string, c *call) *failure {
	u, err := url.Parse(to)
	if err != nil || u.Hostname() == "" {
		return badRequest("invalid webhook URL specified")
	}
	// A real webhook needs HTTPS and one of four ports; tests and the demo
	// listen on loopback, where neither can be had.
	if !loopback(u.Hostname()) {
		if u.Scheme != "https" {
			return badRequest("bad webhook: An HTTPS URL must be provided for webhook")
		}
		if !slices.Contains([]string{"", "443", "80", "88", "8443"}, u.Port()) {
			return badRequest("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
		}
	}
	if len(secret) > 256 {
		return badRequest("secret token is too long")
	}
	if !regexp.MustCompile(`^[A-Za-z0-9_-]*$`).MatchString(secret) {
		return badRequest("secret token contains unallowed characters")
	}
	if n := c.integer("max_connections"); c.has("max_connections") && (n < 1 || n > 100) {
		return badRequest("max_connections must be between 1 and 100")
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (s *Server) deleteWebhook(c *call) (any, *failure) {
	s.dropPending(c)
	s.stopWebhook()
	s.webhook = webhook{}
	s.touch()
	return true, nil
}

func (s *Server) dropPending(c *call) {
	if c.flag("drop_pending_updates") {
		s.updates.pending = nil
	}
}

func (s *Server) stopWebhook() {
	if s.webhook.cancel != nil {
		s.webhook.cancel()
	}
}

// endPoll ends a poll that is under way when a webhook takes over.
func (s *Server) endPoll() {
	if s.updates.poller != nil {
		close(s.updates.poller)
		s.updates.poller = nil
	}
}

func (s *Server) getWebhookInfo(*call) (any, *failure) {
	v := dictionary{"url": s.webhook.url, "has_custom_certificate": false, "pending_update_count": len(s.updates.pending)}
	if s.webhook.url == "" {
		return v, nil
	}
	v["max_connections"] = s.webhook.most
	if s.webhook.lastError != "" {
		v["last_error_date"], v["last_error_message"] = s.webhook.errorAt.Unix(), s.webhook.lastError
	}
	if len(s.updates.allowed) > 0 {
		v["allowed_updates"] = s.updates.allowed
	}
	return v, nil
}

// wakeWebhook starts the worker of a queue, unless it has one.
func (s *Server) wakeWebhook(queue string) {
	if s.webhook.url == "" || s.webhook.busy[queue] {
		return
	}
	s.webhook.busy[queue] = true
	go s.drain(s.webhook, queue)
}

// drain sends one queue's updates in their order, each until it is taken.
func (s *Server) drain(w webhook, queue string) {
	delay := s.opt.WebhookDelay
	for {
		u := s.head(w, queue)
		if u == nil {
			return
		}
		err := s.send(w, u)
		if err == nil {
			s.delivered(w, u)
			delay = s.opt.WebhookDelay
			continue
		}
		s.failed(w, err)
		if !s.pause(w, delay) {
			return
		}
		delay = min(2*delay, time.Minute)
	}
}

func (s *Server) head(w webhook, queue string) *update {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expire()
	for _, u := range s.updates.pending {
		if u.queue == queue && w.ctx.Err() == nil {
			return u
		}
	}
	delete(w.busy, queue)
	return nil
}

func (s *Server) send(w webhook, u *update) error {
	w.slots <- struct{}{}
	defer func() { <-w.slots }()
	ctx, cancel := context.WithTimeout(w.ctx, time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.url, bytes.NewReader(u.body))
	if err != nil {
		return fmt.Errorf("make webhook request: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	if w.secret != "" {
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", w.secret)
	}
	resp, err := http.DefaultClient.Do(req)
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return complain("Connection refused")
	case errors.Is(err, context.DeadlineExceeded):
		return complain("Read timeout expired")
	case err != nil:
		return fmt.Errorf("deliver update: %w", err)
	}
	_ = resp.Body.Close() // what stands in it does not matter
	if resp.StatusCode/100 != 2 {
		return complain("Wrong response from the webhook: %s", resp.Status)
	}
	return nil
}

func (s *Server) delivered(w webhook, u *update) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := slices.Index(s.updates.pending, u); i >= 0 && w.ctx.Err() == nil {
		s.updates.pending = slices.Delete(s.updates.pending, i, i+1)
	}
	s.touch()
}

func (s *Server) failed(w webhook, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if w.ctx.Err() == nil {
		s.webhook.lastError, s.webhook.errorAt = err.Error(), s.opt.Now()
		s.touch()
	}
}

func (s *Server) pause(w webhook, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-w.ctx.Done():
	case <-s.done:
	}
	return false
}
