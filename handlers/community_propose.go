package handlers

import (
	"slices"
	"unicode/utf8"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

// The steps of speaking about a community.
const (
	stepName     = "name"
	stepAbout    = "about"
	stepLanguage = "language"
	stepSend     = "send"
	stepReason   = "reason"
)

const (
	shortestName  = 2
	longestName   = 64
	longestAbout  = 500
	shortestAbout = 10
)

// proposeCommunity begins the conversation, unless a proposal of the person
// waits already.
func (t *turn) proposeCommunity() error {
	mine, err := t.openProposal()
	if err != nil {
		return err
	}
	if mine != nil {
		t.sayOrAlert("community.one_at_a_time", "Name", mine.Name)
		return nil
	}
	f := t.newFounder(foundNew, space.Community{})
	f.Language = t.who.Language
	return f.advance(stepName)
}

// sayOrAlert says something in the way that the event was made.
func (t *turn) sayOrAlert(key string, args ...any) {
	if t.event.Kind == chat.Pressed {
		t.alert(shorten(plain(t.say.T(key, args...)), toastShown))
		return
	}
	t.reply(t.say.T(key, args...), nil)
}

// openProposal is what the person proposed and nobody decided yet, or nil.
func (t *turn) openProposal() (*space.Community, error) {
	own, err := t.db.CommunitiesOf(t.ctx, t.event.From.ID)
	for _, c := range own {
		if c.State == space.CommunityProposed {
			return &c, err
		}
	}
	return nil, err
}

func (f *founder) askName() (string, chat.Keyboard, error) {
	return f.say.T("community.ask_name"), nil, nil
}

// nameText takes a name that nobody else has.
func (f *founder) nameText() (bool, error) {
	ok, err := f.takeName()
	if err != nil || !ok {
		return true, f.showOr(err)
	}
	return true, f.advance(stepAbout)
}

// takeName checks what was written; false with a remark where it will not do.
func (f *founder) takeName() (bool, error) {
	name := clean(f.event.Text)
	if n := utf8.RuneCountInString(name); n < shortestName || n > longestName {
		f.note = f.say.T("community.bad_name", "Least", shortestName, "Most", longestName)
		return false, nil
	}
	all, err := f.db.Communities(f.ctx)
	if same, taken := space.SameNamed(all, name, f.Subject); taken {
		f.note = f.say.T("community.same_name", "Name", same.Name, "State", communityMark(f.say, same))
		return false, err
	}
	f.Name = name
	return err == nil, err
}

func (f *founder) askAbout() (string, chat.Keyboard, error) {
	return f.say.T("community.ask_about", "Name", f.Name), nil, nil
}

// aboutText takes what it is about.
func (f *founder) aboutText() (bool, error) {
	if !f.takeAbout() {
		return true, f.show()
	}
	return true, f.advance(stepLanguage)
}

func (f *founder) takeAbout() bool {
	about := tidy(f.event.Text)
	if n := utf8.RuneCountInString(about); n < shortestAbout || n > longestAbout {
		f.note = f.say.T("community.bad_about", "Count", n, "Least", shortestAbout, "Most", longestAbout)
		return false
	}
	f.About = about
	return true
}

func (f *founder) askLanguage() (string, chat.Keyboard, error) {
	var row []chat.Button
	for _, tag := range lang.Tags() {
		text := f.Texts.In(tag).Plain("start.language_name")
		if string(tag) == f.Language {
			text = "✓ " + text
		}
		row = append(row, f.talk.Button(text, "l="+string(tag)))
	}
	return f.say.T("community.ask_language"), chat.Keyboard{}.Row(row...), nil
}

func (f *founder) pickLanguage(key, value string) (bool, error) {
	if key != "l" || !slices.Contains(lang.Tags(), lang.Tag(value)) {
		return false, nil
	}
	f.Language = value
	return true, f.advance(stepSend)
}

// languageText knows the languages by their names.
func (f *founder) languageText() (bool, error) {
	for _, tag := range lang.Tags() {
		if space.NameKey(f.event.Text) == space.NameKey(f.Texts.In(tag).Plain("start.language_name")) {
			return f.pickLanguage("l", string(tag))
		}
	}
	return false, nil
}

func (f *founder) askSend() (string, chat.Keyboard, error) {
	text := f.say.T("community.draft", "Name", f.Name, "About", f.About, "Language", languageName(f.turn, f.Language))
	edit := func(key, to string) chat.Button { return f.talk.Button(f.say.Plain(key), "go="+to) }
	return text, chat.Keyboard{}.Row(styled(f.talk.Button(f.say.Plain("community.send"), "send"), chat.Success)).
		Row(edit("community.rename", stepName), edit("community.reword", stepAbout), edit("menu.lang", stepLanguage)), nil
}

func languageName(t *turn, tag string) string {
	return t.Texts.In(lang.Of(tag)).Plain("start.language_name")
}

// pickSend hands the proposal in, or goes back to a part of it.
func (f *founder) pickSend(key, value string) (bool, error) {
	switch {
	case key == "send":
		return true, f.propose()
	case key == "go" && slices.Contains([]string{stepName, stepAbout, stepLanguage}, value):
		f.talk.Detour(value)
		return true, f.show()
	}
	return false, nil
}

// propose writes the community and asks the admins. Somebody may have taken the
// name meanwhile.
func (f *founder) propose() error {
	all, err := f.db.Communities(f.ctx)
	if err != nil {
		return err
	}
	if same, taken := space.SameNamed(all, f.Name, ""); taken {
		f.note = f.say.T("community.same_name", "Name", same.Name, "State", communityMark(f.say, same))
		f.talk.Detour(stepName)
		return f.show()
	}
	id := space.CommunityID(f.Name, func(id string) bool {
		return slices.ContainsFunc(all, func(c space.Community) bool { return c.ID == id })
	})
	c := space.Community{ID: id, Name: f.Name, About: f.About, Language: f.Language}.ProposedBy(f.who.Party())
	f.write.Communities = append(f.write.Communities, store.CommunityChange{After: c})
	c.Version = 1
	f.keepPerson()
	f.finish(f.say.T("community.sent", "Name", c.Name), chat.Keyboard{}.Row(f.cardButton(f.say, c)))
	return f.showProposal(c, true)
}

// cardButton opens a community's card from elsewhere.
func (t *turn) cardButton(say lang.Speaker, c space.Community) chat.Button {
	return button(say.Plain("community.open"), verbCommunity, c.ID, c.Version, "card=new")
}
