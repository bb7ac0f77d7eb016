package emulator

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// method applies one call. It runs with the mutex held.
type method func(c *call) (any, *failure)

func (s *Server) table() map[string]method {
	return map[string]method{
		"getMe":                  s.getMe,
		"setWebhook":             s.setWebhook,
		"deleteWebhook":          s.deleteWebhook,
		"getWebhookInfo":         s.getWebhookInfo,
		"sendMessage":            s.sendMessage,
		"sendDocument":           s.sendFile("document"),
		"sendPhoto":              s.sendFile("photo"),
		"editMessageText":        s.editMessageText,
		"editMessageReplyMarkup": s.editMessageReplyMarkup,
		"deleteMessage":          s.deleteMessage,
		"pinChatMessage":         s.pinChatMessage,
		"answerCallbackQuery":    s.answerCallbackQuery,
		"setMyCommands":          s.setMyCommands,
		"getMyCommands":          s.getMyCommands,
		"deleteMyCommands":       s.deleteMyCommands,
		"getChat":                s.getChat,
		"getChatMember":          s.getChatMember,
		"sendChatAction":         s.sendChatAction,
		"getFile":                s.getFile,
		"setMyName":              s.setMyName,
		"setMyDescription":       s.setMyDescription,
		"setMyShortDescription":  s.setMyShortDescription,
		"setChatMenuButton":      s.setChatMenuButton,
	}
}

// serveMethod answers /bot<token>/<method>.
func (s *Server) serveMethod(w http.ResponseWriter, r *http.Request) {
	token, isBot := strings.CutPrefix(r.PathValue("bot"), "bot")
	name, known := s.schema.names[strings.ToLower(r.PathValue("method"))]
	switch {
	case !isBot:
		http.NotFound(w, r)
	case token != s.opt.Token:
		respond(w, nil, &failure{code: http.StatusUnauthorized, description: "Unauthorized"})
	case !known:
		respond(w, nil, &failure{code: http.StatusNotFound, description: "Not Found"})
	default:
		s.serveKnown(w, r, name)
	}
}

func (s *Server) serveKnown(w http.ResponseWriter, r *http.Request, name string) {
	params, f := readParams(w, r)
	rec := &Call{Method: name, At: s.opt.Now(), Params: params.forLog(), began: time.Now()}
	if name != "getUpdates" {
		s.enter(1)
		defer s.enter(-1)
	}
	fault := s.strike(name)
	rec.Fault = fault.label()
	if fault.beforehand(s, w, r, rec) {
		return
	}
	var result any
	if f == nil {
		result, f = s.perform(r.Context(), name, params)
	}
	body := s.record(rec, result, f)
	fault.afterwards(s, r)
	write(w, body, rec.Status)
}

func (s *Server) enter(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running += n
	s.touch()
}

func (s *Server) perform(ctx context.Context, name string, params raw) (any, *failure) {
	c, f := s.schema.check(name, params)
	if f != nil {
		return nil, f
	}
	if name == "getUpdates" {
		return s.getUpdates(ctx, c)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.methods[name](c)
}

func encode(result any, f *failure) (body []byte, status int) {
	if f != nil {
		body, _ = json.Marshal(f.body())
		return body, f.code
	}
	body, err := json.Marshal(dictionary{"ok": true, "result": result})
	if err != nil {
		return []byte(`{"ok":false,"error_code":500,"description":"Internal Server Error"}`), http.StatusInternalServerError
	}
	return body, http.StatusOK
}

func respond(w http.ResponseWriter, result any, f *failure) {
	body, status := encode(result, f)
	write(w, body, status)
}

func write(w http.ResponseWriter, body []byte, status int) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(body) // who asked has gone if it fails
}
