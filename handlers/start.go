package handlers

import (
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
)

// The verbs of the buttons in this file.
const (
	verbAgree    = "agree"
	verbLanguage = "lang"
	verbPoint    = "point"
	verbMenu     = chat.VerbMenu
)

// start greets, or follows the link that the person came by.
func (t *turn) start() error {
	link := strings.TrimSpace(t.event.Text)
	if t.asksFirst() {
		return nil
	}
	if token, ok := strings.CutPrefix(link, invitation); ok {
		return t.useInvite(token)
	}
	if token, ok := strings.CutPrefix(link, linkGroup); ok {
		return t.claimGroup(token)
	}
	if _, ok := tieToken(link); ok {
		t.reply(t.say.T("group.link_is_for_groups"), t.menu())
		return nil
	}
	if token, ok := strings.CutPrefix(link, leadInvitation); ok {
		return t.useLeadLink(token)
	}
	if door, ok := strings.CutPrefix(link, "door-"); ok {
		return t.atDoor(door)
	}
	if t.commands()[link] != nil { // asked for in a group
		t.event.Command, t.event.Text = link, ""
		return t.order(link)
	}
	if t.decides() {
		t.hints()
	}
	return t.showHome()
}

// asksFirst asks for what has to be known before anything else, once: consent,
// and the Point where there are several. It says whether it asked; what the
// person wanted is kept and done as soon as they answered.
func (t *turn) asksFirst() bool {
	switch {
	case t.who.Consent.IsZero():
		t.askConsent()
	case !t.picked:
		t.askPoint()
	default:
		return false
	}
	return true
}

// askConsent tells what is kept and why. What the person wrote is kept in the
// conversation, and goes on from there.
func (t *turn) askConsent() {
	if t.event.Kind == chat.Pressed {
		t.toast(t.say.Plain("start.consent_first"))
	} else if _, answer := lang.YesNo(t.event.Text); !answer || !t.askedBefore() {
		t.remember()
	}
	t.showConsent()
}

// askedBefore says whether the question about consent waits for an answer.
func (t *turn) askedBefore() bool {
	return t.who.Consent.IsZero() && t.known.Talking && t.known.Session.Flow == flowWelcome
}

// agreesInWords says whether what is written is a yes to it.
func (t *turn) agreesInWords() bool {
	yes, _ := lang.YesNo(t.event.Text)
	return yes && t.event.Kind == chat.Text && t.askedBefore()
}

func (t *turn) showConsent() {
	agree := button(t.say.Plain("start.agree"), verbAgree, "", 0, "")
	t.panelAnew(welcomePanel, t.event.Kind != chat.Pressed, t.say.T("start.consent", "Name", t.who.Name, "Point", t.point.Name.In(t.who.Language)),
		chat.Keyboard{}.Row(styled(agree, chat.Success)).Row(t.languages()...))
}

const welcomePanel = "welcome"

// agree writes the consent down and goes on.
func (t *turn) agree(chat.Press) error {
	if !t.who.Consent.IsZero() {
		t.toast(t.say.Plain("start.agreed_before"))
		return nil
	}
	t.who.Consent = t.now
	t.keepPerson()
	t.panel(welcomePanel, t.say.T("start.agreed", "Name", t.who.Name), nil)
	if t.decides() {
		t.hints()
	}
	if !t.picked {
		t.askPoint()
		return nil
	}
	return t.goOn()
}

// smallTalk answers what asks for nothing: kindly where it was meant so.
func (t *turn) smallTalk() {
	key := "start.not_understood"
	switch lang.CourtesyOf(t.event.Text) {
	case lang.Greeting:
		key = "start.hello"
	case lang.Thanks:
		key = "start.welcome"
	}
	t.reply(t.say.T(key, "Name", t.who.Name, "Point", t.point.Name.In(t.who.Language)), t.menu())
}

// menu is what a resident starts from.
func (t *turn) menu() chat.Keyboard {
	item := func(key, arg string) chat.Button { return button(t.say.Plain(key), verbMenu, "", 0, arg) }
	k := chat.Keyboard{}.
		Row(t.bookButton()).
		Row(item("menu.my", "my"), item("menu.schedule", "schedule"))
	if t.isAdmin() {
		k = k.Row(item("menu.queue", "queue"), item("menu.admins", "admins"))
	} else if t.decides() {
		k = k.Row(item("menu.queue", "queue"))
	}
	return k.Row(item("menu.settings", "settings"), item("menu.lang", "lang")).Row(item("menu.help", "help"))
}

// bookButton begins to reserve a room.
func (t *turn) bookButton() chat.Button {
	return styled(button(t.say.Plain("menu.book"), verbMenu, "", 0, "book"), chat.Primary)
}

// fromMenu does what the same command does.
func (t *turn) fromMenu(p chat.Press) error {
	if t.commands()[p.Arg] == nil {
		t.stale()
		return nil
	}
	t.event.Text = ""
	return t.order(p.Arg)
}

// chooseLanguage shows the languages.
func (t *turn) chooseLanguage() error {
	t.panelAnew("lang", t.event.Kind != chat.Pressed, t.say.T("start.choose_language"), chat.Keyboard{}.Row(t.languages()...))
	return nil
}

func (t *turn) languages() []chat.Button {
	var row []chat.Button
	for _, tag := range lang.Tags() {
		text := t.Texts.In(tag).Plain("start.language_name")
		if string(tag) == t.who.Language {
			text = "✓ " + text
		}
		row = append(row, button(text, verbLanguage, "", 0, string(tag)))
	}
	return row
}

// setLanguage changes the language of a person, whatever their Telegram has.
func (t *turn) setLanguage(p chat.Press) error {
	tag := lang.Of(p.Arg)
	if string(tag) != p.Arg {
		t.stale()
		return nil
	}
	t.who.Language, t.say = p.Arg, t.Texts.In(tag)
	if t.who.Consent.IsZero() {
		w := t.wantedBefore()
		w.Language = p.Arg
		t.keepWanted(w)
		t.showConsent()
		return nil
	}
	if t.known.Person.Language != p.Arg {
		t.keepPerson()
	}
	t.hints()
	t.toast(t.say.Plain("start.language_set"))
	t.panel("lang", t.say.T("start.language_set"), nil)
	return nil
}

// choosePoint shows the Points, where there are several.
func (t *turn) choosePoint() error {
	if len(t.Points) == 1 {
		t.reply(t.say.T("start.one_point", "Point", t.point.Name.In(t.who.Language)), t.menu())
		return nil
	}
	t.askPoint()
	return nil
}

func (t *turn) askPoint() {
	if t.event.Kind != chat.Pressed && t.event.Command != "point" {
		t.remember()
	}
	var choices []chat.Button
	for _, p := range t.Points {
		choices = append(choices, button(p.Name.In(t.who.Language), verbPoint, "", 0, p.ID))
	}
	t.panelAnew("point", t.event.Kind != chat.Pressed, t.say.T("start.choose_point"), chat.Keyboard{}.Grid(1, choices...))
}

// setPoint remembers where the person is at home, and takes along what is known
// of them.
func (t *turn) setPoint(p chat.Press) error {
	chosen := t.pointOf(p.Arg)
	switch {
	case chosen == nil:
		t.stale()
		return nil
	case t.who.Consent.IsZero():
		t.askConsent()
		return nil
	}
	return t.moveTo(chosen)
}
