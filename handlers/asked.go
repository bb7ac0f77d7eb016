package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/lang"
)

// answersQuestion answers what people ask of any such bot, and says whether it was
// asked.
func (t *turn) answersQuestion() (bool, error) {
	if t.event.Kind != chat.Text || t.event.Forwarded {
		return false, nil
	}
	switch lang.AskedOf(t.event.Text) {
	case lang.AskedHelp:
		return true, t.order("help")
	case lang.AskedSettings:
		t.event.Text = ""
		return true, t.order("settings")
	case lang.AskedLanguage:
		t.event.Text = ""
		return true, t.order("lang")
	case lang.AskedCancel:
		t.reply(t.say.T("start.how_to_cancel"), chat.Keyboard{}.Row(button(t.say.Plain("menu.my"), verbMenu, "", 0, "my")))
	case lang.AskedWhere:
		t.reply(t.where(), nil)
	case lang.AskedPrice:
		t.reply(t.say.T("start.free"), chat.Keyboard{}.Row(t.bookButton()))
	default:
		return false, nil
	}
	return true, nil
}

// where says where the Point is, as far as the config knows.
func (t *turn) where() string {
	point, address := t.point.Name.In(t.who.Language), t.point.Address.In(t.who.Language)
	if address == "" {
		return t.say.T("start.where_unknown", "Point", point)
	}
	return t.say.T("start.where", "Point", point, "Address", address)
}
