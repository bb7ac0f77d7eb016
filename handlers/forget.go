package handlers

import (
	"slices"
	"strings"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// forget explains what becomes of all that is kept about the person who asks to
// be forgotten, before they are asked whether they are sure.
func (t *turn) forget() error {
	t.event.Text = ""
	return t.explainForgetting()
}

func (t *turn) explainForgetting() error {
	all, err := t.partings()
	if err != nil {
		return err
	}
	if len(all) == 0 {
		t.panelAnew(privacyPanel, t.typed(), t.say.T("privacy.nothing"), nil)
		return nil
	}
	text := t.say.T("privacy.explain")
	for _, p := range all {
		text += p.consequences()
	}
	if key := hindrance(all); key != "" {
		t.panelAnew(privacyPanel, t.typed(), text+"\n\n"+t.say.T(key), chat.Keyboard{}.Row(t.privacyButton("privacy.get", privacyData)))
		return nil
	}
	k := chat.Keyboard{}.
		Row(styled(t.privacyButton("privacy.forget", privacySure+"="+sumOf(all)), chat.Danger)).
		Row(t.privacyButton("privacy.get", privacyData), t.privacyButton("privacy.keep", privacyKeep))
	t.panelAnew(privacyPanel, t.typed(), text, k)
	return nil
}

// hindrance names the sentence that says why the person cannot be forgotten just
// now, "" where they can.
func hindrance(all []*parting) string {
	for _, p := range all {
		admins := p.staff.Admins(p.point)
		switch {
		case len(p.running) > 0:
			return "privacy.running"
		case p.serves && len(admins) == 0:
			return "privacy.last_admin"
		}
	}
	return ""
}

// consequences are what happens besides at a Point, each on a line of its own.
func (p *parting) consequences() string {
	var lines []string
	say := func(key string, args ...any) { lines = append(lines, "• "+p.say.T(key, args...)) }
	if len(p.off) > 0 {
		say("privacy.off", "Count", len(p.off))
		lines[len(lines)-1] += listed(p.say, p.off, struckShown, p.eventLine)
	}
	if len(p.wishes) > 0 {
		say("privacy.wishes", "Count", len(p.wishes))
	}
	for _, c := range p.led {
		heir := p.heirs[c.ID]
		switch last := !slices.ContainsFunc(c.Leads, func(id int64) bool { return id != p.who.ID }); {
		case c.State == space.CommunityProposed:
			say("privacy.proposal", "Name", shorten(c.Name, 64))
		case heir.ID != 0 && p.handed[c.ID] > 0:
			say("privacy.handed", "Name", shorten(c.Name, 64), "To", shorten(heir.Name, 40), "Count", p.handed[c.ID])
		case last && c.Active():
			say("privacy.last_lead", "Name", shorten(c.Name, 64))
		default:
			say("privacy.lead", "Name", shorten(c.Name, 64))
		}
	}
	switch named := slices.Contains(append(p.point.Approvers(), p.point.Admins...), p.who.ID); {
	case named && p.known.Staff.IsStaff(p.point, p.who.ID):
		say("privacy.config_admin")
	case p.serves:
		say("privacy.staff")
	}
	if len(lines) == 0 {
		return ""
	}
	return "\n\n" + p.say.T("privacy.at", "Point", p.point.Name.In(p.who.Language)) + "\n" + strings.Join(lines, "\n")
}

// forgetting asks back, and forgets: both only where all is still as the person
// saw it.
func (t *turn) forgetting(sum string, sure bool) error {
	all, err := t.partings()
	if err != nil {
		return err
	}
	switch {
	case len(all) == 0, hindrance(all) != "", sumOf(all) != sum:
		t.toast(t.say.Plain("privacy.redrawn"))
		return t.explainForgetting()
	case !sure:
		yes := styled(t.privacyButton("privacy.yes", privacyForget+"="+sum), chat.Danger)
		t.panel(privacyPanel, t.say.T("privacy.sure"), chat.Keyboard{}.Row(yes).Row(t.privacyButton("privacy.keep", privacyKeep)))
		return nil
	}
	return t.leaveAll(all)
}

// stillLeaving answers whatever a person does while they are being forgotten.
func (t *turn) stillLeaving() error {
	switch {
	case t.event.Kind == chat.Pressed:
		t.toast(t.say.Plain("privacy.wait"))
	case t.event.Place.Type == chat.Private:
		t.reply(t.say.T("privacy.wait"), nil)
	}
	return nil
}
