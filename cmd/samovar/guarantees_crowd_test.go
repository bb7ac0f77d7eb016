package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"

	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/lang"
)

// visitor books a room by conversation, as people do: looks at what the bot shows,
// answers it, waits for what comes next.
type visitor struct {
	*emulator.Person
	say     lang.Speaker
	title   string
	dice    *rand.Rand
	updates []int           // all that was written and pressed
	answers int64           // the version of the conversation that was answered last
	pressed *emulator.Press // the last press in it
}

// visitor is somebody who comes to book, in one of the three languages.
func (h *premises) visitor(n int, seed uint64) *visitor {
	tag := lang.Tags()[n%3]
	return &visitor{
		Person: h.telegram.Person(int64(1000+n), emulator.Profile{First: fmt.Sprintf("Visitor%d", n), Lang: string(tag)}),
		say:    h.texts.In(tag), title: fmt.Sprintf("Evening %03d", n), dice: rand.New(rand.NewPCG(seed, uint64(n))),
	}
}

func (v *visitor) writes(text string) { v.updates = append(v.updates, v.Says(text)) }

func (v *visitor) press(m emulator.Message, data string) *emulator.Press {
	p := v.PressesData(m.ID, data)
	v.updates = append(v.updates, p.UpdateID)
	return p
}

// agrees meets the bot.
func (v *visitor) agrees(ctx context.Context) error {
	v.writes("/start")
	var consent emulator.Message
	var agree emulator.Button
	err := v.WaitFor(ctx, func(c emulator.Chat) (ok bool) {
		if consent, ok = c.Last(); ok {
			agree, ok = consent.Button(v.say.Plain("start.agree"))
		}
		return ok
	})
	if err != nil {
		return err
	}
	v.press(consent, agree.Data)
	return v.WaitFor(ctx, func(c emulator.Chat) bool {
		last, ok := c.Last()
		_, menu := last.Button(v.say.Plain("menu.book"))
		return ok && menu
	})
}

// books goes through the whole conversation to the receipt.
func (v *visitor) books(ctx context.Context) error {
	v.writes("/book")
	for {
		m, done, err := v.next(ctx)
		if err != nil || done {
			return err
		}
		v.answer(m)
	}
}

// next waits for a question that was not answered yet, or for the receipt. A
// press that was answered in words changed nothing: the question stands.
func (v *visitor) next(ctx context.Context) (question emulator.Message, done bool, err error) {
	err = v.WaitFor(ctx, func(c emulator.Chat) bool {
		if v.pressed != nil && v.pressed.Answered() {
			if a, _ := v.pressed.Answer(ctx); a.Text != "" {
				v.answers, v.pressed = v.answers-1, nil
			}
		}
		for _, m := range c.FromBot() {
			if version := v.asked(m); version > v.answers {
				question = m
			}
			done = done || v.receipt(m)
		}
		return done || question.ID != 0
	})
	return question, done, err
}

// receipt says whether the message is what a finished conversation leaves.
func (v *visitor) receipt(m emulator.Message) bool {
	all := presses(m)
	return strings.Contains(m.Text, v.title) && len(all) == 1 && all[0].Verb == "menu" && all[0].Arg == "my"
}

// asked is the version of the conversation that a message's buttons belong to.
func (v *visitor) asked(m emulator.Message) int64 {
	for _, p := range presses(m) {
		if p.Verb == "talk" {
			return p.Version
		}
	}
	return 0
}

// presses are the values that a message's buttons carry.
func presses(m emulator.Message) (all []chat.Press) {
	for _, row := range m.Buttons {
		for _, b := range row {
			if p, err := chat.ParsePress(b.Data); err == nil {
				all = append(all, p)
			}
		}
	}
	return all
}

// answer chooses any of the choices, or writes the title.
func (v *visitor) answer(m emulator.Message) {
	v.answers, v.pressed = v.asked(m), nil
	for _, kind := range []string{"send=", "a=", "l=", "s=", "d=", "n=", "go="} {
		choices := v.choices(m, kind)
		if kind == "d=" && len(choices) < 5 {
			choices = append(choices, v.choices(m, "m=")...) // few days are left of this month
		}
		if len(choices) > 0 {
			v.pressed = v.press(m, choices[v.dice.IntN(len(choices))])
			return
		}
	}
	v.writes(v.title)
}

// choices are the values of the buttons of that kind which are not struck out.
func (v *visitor) choices(m emulator.Message, kind string) (data []string) {
	for _, row := range m.Buttons {
		for _, b := range row {
			p, err := chat.ParsePress(b.Data)
			day := kind == "d=" && !strings.ContainsFunc(b.Text, unicode.IsNumber)
			if err == nil && strings.HasPrefix(p.Arg, kind) && !day {
				data = append(data, b.Data)
			}
		}
	}
	return data
}
