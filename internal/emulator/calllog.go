package emulator

import (
	"encoding/json"
	"fmt"
	"maps"
	"strconv"
	"time"
)

// Call is one entry of the log of Bot API calls. Polls that brought nothing
// are left out.
type Call struct {
	Seq      int             `json:"seq"`
	Method   string          `json:"method"`
	ChatID   int64           `json:"chat,omitempty"`
	Params   map[string]any  `json:"params"`
	Answer   json.RawMessage `json:"answer"`
	Status   int             `json:"status"`
	OK       bool            `json:"ok"`
	Error    string          `json:"error,omitempty"`
	Fault    string          `json:"fault,omitempty"`
	At       time.Time       `json:"at"`
	Duration time.Duration   `json:"duration"`

	began time.Time
}

type callLog struct {
	calls      []Call
	last       int
	violations map[string]int
}

func newCallLog() callLog { return callLog{violations: map[string]int{}} }

// forLog spares the bytes of uploads and unfolds the JSON that forms carry: what
// came within a JSON body reads the same.
func (p raw) forLog() map[string]any {
	out := make(map[string]any, len(p))
	for name, v := range p {
		switch v := v.(type) {
		case *upload:
			out[name] = fmt.Sprintf("%s (%d bytes)", v.name, len(v.data))
		case string:
			out[name] = unfolded(v)
		case map[string]any, []any:
			out[name] = folded(v)
		default:
			out[name] = v
		}
	}
	return out
}

func folded(v any) any {
	text, err := json.Marshal(v)
	if err != nil {
		return v
	}
	return json.RawMessage(text)
}

func unfolded(s string) any {
	if s == "" || (s[0] != '{' && s[0] != '[') || !json.Valid([]byte(s)) {
		return s
	}
	return json.RawMessage(s)
}

// record logs the answer of a call and returns its body.
func (s *Server) record(rec *Call, result any, f *failure) []byte {
	body, status := encode(result, f)
	rec.Answer, rec.Status, rec.OK = body, status, f == nil
	rec.Duration = time.Since(rec.began)
	if f != nil {
		rec.Error = f.description
	}
	rec.ChatID, _ = strconv.ParseInt(fmt.Sprint(rec.Params["chat_id"]), 10, 64)
	s.mu.Lock()
	defer s.mu.Unlock()
	if status == 400 {
		s.log.violations[f.description]++
	}
	if updates, isPoll := result.([]json.RawMessage); !isPoll || len(updates) > 0 {
		s.log.add(*rec, s.opt.CallsKept)
		if s.opt.Heard != nil {
			s.opt.Heard(*rec)
		}
		s.touch()
	}
	return body
}

func (l *callLog) add(c Call, most int) {
	l.last++
	c.Seq = l.last
	if len(l.calls) >= 2*most {
		l.calls = append(l.calls[:0], l.calls[len(l.calls)-most:]...)
	}
	l.calls = append(l.calls, c)
}

// Calls is the log, oldest first. It holds the latest Options.CallsKept.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.log.calls[max(0, len(s.log.calls)-s.opt.CallsKept):]
	return append([]Call(nil), kept...)
}

// CallsOf are the logged calls of one method, oldest first.
func (s *Server) CallsOf(method string) []Call {
	var out []Call
	for _, c := range s.Calls() {
		if c.Method == method {
			out = append(out, c)
		}
	}
	return out
}

// Violations counts the calls refused with 400, by their error texts.
func (s *Server) Violations() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.log.violations)
}

// ClearCalls empties the log and the counts of violations.
func (s *Server) ClearCalls() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log = newCallLog()
	s.touch()
}
