package emulator

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"
)

// Server is the emulated Telegram: an http.Handler, safe for many goroutines.
type Server struct {
	opt       Options
	botID     int64
	schema    *schema
	methods   map[string]method
	detectors []detector
	mux       *http.ServeMux
	done      chan struct{}
	closing   sync.Once
	listeners []*http.Server

	mu      sync.Mutex
	changed chan struct{} // closed and replaced at each change
	version int
	state
}

// state is all that the mutex guards.
type state struct {
	chats      map[int64]*chat
	people     map[int64]*Person
	peopleIDs  []int64 // in the order of their appearance
	lastID     int     // of messages outside supergroups
	files      map[string]*File
	queries    map[string]*query
	unanswered []*query
	answers    []*query // the latest, oldest first
	lastQuery  int64
	profile    botProfile
	updates    updates
	webhook    webhook
	limiter    limiter
	faults     []*activeFault
	lastFault  int
	log        callLog
	menus      map[menuKey][]Command
	running    int // calls under way
	lastChange time.Time
}

var errClosed = errors.New("the emulator is closed")

// New makes a server. Close it to let go of hung connections and webhooks.
func New(opt Options) *Server {
	s := &Server{
		opt: opt.filled(), schema: readSchema(), detectors: detectors(),
		done: make(chan struct{}), changed: make(chan struct{}),
		state: state{
			chats: map[int64]*chat{}, people: map[int64]*Person{}, files: map[string]*File{},
			queries: map[string]*query{}, limiter: newLimiter(), menus: map[menuKey][]Command{},
			updates: newUpdates(), log: newCallLog(),
		},
	}
	s.botID = s.opt.botID()
	s.profile.name = s.opt.Name
	s.methods = s.table()
	s.mux = s.routes()
	return s
}

func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	s.pageRoutes(mux)
	mux.HandleFunc("/{bot}/{method}", s.serveMethod)
	mux.HandleFunc("/file/{bot}/{path...}", s.serveFile)
	return mux
}

// ServeHTTP answers the Bot API, and the chat page.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mux.ServeHTTP(w, r)
}

// Start listens on a TCP address such as 127.0.0.1:0 and returns the base
// URL, which is what a bot takes for Telegram's.
func (s *Server) Start(addr string) (string, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return "", fmt.Errorf("listen for the emulator: %w", err)
	}
	srv := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	s.mu.Lock()
	s.listeners = append(s.listeners, srv)
	s.mu.Unlock()
	go func() { _ = srv.Serve(l) }() // ends with ErrServerClosed at Close
	return "http://" + l.Addr().String(), nil
}

// Close ends the listeners, hung connections, long polls and deliveries.
func (s *Server) Close() {
	s.closing.Do(func() { close(s.done) })
	s.mu.Lock()
	listeners := s.listeners
	s.stopWebhook()
	s.mu.Unlock()
	for _, l := range listeners {
		_ = l.Close() // the process is leaving it behind
	}
}

// Now is the emulator's time.
func (s *Server) Now() time.Time { return s.opt.Now() }

// Username is the bot's, without the @.
func (s *Server) Username() string { return s.opt.Username }

// Token is the one that the bot must use.
func (s *Server) Token() string { return s.opt.Token }

// touch tells all who wait that something changed. The mutex must be held.
func (s *Server) touch() {
	s.version++
	s.lastChange = time.Now()
	close(s.changed)
	s.changed = make(chan struct{})
}

// await returns once ok, called with the mutex held, says true.
func (s *Server) await(ctx context.Context, ok func() bool) error {
	return s.watch(ctx, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return ok()
	})
}

// patient bounds a wait that has no deadline of its own.
func (s *Server) patient(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, bounded := ctx.Deadline(); bounded {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, s.opt.Patience)
}
