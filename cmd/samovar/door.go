package main

import (
	"context"
	"net/http"
	"sync/atomic"
)

// door is where the webhook is mounted from the first moment on. While it is
// shut, Telegram is told to come again later.
type door struct{ behind atomic.Pointer[http.Handler] }

// ServeHTTP lets a call through, or answers 503.
func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if next := d.behind.Load(); next != nil {
		(*next).ServeHTTP(w, r)
		return
	}
	http.Error(w, "not ready", http.StatusServiceUnavailable)
}

// stayOpen lets calls through to next until the context ends.
func (d *door) stayOpen(ctx context.Context, next http.Handler) {
	d.behind.Store(&next)
	<-ctx.Done()
	d.behind.Store(nil)
}
