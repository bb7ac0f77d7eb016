package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/lang"
)

// party is somebody who takes part in a run. Whatever fails, they go on: what is
// not answered for a while they leave, and do something else.
type party struct {
	*visitor
	*ordeal
	tried map[string]bool // buttons that were pressed
}

const (
	patience = 4 * time.Second
	glance   = 20 * time.Millisecond
)

// turn waits until it is theirs to do something, and says whether there is more
// to do.
func (p *party) turn() bool {
	select {
	case <-p.turns:
		return true
	case <-p.enough:
	case <-p.ordeal.ctx.Done():
	}
	return false
}

// says writes something and waits for any answer.
func (p *party) says(words string) bool {
	if !p.turn() {
		return false
	}
	p.notes(p.Says(words), false)
	return p.sees(func(emulator.Message) bool { return true })
}

// sees waits until something that the bot wrote or changed since is as wanted.
func (p *party) sees(wanted func(emulator.Message) bool) bool {
	late := time.Now().Add(patience)
	for time.Now().Before(late) && p.ordeal.ctx.Err() == nil {
		if slices.ContainsFunc(p.Recent(12).Fresh().Messages, wanted) {
			return true
		}
		<-time.After(glance)
	}
	return false
}

// presses presses a button and waits until that is answered.
func (p *party) presses(message int, data string) bool {
	if !p.turn() {
		return false
	}
	pressed, err := chat.ParsePress(data)
	if err == nil && strings.HasPrefix(pressed.Arg, "send=") {
		p.asks(pressed.Subject)
	}
	p.tried[data] = true
	press := p.PressesData(message, data)
	p.notes(press.UpdateID, true)
	for late := time.Now().Add(patience); time.Now().Before(late) && !press.Answered(); {
		<-time.After(glance)
	}
	return press.Answered()
}

// asks notes that a request is sent.
func (p *party) asks(request string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.acts.asked[request] = p.ID()
}

// reads notes that it was received, as the bot says.
func (p *party) reads(request string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.acts.granted[request], p.acts.read[request] = p.ID(), time.Now()
}

// button is one that can be pressed.
type button struct {
	message int
	data    string
	chat.Press
}

// buttons are those of some messages that are of a verb and an argument that
// begins so; "" for any.
func buttons(messages []emulator.Message, verb, arg string) (all []button) {
	for _, m := range messages {
		for _, row := range m.Buttons {
			for _, b := range row {
				p, err := chat.ParsePress(b.Data)
				if err == nil && (verb == "" || p.Verb == verb) && strings.HasPrefix(p.Arg, arg) {
					all = append(all, button{m.ID, b.Data, p})
				}
			}
		}
	}
	return all
}

// taps presses any of the new buttons of that kind, once there is one.
func (p *party) taps(verb, arg string) (button, bool) {
	var found []button
	p.sees(func(m emulator.Message) bool {
		found = buttons([]emulator.Message{m}, verb, arg)
		return len(found) > 0
	})
	if len(found) == 0 {
		return button{}, false
	}
	b := found[p.dice.IntN(len(found))]
	return b, p.presses(b.message, b.data)
}

// guest is a resident, or a lead.
type guest struct {
	party
	booked int
}

// live meets the bot and then does one thing after the other.
func (g *guest) live() {
	for g.says("/start") {
		if _, ok := g.taps("agree", ""); ok {
			break
		}
	}
	doings := []func(){g.books, g.books, g.books, g.givesUp, g.givesUp, g.givesUp, g.answers, g.looks, g.fiddles}
	for {
		select {
		case <-g.enough:
			return
		case <-g.ordeal.ctx.Done():
			return
		default:
			doings[g.dice.IntN(len(doings))]()
		}
	}
}

// rooms are what the rooms are called by who asks for one.
var rooms = map[lang.Tag][]string{
	lang.Russian: {"зал", "класс", "переговорная", "студия", "мастерская"},
	lang.English: {"hall", "classroom", "meeting zone", "studio", "workshop"},
	lang.Chinese: {"大厅", "教室", "洽谈区", "工作室", "工坊"},
}

