package handlers

import (
	"strings"
	"time"

	"samovar/internal/chat"
)

const (
	verbPrivacy  = "privacy" // Subject is the Point, Arg what to do
	privacyPanel = "privacy"
)

// What the buttons about what is kept do.
const (
	privacyData   = "data"   // sends it
	privacyAsk    = "ask"    // explains what to be forgotten means
	privacySure   = "sure"   // asks back; "sure=sum"
	privacyForget = "forget" // forgets; "forget=sum"
	privacyKeep   = "keep"   // lets all be as it is
)

// privacy says what is kept about people, for how long, and how to get or
// remove it. Telegram has bots answer /privacy.
func (t *turn) privacy() error {
	keeps := t.point.Keeps
	var lines []string
	for _, one := range []struct {
		key  string
		long time.Duration
	}{{"privacy.keeps_names", keeps.Names}, {"privacy.keeps_log", keeps.Log}, {"privacy.keeps_wishes", keeps.Wishes},
		{"privacy.keeps_sessions", keeps.Sessions}, {"privacy.keeps_broadcasts", keeps.Broadcasts}} {
		lines = append(lines, t.say.T(one.key, "Long", t.kept(one.long)))
	}
	text := t.say.T("privacy.policy", "Point", t.point.Name.In(t.who.Language), "Periods", strings.Join(lines, "\n"))
	k := chat.Keyboard{}.Row(t.privacyButton("privacy.get", privacyData)).Row(t.privacyButton("privacy.forget", privacyAsk))
	t.panelAnew(privacyPanel, t.typed(), text, k)
	return nil
}

// kept says how long something is kept.
func (t *turn) kept(long time.Duration) string {
	if long <= 0 {
		return t.say.Plain("privacy.for_good")
	}
	return t.say.Plain("privacy.days", "Count", int(long/(24*time.Hour)))
}

func (t *turn) privacyButton(key, arg string) chat.Button {
	return button(t.say.Plain(key), verbPrivacy, t.point.ID, 0, arg)
}

// privacyPressed carries out a button about what is kept.
func (t *turn) privacyPressed(p chat.Press) error {
	do, sum := cut(p.Arg)
	switch do {
	case privacyData:
		return t.sendData()
	case privacyAsk:
		return t.explainForgetting()
	case privacySure, privacyForget:
		return t.forgetting(sum, do == privacyForget)
	case privacyKeep:
		t.panel(privacyPanel, t.say.T("privacy.kept"), nil)
		return nil
	}
	t.stale()
	return nil
}
