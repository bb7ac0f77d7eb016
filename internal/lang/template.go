package lang

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// HTML is text that is safe markup already. Every other text that is put into a
// message is escaped for Telegram's HTML parse mode.
type HTML string

// values are the arguments of one call: name, value, name, value, and whether
// the text they go into is markup.
type values struct {
	args   []any
	markup bool
}

// of returns the value given under the name.
func (v values) of(name string) (any, bool) {
	for i := 0; i+1 < len(v.args); i += 2 {
		if v.args[i] == name {
			return v.args[i+1], true
		}
	}
	return nil, false
}

// table gives the values as what text/template reads, escaped where they must be.
func (v values) table() map[string]any {
	table := make(map[string]any, len(v.args)/2)
	for i := 0; i+1 < len(v.args); i += 2 {
		table[fmt.Sprint(v.args[i])] = v.ready(v.args[i+1])
	}
	return table
}

// ready turns what could carry markup into safe text and leaves the rest, so
// that a condition in a template still sees numbers and truths.
func (v values) ready(value any) any {
	switch value.(type) {
	case string, HTML, fmt.Stringer, error:
		return v.text(value)
	}
	return value
}

// text writes one value.
func (v values) text(value any) string {
	switch x := value.(type) {
	case HTML:
		return string(x)
	case string:
		return v.escaped(x)
	case int:
		return strconv.Itoa(x)
	}
	return v.escaped(fmt.Sprint(value))
}

func (v values) escaped(s string) string {
	if !v.markup || !strings.ContainsAny(s, `&<>"`) {
		return s
	}
	return Escape(s)
}

// escaper knows the only named entities that Telegram accepts.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// Escape makes what a person wrote safe inside a message in HTML parse mode.
func Escape(s string) string { return escaper.Replace(s) }

// placeholder matches the one action that nearly all texts make do with.
var placeholder = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

// compiler reads templates for go-i18n. Those of bare placeholders become pieces
// that are joined without reflection; the few with conditions go to text/template.
type compiler struct{}

// Cacheable lets go-i18n keep each parsed template.
func (compiler) Cacheable() bool { return true }

// Parse reads one template; a broken one is an error.
func (compiler) Parse(src, left, right string) (template.ParsedTemplate, error) {
	if strings.Contains(placeholder.ReplaceAllString(src, ""), "{{") {
		full := template.TextParser{Option: "missingkey=error"}
		parsed, err := full.Parse(src, left, right)
		return conditional{parsed}, err
	}
	var pieces joined
	at := 0
	for _, m := range placeholder.FindAllStringSubmatchIndex(src, -1) {
		pieces = append(pieces, piece{before: src[at:m[0]], name: src[m[2]:m[3]]})
		at = m[1]
	}
	return append(pieces, piece{before: src[at:]}), nil
}

// piece is a run of fixed text and the placeholder after it, if any.
type piece struct{ before, name string }

// joined is a template of bare placeholders.
type joined []piece

// Execute writes the text; a value that was not given shows as its bracketed name.
func (j joined) Execute(data any) (string, error) {
	given, _ := data.(values)
	if len(j) == 1 && j[0].name == "" {
		return j[0].before, nil
	}
	var b strings.Builder
	for _, p := range j {
		b.WriteString(p.before)
		if p.name == "" {
			continue
		}
		if value, ok := given.of(p.name); ok {
			b.WriteString(given.text(value))
		} else {
			b.WriteString(bracketed(p.name))
		}
	}
	return b.String(), nil
}

// conditional is a template with more than placeholders.
type conditional struct{ template.ParsedTemplate }

// Execute gives text/template its table.
func (c conditional) Execute(data any) (string, error) {
	given, _ := data.(values)
	return c.ParsedTemplate.Execute(given.table())
}

// bracketed shows a hole in the catalogue for what it is.
func bracketed(name string) string { return "⟦" + name + "⟧" }
