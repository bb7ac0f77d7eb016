package emulator

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

//go:embed schema.json
var schemaJSON []byte

// fields names the fields of a method or a type, each with its type as in
// "!Integer|String", where the mark says that it is required.
type fields map[string]string

// schema is the shape of what the Bot API takes.
type schema struct {
	Methods map[string]fields            `json:"methods"`
	Types   map[string]fields            `json:"types"`
	Unions  map[string]map[string]string `json:"unions"`

	names map[string]string // of the methods, by their names in lower case
}

func readSchema() *schema {
	sc := &schema{names: map[string]string{}}
	if err := json.Unmarshal(schemaJSON, sc); err != nil {
		panic(fmt.Sprintf("read embedded schema: %v", err))
	}
	for name := range sc.Methods {
		sc.names[strings.ToLower(name)] = name
	}
	return sc
}

// missing is what Telegram says where a required parameter is left out.
func missing(name string) *failure {
	switch name {
	case "chat_id":
		return badRequest("chat_id is empty")
	case "text":
		return badRequest("message text is empty")
	case "message_id":
		return badRequest("message identifier is not specified")
	case "document", "photo":
		return badRequest("there is no %s in the request", name)
	case "user_id":
		return badRequest("invalid user_id specified")
	case "file_id":
		return badRequest("invalid file_id")
	case "callback_query_id":
		return queryTooOld()
	}
	return badRequest("parameter \"%s\" is required", name)
}

// check types the parameters of a method, or names the first that is wrong.
func (sc *schema) check(method string, in raw) (*call, *failure) {
	c := &call{method: method, params: map[string]any{}, files: in.attached()}
	shape := sc.Methods[method]
	for _, name := range slices.Sorted(maps.Keys(in)) {
		kind, known := shape[name]
		if !known && c.files[name] != nil {
			continue
		}
		if !known {
			return nil, badRequest("unknown field \"%s\" in %s", name, method)
		}
		v, f := sc.parameter(name, strings.TrimPrefix(kind, "!"), in[name])
		if f != nil {
			return nil, f
		}
		if v != nil {
			c.params[name] = v
		}
	}
	return c, c.complete(shape)
}

func (c *call) complete(shape fields) *failure {
	for _, name := range slices.Sorted(maps.Keys(shape)) {
		if strings.HasPrefix(shape[name], "!") && !c.has(name) {
			return missing(name)
		}
	}
	return nil
}

// attached are the uploads that a parameter points at with attach://.
func (p raw) attached() map[string]*upload {
	files := map[string]*upload{}
	for _, v := range p {
		s, _ := v.(string)
		name, found := strings.CutPrefix(s, "attach://")
		if up, ok := p[name].(*upload); found && ok {
			files[name] = up
		}
	}
	return files
}

// parameter types one parameter. Forms carry objects and lists as JSON; an
// empty one counts as left out, as it does for Telegram.
func (sc *schema) parameter(name, kind string, v any) (any, *failure) {
	s, isText := v.(string)
	if isText && !utf8.ValidString(s) {
		return nil, badRequest("strings must be encoded in UTF-8")
	}
	if isText && s == "" && kind != "String" {
		return nil, nil
	}
	if isText && !scalar(kind) {
		decoded, err := decodeJSON([]byte(s))
		if err != nil {
			return nil, unparsable(name)
		}
		v = decoded
	}
	if name == "reply_markup" {
		return sc.markup(kind, v)
	}
	return sc.convert(kind, v, name, isText)
}

func unparsable(name string) *failure {
	if name == "reply_markup" {
		return badRequest("can't parse reply keyboard markup JSON object")
	}
	return badRequest("can't parse %s JSON object", strings.ReplaceAll(name, "_", " "))
}

func scalar(kind string) bool {
	switch kind {
	case "String", "Integer", "Boolean", "InputFile", "Integer|String":
		return true
	}
	return false
}

// markup finds which kind of reply markup is meant by the field it must have.
func (sc *schema) markup(kind string, v any) (any, *failure) {
	object, ok := v.(map[string]any)
	if !ok {
		return nil, badRequest("object expected as reply markup")
	}
	for _, option := range strings.Split(kind, "|") {
		for name, want := range sc.Types[option] {
			_, has := object[name]
			if has && strings.HasPrefix(want, "!") {
				return sc.convert(option, v, "reply_markup", false)
			}
		}
	}
	return nil, badRequest("field \"reply_markup\" must be of type %s", strings.ReplaceAll(kind, "|", " or "))
}
