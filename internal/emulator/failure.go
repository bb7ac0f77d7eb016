package emulator

import (
	"fmt"
	"net/http"
)

// failure is an answer with "ok": false.
type failure struct {
	code        int
	description string
	parameters  map[string]any
}

func badRequest(format string, args ...any) *failure {
	return &failure{code: http.StatusBadRequest, description: "Bad Request: " + fmt.Sprintf(format, args...)}
}

func forbidden(reason string) *failure {
	return &failure{code: http.StatusForbidden, description: "Forbidden: " + reason}
}

func conflict(reason string) *failure {
	return &failure{code: http.StatusConflict, description: "Conflict: " + reason}
}

func tooMany(seconds int) *failure {
	return &failure{
		code:        http.StatusTooManyRequests,
		description: fmt.Sprintf("Too Many Requests: retry after %d", seconds),
		parameters:  map[string]any{"retry_after": seconds},
	}
}

func upgraded(to int64) *failure {
	f := badRequest("group chat was upgraded to a supergroup chat")
	f.parameters = map[string]any{"migrate_to_chat_id": to}
	return f
}

func (f *failure) body() map[string]any {
	b := map[string]any{"ok": false, "error_code": f.code, "description": f.description}
	if f.parameters != nil {
		b["parameters"] = f.parameters
	}
	return b
}
