package handlers

import "samovar/internal/lang"

// intended does what is plainly asked for in words, as its command would, and says
// whether anything was.
func (t *turn) intended() (bool, error) {
	if t.event.Forwarded {
		return false, nil
	}
	intent, u := t.intent()
	switch intent {
	case "":
		return false, nil
	case lang.ToBook:
		return true, t.bookUnderstood(u)
	case lang.ToOwn:
		if done, err := t.letsGo(); done || err != nil {
			return done, err
		}
	}
	if intent == lang.ToOwn || len(u.Days) == 0 && u.Room == "" {
		t.event.Text = "" // nothing in it says more than the command
	}
	return true, t.order(string(intent))
}

// intent is what the words say is wanted, and of what.
func (t *turn) intent() (lang.Intent, lang.Understood) {
	return lang.IntentOf(t.event.Text, t.local(t.now), t.say.Tag(), t.vocabulary())
}
