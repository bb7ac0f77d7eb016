package emulator

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"time"
)

//go:embed page
var pageFiles embed.FS

// pageRoutes serve the chat page and what it asks for.
func (s *Server) pageRoutes(mux *http.ServeMux) {
	files, err := fs.Sub(pageFiles, "page")
	if err != nil {
		panic(fmt.Sprintf("open embedded page: %v", err))
	}
	static := http.StripPrefix("/page/", http.FileServerFS(files))
	mux.Handle("GET /page/{file}", guarded(static))
	mux.Handle("GET /{$}", guarded(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, files, "index.html")
	})))
	mux.HandleFunc("GET /demo/state", s.serveState)
	mux.HandleFunc("GET /demo/calls", s.serveCalls)
	mux.HandleFunc("GET /demo/events", s.serveEvents)
	mux.Handle("GET /demo/files/{id}", guarded(http.HandlerFunc(s.servePageFile)))
	for name, act := range s.pageActs() {
		mux.HandleFunc("POST /demo/"+name, s.pageAct(act))
	}
}

// guarded keeps what people write from ever running as a script.
func guarded(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-cache")
		h.ServeHTTP(w, r)
	})
}

func (s *Server) serveState(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	v := s.pageState(strings.Split(r.URL.Query().Get("chats"), ","))
	s.mu.Unlock()
	reply(w, v)
}

// serveCalls gives the calls after a number, newest first.
func (s *Server) serveCalls(w http.ResponseWriter, r *http.Request) {
	after, _ := strconv.Atoi(r.URL.Query().Get("after"))
	s.mu.Lock()
	out := []Call{}
	for i := len(s.log.calls) - 1; i >= 0 && len(out) < 200 && s.log.calls[i].Seq > after; i-- {
		out = append(out, s.log.calls[i])
	}
	s.mu.Unlock()
	reply(w, out)
}

func reply(w http.ResponseWriter, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	write(w, body, http.StatusOK)
}

// eventsPause gathers the changes of a moment into one event.
const eventsPause = 40 * time.Millisecond

// serveEvents tells the page, by server-sent events, that something changed.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	flusher := http.NewResponseController(w)
	pause := time.NewTimer(0)
	defer pause.Stop()
	for {
		select {
		case <-pause.C:
		case <-r.Context().Done():
			return
		}
		version, changed := s.seen()
		_, err := fmt.Fprintf(w, "data: %d\n\n", version)
		if err != nil || flusher.Flush() != nil {
			return
		}
		select {
		case <-changed:
			pause.Reset(eventsPause)
		case <-r.Context().Done():
			return
		case <-s.done:
			return
		}
	}
}

func (s *Server) seen() (int, chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.version, s.changed
}

// servePageFile shows pictures and downloads everything else.
func (s *Server) servePageFile(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	f := s.files[r.PathValue("id")]
	s.mu.Unlock()
	if f == nil {
		http.NotFound(w, r)
		return
	}
	kind, place := "application/octet-stream", "attachment"
	if f.Photo {
		kind, place = http.DetectContentType(f.Bytes), "inline"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", fmt.Sprintf("%s; filename*=UTF-8''%s", place, escaped(f.Name)))
	_, _ = w.Write(f.Bytes) // who asked has gone if it fails
}
