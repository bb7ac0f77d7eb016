package handlers

import (
	"slices"
	"unicode/utf8"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// beginRename asks for another name.
func (t *turn) beginRename(c space.Community, _ string) error {
	return t.newFounder(foundName, c).advance(stepName)
}

// beginAbout asks for another description.
func (t *turn) beginAbout(c space.Community, _ string) error {
	return t.newFounder(foundAbout, c).advance(stepAbout)
}

// beginRefusal asks an admin why a proposal is declined.
func (t *turn) beginRefusal(c space.Community, _, where string) error {
	f := t.newFounder(foundRefuse, c)
	f.Where = where
	return f.advance(stepReason)
}

func (f *founder) askReason() (string, chat.Keyboard, error) {
	return f.say.T("community.ask_words", "Name", f.Name), nil, nil
}

// takeWord takes the one thing that was asked for, unless it is of no use any
// more; then the conversation is over, too.
func (f *founder) takeWord() error {
	c, ok, err := f.db.Community(f.ctx, f.Subject)
	if err != nil {
		return err
	}
	if void := f.void(c, ok); void != "" {
		f.finish(f.say.T(void), nil)
		return nil
	}
	switch f.Do {
	case foundName:
		return f.rename(c)
	case foundAbout:
		return f.reword(c)
	}
	return f.refuse(c)
}

// void names the sentence that says why words about the community are of no use
// by now, "" where they are.
func (f *founder) void(c space.Community, there bool) string {
	switch refusing := f.Do == foundRefuse; {
	case !there:
		return "talk.stopped"
	case refusing && !f.isAdmin():
		return "admin.only"
	case refusing && c.State != space.CommunityProposed:
		return "community.decided_before"
	case refusing:
		return ""
	case !c.LedBy(f.who.ID):
		return "community.not_yours"
	case !c.Active():
		return "community.asleep." + c.Standing().String()
	}
	return ""
}

// rename needs nobody's decision; the admins are told.
func (f *founder) rename(c space.Community) error {
	ok, err := f.takeName()
	if err != nil || !ok {
		return f.showOr(err)
	}
	if c.Name == f.Name {
		f.finish(f.say.T("community.renamed", "Name", c.Name), chat.Keyboard{}.Row(f.cardButton(f.say, c)))
		return nil
	}
	after := c
	after.Name = f.Name
	after = f.changeCommunity(c, after)
	f.finish(f.say.T("community.renamed", "Name", after.Name), chat.Keyboard{}.Row(f.cardButton(f.say, after)))
	if err := f.tellCoLeads(after, "community.told_renamed", "Was", c.Name); err != nil {
		return err
	}
	return f.tellOverseers(after, "community.told_renamed", "Was", c.Name)
}

func (f *founder) reword(c space.Community) error {
	if !f.takeAbout() {
		return f.show()
	}
	after := c
	after.About = f.About
	after = f.changeCommunity(c, after)
	f.finish(f.say.T("community.reworded", "Name", c.Name), chat.Keyboard{}.Row(f.cardButton(f.say, after)))
	return nil
}

// refuse declines a proposal in the admin's own words.
func (f *founder) refuse(c space.Community) error {
	words := tidy(f.event.Text)
	if n := utf8.RuneCountInString(words); n == 0 || n > mostWords {
		f.note = f.say.T("request.long_reason", "Count", n, "Most", mostWords)
		return f.show()
	}
	f.finish(f.say.T("community.declined_so", "Name", c.Name, "Reason", words), nil)
	return f.refuseCommunity(c, words, f.Where)
}

// tellCoLeads tells the other leads.
func (t *turn) tellCoLeads(c space.Community, key string, args ...any) error {
	others := slices.DeleteFunc(slices.Clone(c.Leads), func(id int64) bool { return id == t.who.ID })
	say, err := t.speakers(others)
	for _, id := range others {
		t.out(chat.Out{Kind: chat.Say, Chat: id, Text: say[id].T(key, t.withNames(c, args)...),
			Keyboard: chat.Keyboard{}.Row(t.cardButton(say[id], c))})
	}
	return err
}

// tellOverseers tells the admins, but who did it and who leads it.
func (t *turn) tellOverseers(c space.Community, key string, args ...any) error {
	others := slices.DeleteFunc(t.onDuty(), func(id int64) bool { return id == t.who.ID || c.LedBy(id) })
	say, err := t.speakers(others)
	for _, id := range others {
		t.out(chat.Out{Kind: chat.Say, Chat: id, Text: say[id].T(key, t.withNames(c, args)...),
			Keyboard: chat.Keyboard{}.Row(overButton(say[id], "community.open", c, "card=new", "active.0"))})
	}
	return err
}

// withNames are a sentence's arguments with the community and who did it.
func (t *turn) withNames(c space.Community, args []any) []any {
	return append([]any{"Name", c.Name, "Who", linked(t.who.Party())}, args...)
}