// books asks for a room in one message, and sends the request; where the time is
// taken it gets in line.
func (g *guest) books() {
	g.booked++
	tag := g.say.Tag()
	title := fmt.Sprintf("Evening of %s", words(int(g.ID())*1000+g.booked))
	from := 9 + g.dice.IntN(11)
	format := map[lang.Tag]string{lang.Russian: "/book %s с %d до %d, %s, %d человек, %s", lang.English: "/book %s %d:00-%d:00, %s, %d people, %s", lang.Chinese: "/book %s %d点到%d点，%s，%d人，%s"}
	if !g.says(fmt.Sprintf(format[tag], g.someDay(), from, from+1+g.dice.IntN(2), rooms[tag][g.dice.IntN(5)], 5+g.dice.IntN(25), title)) {
		return
	}
	fresh := g.Recent(6).Fresh().Messages
	if len(buttons(fresh, "talk", "send=")) > 0 {
		if b, ok := g.taps("talk", "send="); ok {
			g.awaitsReceipt(b.Subject, title)
		}
		return
	}
	if len(buttons(fresh, "talk", "go=join")) > 0 {
		if _, ok := g.taps("talk", "go=join"); ok {
			g.taps("talk", "q=")
		}
	}
}

// awaitsReceipt waits for the word that the request was received.
func (g *guest) awaitsReceipt(request, title string) {
	if g.sees(func(m emulator.Message) bool {
		all := presses(m)
		return strings.Contains(m.Text, title) && len(all) == 1 && all[0].Verb == "menu" && all[0].Arg == "my"
	}) {
		g.reads(request)
	}
}

// someDay is one of the next days, as people write it.
func (p *party) someDay() string {
	day := p.where.Day(p.clock.now()).Plus(1 + p.dice.IntN(13))
	return fmt.Sprintf("%02d.%02d.%d", day.Day, day.Month, day.Year)
}

// words are letters that stand for a number: a number in a title could be taken
// for people.
func words(n int) string {
	const letters = "bdfgklmnprstvz"
	out := ""
	for ; n > 0; n /= len(letters) {
		out += string(letters[n%len(letters)]) + "a"
	}
	return out
}

// givesUp gives a booking up that stands in the list.
func (g *guest) givesUp() {
	if !g.says("/my") {
		return
	}
	if _, ok := g.taps("show", ""); !ok {
		return
	}
	if _, ok := g.taps("giveup", "ask"); ok {
		g.taps("giveup", "yes")
	}
}

// answers does what the bot asked for by itself: takes or passes an offer, says
// that an event stands, or has begun.
func (g *guest) answers() {
	recent := g.Recent(25).Messages
	for _, verb := range []string{chat.VerbOffer, chat.VerbStill, chat.VerbDoor, "take"} {
		for _, b := range buttons(recent, verb, "") {
			if !g.tried[b.data] {
				g.presses(b.message, b.data)
				return
			}
		}
	}
	g.looks()
}

// looks asks for something that changes nothing.
func (g *guest) looks() {
	all := []string{"/schedule", "/my", "/help", "/settings", "/community", "/cancel", "…", "/nonsense"}
	g.says(all[g.dice.IntN(len(all))])
}

// fiddles presses any button, old or new, but those that make many bookings of
// one, send files, or change the language in which it asks.
func (g *guest) fiddles() {
	all := slices.DeleteFunc(buttons(g.Recent(8).Messages, "", ""), func(b button) bool {
		return slices.Contains([]string{chat.VerbSeries, chat.VerbGroup, "ics", "lang", "community"}, b.Verb) ||
			b.Verb == "menu" && b.Arg == "lang" || b.Verb == "talk" && strings.HasPrefix(b.Arg, "go=series")
	})
	if len(all) == 0 {
		g.looks()
		return
	}
	b := all[g.dice.IntN(len(all))]
	g.presses(b.message, b.data)
}

// decider is an admin.
type decider struct{ party }

// live decides what comes, and now and then looks at the lists.
func (d *decider) live() {
	for d.says("/start") {
		if _, ok := d.taps("agree", ""); ok {
			break
		}
	}
	for {
		select {
		case <-d.enough:
			return
		case <-d.ordeal.ctx.Done():
			return
		default:
			d.decides()
		}
	}
}

// decides answers a request that it has not answered yet.
func (d *decider) decides() {
	open := slices.DeleteFunc(buttons(d.Recent(40).Messages, "decide", "yes"), func(b button) bool { return d.tried[b.data] })
	switch roll := d.dice.IntN(20); {
	case roll == 0:
		lists := []string{"/queue", "/line", "/log", "/house", "/admins"}
		d.says(lists[d.dice.IntN(len(lists))])
	case len(open) == 0:
		<-time.After(10 * glance)
	case roll < 14:
		d.presses(open[0].message, open[0].data)
	default:
		b := open[d.dice.IntN(len(open))]
		d.tried[b.data] = true
		no := strings.Replace(b.data, ":yes", ":no", 1)
		if d.presses(b.message, no) {
			d.taps("decide", "works")
		}
	}
}
