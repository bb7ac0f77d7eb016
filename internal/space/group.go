package space

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Group is a Telegram group that the bot is in, or was, as a Point knows it.
// Whose it is stands with the community.
type Group struct {
	Chat     int64     `json:"chat"`
	Title    string    `json:"title,omitempty"`
	Topic    string    `json:"topic,omitempty"`   // what its community's topic is called
	Out      bool      `json:"out,omitempty"`     // the bot is there no more
	Nobodys  bool      `json:"nobodys,omitempty"` // and it was no community's: it is forgotten after a while
	Token    string    `json:"token,omitempty"`   // of the link in it that asks a lead whose it is
	Ruled    bool      `json:"ruled,omitempty"`   // the bot is an admin of it
	Asked    []int64   `json:"asked,omitempty"`   // leads who may say that it is theirs
	AskedAt  time.Time `json:"asked_at,omitzero"` // the last of them
	Wanted   string    `json:"wanted,omitempty"`  // the community that asked the admins for it
	Answered time.Time `json:"answered,omitzero"` // when a command was last answered there
	Version  int64     `json:"-"`
}

// answerEvery is how often a command is answered in a group at most.
const answerEvery = time.Minute

// Quiet says whether a command was answered in the group a moment ago.
func (g Group) Quiet(now time.Time) bool { return now.Sub(g.Answered) < answerEvery }

// WasAsked says whether the lead may say that the group is theirs.
func (g Group) WasAsked(lead int64) bool { return slices.Contains(g.Asked, lead) }

// Asking is the group with a lead who may say that it is theirs.
func (g Group) Asking(lead int64, now time.Time) Group {
	if !g.WasAsked(lead) {
		g.Asked = append(slices.Clone(g.Asked), lead)
	}
	g.AskedAt = now
	return g
}

// Unasked is the group after a lead said that it is not theirs, or was refused.
func (g Group) Unasked(lead int64) Group {
	g.Asked = slices.DeleteFunc(slices.Clone(g.Asked), func(id int64) bool { return id == lead })
	return g
}

// Moved is the group as the supergroup that it became, which may be known
// already. The bot moves with it, also where it heard first that it left.
func (g Group) Moved(to Group) Group {
	g.Chat, g.Version, g.Out, g.Nobodys = to.Chat, to.Version, false, false
	return g
}

// GroupWhy says why a community's group does not get what is sent to it. The
// words are those that package bot has for its failures.
type GroupWhy string

// What may be wrong with a group.
const (
	GroupKicked GroupWhy = "kicked"       // the bot was removed
	GroupMuted  GroupWhy = "no_rights"    // it may not write
	GroupGone   GroupWhy = "chat_gone"    // there is no such group, any more
	TopicGone   GroupWhy = "topic_gone"   // the topic was deleted: the general one gets it
	TopicClosed GroupWhy = "topic_closed" // the topic is closed: likewise
)

// String returns the word that is stored.
func (w GroupWhy) String() string { return string(w) }

// ParseGroupWhy returns what a word of package bot means for a group; whatever
// it does not know means that the bot may not write there.
func ParseGroupWhy(word string) GroupWhy {
	switch why := GroupWhy(word); why {
	case GroupKicked, GroupGone, TopicGone, TopicClosed:
		return why
	}
	return GroupMuted
}

// OfTopic says whether but the topic is shut: the group gets it all the same.
func (w GroupWhy) OfTopic() bool { return w == TopicGone || w == TopicClosed }

// Lost says whether another group may take this one's place: the bot cannot
// come back by itself.
func (w GroupWhy) Lost() bool { return w == GroupKicked || w == GroupGone }

// GroupTrouble is what is wrong with a community's group.
type GroupTrouble struct {
	Why    GroupWhy  `json:"why"`
	Thread int       `json:"thread,omitempty"` // the topic that was shut
	Since  time.Time `json:"since"`
}

// Tied is the community with a group of its own.
func (c Community) Tied(chat int64) Community {
	c.Chat, c.Thread, c.Trouble = chat, 0, nil
	return c
}

// Grouped says whether the community has a group that may come back, if it is
// not there.
func (c Community) Grouped() bool {
	return c.Chat != 0 && (c.Trouble == nil || !c.Trouble.Why.Lost())
}

// In is the community with a topic of its group, 0 for the general one.
func (c Community) In(thread int) Community {
	c.Thread = thread
	if c.Trouble != nil && c.Trouble.Why.OfTopic() {
		c.Trouble = nil
	}
	return c
}

// Hit is the community after something of its group was shut, and whether that
// is news. A topic that is not its own any more is none, nor is what is known:
// its leads are told once.
func (c Community) Hit(why GroupWhy, thread int, now time.Time) (Community, bool) {
	switch {
	case c.Chat == 0, why.OfTopic() && (thread == 0 || c.Thread != thread):
		return c, false
	case c.Trouble != nil && (c.Trouble.Why == why || c.Trouble.Why.Lost()) && !why.OfTopic():
		return c, false
	case why.OfTopic():
		c.Thread = 0
	}
	c.Trouble = &GroupTrouble{Why: why, Thread: thread, Since: now}
	return c, true
}

// Healed is the community after its group can be written to again, and whether
// that is news. A topic that was shut stays so.
func (c Community) Healed() (Community, bool) {
	if c.Trouble == nil || c.Trouble.Why.OfTopic() {
		return c, false
	}
	c.Trouble = nil
	return c, true
}

// Reopened is the community after a topic of its group was opened again, and
// whether that was its own.
func (c Community) Reopened(thread int) (Community, bool) {
	if c.Trouble == nil || c.Trouble.Why != TopicClosed || c.Trouble.Thread != thread {
		return c, false
	}
	return c.In(thread), true
}

// GroupNews is what was found out about a group while a message was sent there:
// that it cannot be written to, or moved, as the store knows; or that a topic of
// it is shut.
type GroupNews struct {
	Chat   int64
	Thread int      // 0 where it is about the group
	Why    GroupWhy // of a topic
}

// Due is the thing for the clock that brings the news to who leads the group's
// community.
func (n GroupNews) Due(now time.Time) Due {
	subject := strconv.FormatInt(n.Chat, 10)
	if n.Thread != 0 {
		subject = fmt.Sprintf("%s %d %s", subject, n.Thread, n.Why)
	}
	return Due{Kind: DueGroup, Subject: subject, For: now, At: now}
}

// ParseGroupNews reads the subject of such a thing.
func ParseGroupNews(subject string) (n GroupNews, err error) {
	part := strings.Fields(subject)
	if len(part) != 1 && len(part) != 3 {
		return n, fmt.Errorf("parse news of a group %q: not one or three parts", subject)
	}
	if n.Chat, err = strconv.ParseInt(part[0], 10, 64); err != nil {
		return n, fmt.Errorf("parse news of a group %q: %w", subject, err)
	}
	if len(part) == 1 {
		return n, nil
	}
	if n.Thread, err = strconv.Atoi(part[1]); err != nil {
		return n, fmt.Errorf("parse news of a group %q: %w", subject, err)
	}
	n.Why = ParseGroupWhy(part[2])
	return n, nil
}
