package emulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"time"
)

// pageRequest is what the page asks for; each act reads its own fields.
type pageRequest struct {
	View    string `json:"view"`
	Text    string `json:"text"`
	Message int    `json:"message"`
	Row     int    `json:"row"`
	Column  int    `json:"column"`
	Seconds int    `json:"seconds"`
	Monday  bool   `json:"monday"`
	On      bool   `json:"on"`
	Deed    string `json:"deed"`
	Fault   Fault  `json:"fault"`
}

type pageAct func(r pageRequest) error

func (s *Server) pageActs() map[string]pageAct {
	return map[string]pageAct{
		"say": s.pageSay, "press": s.pagePress, "clock": s.pageMoveClock, "do": s.pageDo,
		"join": s.pageJoin, "fault": s.pageFault,
		"calm": func(pageRequest) error {
			s.ClearFaults()
			return nil
		},
		"limits": s.pageLimits,
	}
}

// pageAct reads a request and plays it. It takes JSON only, which a foreign
// page in the same browser cannot send unasked.
func (s *Server) pageAct(act pageAct) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil || kind != "application/json" {
			http.Error(w, "application/json expected", http.StatusUnsupportedMediaType)
			return
		}
		var in pageRequest
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&in); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := act(in); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
			return
		}
		reply(w, dictionary{"ok": true})
	}
}

func (s *Server) pageSay(r pageRequest) error {
	s.mu.Lock()
	at, err := s.seatAt(r.View)
	shut := err == nil && at.shut()
	s.mu.Unlock()
	switch {
	case err != nil:
		return err
	case shut:
		return errors.New("say: the topic is closed")
	case r.Text == "" || units(r.Text) > longestText:
		return fmt.Errorf("say: a text has 1 to %d characters", longestText)
	case at.chat.private():
		at.person.Says(r.Text)
	default:
		at.group().says(at.person, at.thread(), at.thread(), r.Text)
	}
	return nil
}

func (s *Server) pagePress(r pageRequest) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, err := s.seatAt(r.View)
	if err != nil {
		return err
	}
	m := at.chat.message(r.Message)
	if m == nil || r.Row < 0 || r.Row >= len(m.rows) || r.Column < 0 || r.Column >= len(m.rows[r.Row]) {
		return errors.New("press: no such button")
	}
	b := m.rows[r.Row][r.Column]
	if b.Data == "" {
		return errors.New("press: the button sends nothing")
	}
	at.person.press(at.chat, m.id, b.Data)
	return nil
}

// pageMoveClock moves the demo's clock ahead, at most a year at once.
func (s *Server) pageMoveClock(r pageRequest) error {
	if s.opt.Clock == nil {
		return errors.New("move clock: it is not the demo's")
	}
	d := time.Duration(r.Seconds) * time.Second
	if r.Monday {
		now := s.opt.Clock.Now()
		d = nextMonday(now.In(s.opt.Zone)).Sub(now)
	}
	if d <= 0 || d > 366*24*time.Hour {
		return errors.New("move clock: it goes ahead, a year at most")
	}
	s.opt.Clock.Advance(d)
	s.mu.Lock()
	s.touch()
	s.mu.Unlock()
	return nil
}

// nextMonday is the first Monday 10:00 after now, in now's zone.
func nextMonday(now time.Time) time.Time {
	days := (int(time.Monday) - int(now.Weekday()) + 7) % 7
	at := time.Date(now.Year(), now.Month(), now.Day()+days, 10, 0, 0, 0, now.Location())
	if !at.After(now) {
		at = at.AddDate(0, 0, 7)
	}
	return at
}

// pageFault switches a fault on; a status that is none of a server's errors
// could not even be written.
func (s *Server) pageFault(r pageRequest) error {
	if status := r.Fault.Status; status != 0 && (status < 500 || status > 599) {
		return errors.New("fault: the status of a server’s error is 500 to 599")
	}
	s.AddFault(r.Fault)
	return nil
}

func (s *Server) pageLimits(r pageRequest) error {
	s.mu.Lock()
	l := s.opt.Limits
	s.mu.Unlock()
	l.Off = !r.On
	s.SetLimits(l)
	return nil
}
