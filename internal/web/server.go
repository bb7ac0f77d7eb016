// Package web is the HTTP server: it mounts the webhook that it is given, and
// answers how the process is (/healthz, /readyz) and what it has done
// (/metrics). What a webhook call means is the mounted handler's business.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// The server's limits. An update of Telegram is a few kilobytes.
const (
	maxBody   = 1 << 20
	maxHeader = 16 << 10
	stopTime  = 10 * time.Second
)

// patience is how long the server waits for a client, so that one who sends a
// byte now and then holds nothing for long.
type patience struct {
	header, read, write, idle time.Duration
}

func usual() patience {
	return patience{header: 5 * time.Second, read: 15 * time.Second, write: 30 * time.Second, idle: 2 * time.Minute}
}

// Options are what a Server needs.
type Options struct {
	Listen  string // [host]:port; port 0 takes a free one
	Checks  []Check
	Metrics *Metrics
	Log     *slog.Logger

	// Webhook is mounted at WebhookPath; nil in polling mode.
	Webhook     http.Handler
	WebhookPath string
}

// Server is the HTTP server, listening.
type Server struct {
	listener net.Listener
	http     *http.Server
}

// Listen opens the port, so that a port that is taken is known at once. Serve
// answers on it.
func Listen(o Options) (*Server, error) { return listen(o, usual()) }

func listen(o Options, wait patience) (*Server, error) {
	listener, err := net.Listen("tcp", o.Listen)
	if err != nil {
		return nil, fmt.Errorf("open web server: %w", err)
	}
	return &Server{listener: listener, http: &http.Server{
		Handler:           guarded(routes(o)),
		ReadHeaderTimeout: wait.header,
		ReadTimeout:       wait.read,
		WriteTimeout:      wait.write,
		IdleTimeout:       wait.idle,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(o.Log.Handler(), slog.LevelWarn),
	}}, nil
}

// Addr is the address it listens on.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Serve answers until the context ends; then it takes no more calls and
// finishes those that are under way, for ten seconds at most.
func (s *Server) Serve(ctx context.Context) error {
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		stopped <- s.http.Shutdown(last)
	}()
	if err := s.http.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve web: %w", err)
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("stop web server: %w", err)
	}
	return nil
}

func routes(o Options) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.Handle("GET /readyz", readiness{o.Checks, o.Log})
	mux.Handle("GET /metrics", o.Metrics.handler())
	if o.Webhook != nil {
		mux.Handle(o.WebhookPath, o.Webhook)
	}
	return mux
}

// guarded bounds what can be sent, and tells browsers to do nothing with what
// comes back.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}
