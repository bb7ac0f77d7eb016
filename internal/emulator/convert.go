package emulator

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// convert types a value. Numbers and flags may be written as text only in
// forms, which have nothing else.
func (sc *schema) convert(kind string, v any, at string, fromForm bool) (any, *failure) {
	switch {
	case kind == "Integer|String":
		return numberOrText(v, at)
	case strings.HasPrefix(kind, "[]"):
		return sc.convertList(kind[2:], v, at)
	case kind == "String":
		return typed[string](v, at, kind)
	case kind == "Integer":
		return toInteger(v, at, fromForm)
	case kind == "Boolean":
		return toFlag(v, at, fromForm)
	case kind == "InputFile":
		return toFile(v, at)
	}
	return sc.convertObject(kind, v, at)
}

func illTyped(at, kind string) *failure {
	return badRequest("field \"%s\" must be of type %s", at, kind)
}

func typed[T any](v any, at, kind string) (any, *failure) {
	if t, ok := v.(T); ok {
		return t, nil
	}
	return nil, illTyped(at, kind)
}

func toInteger(v any, at string, fromForm bool) (any, *failure) {
	var digits string
	switch n := v.(type) {
	case json.Number:
		digits = n.String()
	case string:
		if fromForm {
			digits = n
		}
	}
	i, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return nil, illTyped(at, "Integer")
	}
	return i, nil
}

func toFlag(v any, at string, fromForm bool) (any, *failure) {
	if s, ok := v.(string); ok && fromForm {
		switch strings.ToLower(s) {
		case "true", "1":
			return true, nil
		case "false", "0":
			return false, nil
		}
	}
	return typed[bool](v, at, "Boolean")
}

// numberOrText types a chat's id: a number, a number as text, or a @username.
func numberOrText(v any, at string) (any, *failure) {
	if i, f := toInteger(v, at, true); f == nil {
		return i, nil
	}
	if s, ok := v.(string); ok {
		return s, nil
	}
	return nil, illTyped(at, "Integer or String")
}

func toFile(v any, at string) (any, *failure) {
	switch v.(type) {
	case *upload, string:
		return v, nil
	}
	return nil, illTyped(at, "InputFile or String")
}

func (sc *schema) convertList(kind string, v any, at string) (any, *failure) {
	in, ok := v.([]any)
	if !ok {
		return nil, illTyped(at, "Array")
	}
	out := make([]any, 0, len(in))
	for i, item := range in {
		c, f := sc.convert(kind, item, fmt.Sprintf("%s[%d]", at, i), false)
		if f != nil {
			return nil, f
		}
		out = append(out, c)
	}
	return out, nil
}

func (sc *schema) convertObject(kind string, v any, at string) (any, *failure) {
	in, ok := v.(map[string]any)
	if !ok {
		return nil, illTyped(at, kind)
	}
	if variants := sc.Unions[kind]; variants != nil {
		name, _ := in["type"].(string)
		if kind = variants[name]; kind == "" {
			return nil, badRequest("unsupported type \"%s\" of \"%s\" specified", name, at)
		}
	}
	out, f := sc.convertFields(kind, in, at)
	if f != nil && kind == "InlineKeyboardButton" {
		return nil, badRequest("can't parse inline keyboard button: %s", buttonComplaint(f))
	}
	if f != nil {
		return nil, f
	}
	return out, nil
}

// buttonComplaint names the field alone and begins with a capital, as
// Telegram's own complaints about buttons do.
func buttonComplaint(f *failure) string {
	text := strings.TrimPrefix(f.description, "Bad Request: ")
	if before, name, ok := strings.Cut(text, "\""); ok {
		name = name[strings.LastIndex(name[:strings.Index(name, "\"")], ".")+1:]
		text = before + "\"" + name
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

func (sc *schema) convertFields(kind string, in map[string]any, at string) (dictionary, *failure) {
	shape, out := sc.Types[kind], dictionary{}
	for _, name := range slices.Sorted(maps.Keys(in)) {
		want, known := shape[name]
		if !known {
			return nil, badRequest("unknown field \"%s\" in %s", name, kind)
		}
		v, f := sc.convert(strings.TrimPrefix(want, "!"), in[name], at+"."+name, false)
		if f != nil {
			return nil, f
		}
		out[name] = v
	}
	for _, name := range slices.Sorted(maps.Keys(shape)) {
		if strings.HasPrefix(shape[name], "!") && !out.has(name) {
			return nil, badRequest("can't find field \"%s\"", name)
		}
	}
	return out, nil
}
