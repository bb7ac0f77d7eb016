package main

import (
	"html"
	"regexp"

	"samovar/internal/emulator"
	"samovar/internal/lang"
)

// clumsy is a person who does what nobody should, in a language.
type clumsy struct {
	*premises
	*emulator.Person
	say lang.Speaker
}

// blunder is something wrong, and what it must be answered.
type blunder struct {
	what   string
	do     func()
	answer string // as it is read
}

var markup = regexp.MustCompile(`<[^>]*>`)

// text is a text of the bot's as it is read.
func (c clumsy) text(key string, args ...any) string {
	return html.UnescapeString(markup.ReplaceAllString(c.say.T(key, args...), ""))
}

func (c clumsy) wrote(text, key string, args ...any) blunder {
	return blunder{text, func() { c.Says(text) }, c.text(key, args...)}
}

// makes makes mistakes one after the other: each is answered so, and changes
// nothing.
func (c clumsy) makes(all ...blunder) {
	c.t.Helper()
	c.settled()
	before := c.memory()
	for _, b := range all {
		b.do()
		if _, err := c.WaitReply(c.ctx, b.answer); err != nil {
			c.t.Fatalf("%.60s: %v", b.what, err)
		}
		c.settled()
		if changed := before.changed(c.memory()); len(changed) > 0 {
			c.t.Errorf("%.60s changes %v", b.what, changed)
		}
	}
}

// is waits for an answer after something right.
func (c clumsy) is(answer string) emulator.Message {
	c.t.Helper()
	m, err := c.WaitReply(c.ctx, answer)
	if err != nil {
		c.t.Fatal(err)
	}
	c.settled()
	return m
}

// chooses presses the first button whose value in the conversation begins so.
func (c clumsy) chooses(arg string) emulator.Message {
	c.t.Helper()
	m, data := c.finds(arg)
	c.twin().answered(c.PressesData(m.ID, data))
	return m
}

func (c clumsy) finds(arg string) (emulator.Message, string) {
	c.t.Helper()
	return c.twin().finds("talk", arg)
}

func (c clumsy) twin() twin { return twin{c.premises, c.Person, c.say} }
