package handlers

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"samovar/internal/chat"
)

// bring does with a message what Telegram would.
func (h *house) bring(o chat.Out) {
	h.Helper()
	h.check(o)
	g := h.guests[o.Chat]
	if g == nil {
		return
	}
	switch o.Kind {
	case chat.Answer:
		g.toasts = append(g.toasts, o.Text)
	case chat.Send:
		g.files = append(g.files, *o.File)
	case chat.Menu:
		g.menu = nil
		for _, c := range o.Commands {
			g.menu = append(g.menu, c.Name)
		}
	case chat.Say:
		g.show(o)
	case chat.Undress:
		if m := g.panels[o.Panel]; m != nil {
			m.keyboard = nil
			if o.Text != "" {
				m.text = o.Text
			}
		}
	}
	g.news = append(g.news, o.Text)
}

// show sends or edits.
func (g *guest) show(o chat.Out) {
	before := g.panels[o.Panel]
	if o.Panel != "" && before != nil && !o.Fresh {
		before.text, before.keyboard = o.Text, o.Keyboard
		return
	}
	m := &message{len(g.messages) + 1, o.Text, o.Keyboard}
	g.messages = append(g.messages, m)
	if o.Panel != "" {
		g.retire(before, o)
		g.panels[o.Panel] = m
	}
}

// retire sees to the message that was the panel before.
func (g *guest) retire(before *message, o chat.Out) {
	switch {
	case before == nil:
	case o.Vanish:
		g.messages = slices.DeleteFunc(g.messages, func(m *message) bool { return m == before })
	default:
		before.keyboard = nil
		if o.Former != "" {
			before.text = o.Former
		}
	}
}

// halfWidth is a mark of another script between Chinese words.
var halfWidth = regexp.MustCompile(`\p{Han} ?[,:;!?()]|[,:;!?()] ?\p{Han}`)

var tags = regexp.MustCompile(`<[^>]*>`)

// check holds a message against what Telegram takes.
func (h *house) check(o chat.Out) {
	h.Helper()
	most := map[chat.OutKind]int{chat.Say: 4096, chat.Undress: 4096, chat.Send: 1024, chat.Answer: 200}[o.Kind]
	text := o.Text
	if o.Kind != chat.Answer {
		text = html.UnescapeString(tags.ReplaceAllString(text, ""))
	}
	if n := units(text); n > most || n == 0 && o.Kind == chat.Say {
		h.Errorf("a %s of %d characters: %.200s", o.Kind, n, o.Text)
	}
	reads := h.guests[o.Chat]
	if mixed := halfWidth.FindString(text); mixed != "" && reads != nil && reads.Language == "zh" {
		h.Errorf("%q among Chinese words: %s", mixed, text)
	}
	if strings.Contains(o.Text, "⟦") {
		h.Errorf("a hole in the texts: %s", o.Text)
	}
	all := 0
	for _, row := range o.Keyboard {
		all += len(row)
		for _, b := range row {
			if len(row) > 8 || strings.TrimSpace(b.Text) == "" || len(b.Data) > chat.MaxPress || strings.Contains(b.Text, "⟦") {
				h.Errorf("a button %+v in a row of %d", b, len(row))
			}
		}
	}
	if all > 100 {
		h.Errorf("a keyboard of %d buttons", all)
	}
}

// sees fails unless something that came since the last act holds the words.
func (g *guest) sees(words ...string) {
	g.Helper()
	got := strings.Join(g.news, "\n---\n")
	for _, w := range words {
		if !strings.Contains(got, w) {
			g.Errorf("%s does not see %q, but:\n%s", g.Name, w, got)
		}
	}
}

// seesNot fails if anything that came since the last act holds the words.
func (g *guest) seesNot(words ...string) {
	g.Helper()
	got := strings.Join(g.news, "\n---\n")
	for _, w := range words {
		if strings.Contains(got, w) {
			g.Errorf("%s sees %q:\n%s", g.Name, w, got)
		}
	}
}

// screen is the whole chat, for failures and golden files.
func (g *guest) screen() string {
	var b strings.Builder
	for _, m := range g.messages {
		b.WriteString(drawMessage(m.text, m.keyboard) + "\n")
	}
	return b.String()
}

func drawMessage(text string, keyboard chat.Keyboard) string {
	var b strings.Builder
	b.WriteString(text + "\n")
	for _, row := range keyboard {
		for _, button := range row {
			b.WriteString("[" + button.Text + "] ")
		}
		b.WriteString("\n")
	}
	return b.String()
}
