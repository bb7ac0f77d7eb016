package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/space"
)

// flowCommunity is the conversation in which a community is proposed, or one
// thing about it is worded anew.
const flowCommunity = "community"

// What is spoken about.
const (
	foundNew    = "new"    // a community that is proposed
	foundName   = "name"   // another name, by a lead
	foundAbout  = "about"  // another description, by a lead
	foundRefuse = "refuse" // why an admin declines one
)

// founding is what was said so far.
type founding struct {
	Do       string `json:"do"`
	Subject  string `json:"subject,omitempty"` // the community, where there is one
	Version  int64  `json:"version,omitempty"`
	Name     string `json:"name,omitempty"`
	About    string `json:"about,omitempty"`
	Language string `json:"language,omitempty"`
	Where    string `json:"where,omitempty"` // of the admins' list it was asked, "" outside of it
}

// founder is the conversation on its way, at one event.
type founder struct {
	conversation
	founding
}

// newFounder begins a conversation, in place of any before.
func (t *turn) newFounder(do string, c space.Community) *founder {
	return &founder{t.beginning(flowCommunity), founding{Do: do, Subject: c.ID, Version: c.Version, Name: c.Name}}
}

// founder is the conversation that goes on.
func (t *turn) founder() (*founder, error) {
	f := &founder{conversation: t.ongoing()}
	return f, f.readAnswers(&f.founding)
}

// steps are the questions by name.
func (f *founder) steps() map[string]step {
	nothing := func(string, string) (bool, error) { return false, nil }
	words := func() (bool, error) { return true, f.takeWord() }
	if f.Do != foundNew {
		return map[string]step{
			stepName:   {f.askName, nothing, words},
			stepAbout:  {f.askAbout, nothing, words},
			stepReason: {f.askReason, nothing, words},
		}
	}
	return map[string]step{
		stepName:     {f.askName, nothing, f.nameText},
		stepAbout:    {f.askAbout, nothing, f.aboutText},
		stepLanguage: {f.askLanguage, f.pickLanguage, f.languageText},
		stepSend:     {f.askSend, f.pickSend, func() (bool, error) { return false, nil }},
	}
}

// foundPress carries out a button of the conversation.
func (t *turn) foundPress(arg string) error {
	f, err := t.founder()
	if err != nil {
		return err
	}
	if arg == dialog.ArgBack {
		if !f.talk.Back() {
			t.stale()
			return nil
		}
		return f.show()
	}
	ok, err := f.steps()[f.talk.Step].press(cut(arg))
	if err == nil && !ok {
		t.stale()
	}
	return err
}

// foundText hands words to the step that is open.
func (t *turn) foundText() error {
	f, err := t.founder()
	if err != nil {
		return err
	}
	ok := false
	if t.event.Kind == chat.Text {
		ok, err = f.steps()[f.talk.Step].text()
	}
	if err == nil && !ok {
		f.note = f.say.T("community.words_please")
		return f.show()
	}
	return err
}

// advance goes on to a step; one that was answered before leads back to the
// end.
func (f *founder) advance(next string) error {
	if slices.Contains(f.talk.Trail, stepSend) {
		next = stepSend
	}
	f.talk.Go(next)
	return f.show()
}

func (f *founder) showOr(err error) error {
	if err != nil {
		return err
	}
	return f.show()
}

// show writes the step's question into the conversation's message.
func (f *founder) show() error {
	return f.pose(f.steps()[f.talk.Step].ask, &f.founding)
}
