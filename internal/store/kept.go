package store

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// kept is a key as it stands in a backup: a line of JSON. What Redis holds are
// bytes, and exactly those must come back. A text that is a JSON object stands
// there as it is, another text as a JSON string, and what is no text as
// ["base64", "…"].
type kept struct {
	Key     string          `json:"key"`
	Type    string          `json:"type"`              // "string", "list", "set", "hash" or "zset"
	Expires *time.Time      `json:"expires,omitempty"` // to the millisecond
	Value   json.RawMessage `json:"value"`             // a text, a list of texts, or of [field, text] or [member, score]
}

// paired says whether it holds pairs.
func (k kept) paired() bool { return k.Type == "hash" || k.Type == "zset" }

// nameOf is the key's name in an answer of snapshot.lua.
func nameOf(answer any) string {
	fields, _ := answer.([]any)
	if len(fields) == 0 {
		return ""
	}
	name, _ := fields[0].(string)
	return name
}

// keptOf reads one key of the answer of snapshot.lua.
func keptOf(answer any) (kept, error) {
	k := kept{Key: nameOf(answer)}
	fields, _ := answer.([]any)
	if len(fields) != 4 || !utf8.ValidString(k.Key) {
		return k, fmt.Errorf("read %q: not a key, its type, its end and what it holds", k.Key)
	}
	k.Type, _ = fields[1].(string)
	if ms, _ := fields[2].(int64); ms >= 0 {
		at := time.UnixMilli(ms).UTC()
		k.Expires = &at
	}
	value, err := valueOf(k.Type, fields[3])
	if err != nil {
		return k, fmt.Errorf("read %s: %w", k.Key, err)
	}
	k.Value = value
	return k, nil
}

func valueOf(kind string, value any) (json.RawMessage, error) {
	if text, ok := value.(string); ok && kind == "string" {
		return appendText(nil, text), nil
	}
	list, ok := value.([]any)
	if !ok {
		return nil, fmt.Errorf("no program of this kind writes a %s", kind)
	}
	texts := make([]string, len(list))
	for i, one := range list {
		texts[i], _ = one.(string)
	}
	switch kind {
	case "list":
		return appendList(texts), nil
	case "set":
		slices.Sort(texts)
		return appendList(texts), nil
	case "hash":
		return appendPairs(byField(texts), appendText), nil
	}
	return appendPairs(texts, appendScore), nil
}

// byField puts pairs in the order of their fields: a hash has none of its own.
func byField(flat []string) []string {
	pairs := slices.SortedFunc(slices.Chunk(flat, 2), slices.Compare)
	return slices.Concat(pairs...)
}

func appendList(texts []string) []byte {
	line := []byte{'['}
	for i, text := range texts {
		if i > 0 {
			line = append(line, ',')
		}
		line = appendText(line, text)
	}
	return append(line, ']')
}

func appendPairs(flat []string, appendSecond func([]byte, string) []byte) []byte {
	line := []byte{'['}
	for i := 0; i+1 < len(flat); i += 2 {
		if i > 0 {
			line = append(line, ',')
		}
		line = appendText(append(line, '['), flat[i])
		line = append(appendSecond(append(line, ','), flat[i+1]), ']')
	}
	return append(line, ']')
}

func appendText(line []byte, text string) []byte {
	switch {
	case isObject(text):
		return append(line, text...)
	case utf8.ValidString(text):
		quoted, _ := json.Marshal(text) // a string can always be encoded
		return append(line, quoted...)
	}
	return append(line, `["base64","`+base64.StdEncoding.EncodeToString([]byte(text))+`"]`...)
}

// isObject says whether a text is a JSON object that can stand in a line.
func isObject(text string) bool {
	return strings.HasPrefix(text, "{") && strings.HasSuffix(text, "}") && !strings.ContainsAny(text, "\n\r") &&
		utf8.ValidString(text) && json.Valid([]byte(text))
}

// appendScore writes a number as Redis said it, so that it comes back the same;
// one that JSON has no word for becomes a text.
func appendScore(line []byte, score string) []byte {
	if n, err := strconv.ParseFloat(score, 64); err != nil || math.IsInf(n, 0) {
		return appendText(line, score)
	}
	return append(line, score...)
}

// encodeLine makes a line of the file. What is raw in it stays as it is.
func encodeLine(of any) ([]byte, error) {
	if k, ok := of.(kept); ok {
		value := k.Value
		k.Value = json.RawMessage("0") // Marshal would take a raw message apart, and write it anew
		line, err := json.Marshal(k)
		if err != nil {
			return nil, fmt.Errorf("encode %s: %w", k.Key, err)
		}
		line = append(bytes.TrimSuffix(line, []byte("0}")), value...)
		return append(line, '}', '\n'), nil
	}
	line, err := json.Marshal(of)
	return append(line, '\n'), err
}

var errForm = errors.New("not in the form of a backup")

// text reads what appendText wrote.
func text(raw json.RawMessage) (string, error) {
	if len(raw) == 0 {
		return "", errForm // a line without a value
	}
	if raw[0] == '{' {
		return string(raw), nil
	}
	if raw[0] == '"' {
		var s string
		return s, json.Unmarshal(raw, &s)
	}
	var coded []string
	if err := json.Unmarshal(raw, &coded); err != nil || len(coded) != 2 || coded[0] != "base64" {
		return "", errForm
	}
	bytes, err := base64.StdEncoding.DecodeString(coded[1])
	return string(bytes), err
}

// texts reads the value of a list or set.
func (k kept) texts() ([]any, error) {
	var raw []json.RawMessage
	if err := json.Unmarshal(k.Value, &raw); err != nil {
		return nil, err
	}
	all := make([]any, len(raw))
	for i, one := range raw {
		s, err := text(one)
		if err != nil {
			return nil, err
		}
		all[i] = s
	}
	return all, nil
}

// pairs reads the value of a hash or sorted set, flat; a score stays as it was
// written.
func (k kept) pairs() ([]any, error) {
	var raw [][]json.RawMessage
	if err := json.Unmarshal(k.Value, &raw); err != nil {
		return nil, err
	}
	all := make([]any, 0, 2*len(raw))
	for _, pair := range raw {
		if len(pair) != 2 {
			return nil, errForm
		}
		first, err := text(pair[0])
		if err != nil {
			return nil, err
		}
		second, err := k.second(pair[1])
		if err != nil {
			return nil, err
		}
		all = append(all, first, second)
	}
	return all, nil
}

func (k kept) second(raw json.RawMessage) (string, error) {
	if k.Type != "zset" {
		return text(raw)
	}
	if endless := strings.Trim(string(raw), `"`); endless == "inf" || endless == "-inf" {
		return endless, nil
	}
	if _, err := strconv.ParseFloat(string(raw), 64); err != nil {
		return "", errForm
	}
	return string(raw), nil
}
