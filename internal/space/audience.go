package space

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Audience is whom a broadcast is for.
type Audience struct {
	Kind  AudienceKind `json:"kind"`
	Topic string       `json:"topic,omitempty"` // of ByTopic
}

// AudienceKind is a way to choose whom a broadcast is for.
type AudienceKind string

// The kinds.
const (
	Residents      AudienceKind = "residents"   // who agreed to be remembered
	AllCommunities AudienceKind = "communities" // their groups; where there is none, their leads
	AllLeads       AudienceKind = "leads"
	ByTopic        AudienceKind = "topic" // residents who care for it, communities that are about it

	DigestReaders AudienceKind = "digest" // of a run of digests, which is counted like a broadcast
)

// String returns the word that is stored.
func (k AudienceKind) String() string { return string(k) }

// ParseAudienceKind returns the kind of a stored word.
func ParseAudienceKind(s string) (AudienceKind, error) {
	switch kind := AudienceKind(s); kind {
	case Residents, AllCommunities, AllLeads, ByTopic, DigestReaders:
		return kind, nil
	}
	return "", fmt.Errorf("parse audience %q: no such kind", s)
}

// Recipient is a chat that gets a broadcast.
type Recipient struct {
	Chat   int64
	Thread int // the topic of a group, 0 for none
}

// String returns what the recipient is kept as: "chat" or "chat/thread".
func (r Recipient) String() string {
	if r.Thread == 0 {
		return strconv.FormatInt(r.Chat, 10)
	}
	return fmt.Sprintf("%d/%d", r.Chat, r.Thread)
}

// ParseRecipient returns the recipient of what String made.
func ParseRecipient(s string) (Recipient, error) {
	id, topic, forum := strings.Cut(s, "/")
	chat, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return Recipient{}, fmt.Errorf("parse recipient %q: %w", s, err)
	}
	r := Recipient{Chat: chat}
	if forum {
		if r.Thread, err = strconv.Atoi(topic); err != nil {
			return Recipient{}, fmt.Errorf("parse recipient %q: %w", s, err)
		}
	}
	return r, nil
}

// Everybody is all whom a broadcast could go to.
type Everybody struct {
	People      []Person
	Communities []Community
	Shut        map[int64]bool // chats that cannot be written to
}

// Reached are the recipients of a broadcast, each once. People who cannot be
// written to are among them: they are counted as not reached. For a group that
// cannot, its leads are written to.
func (e Everybody) Reached(a Audience) []Recipient {
	var all []Recipient
	for _, p := range e.People {
		if !p.Consent.IsZero() && (a.Kind == Residents || a.Kind == ByTopic && p.Settings.CaresFor([]string{a.Topic})) {
			all = append(all, Recipient{Chat: p.ID})
		}
	}
	for _, c := range e.Communities {
		if !c.Active() {
			continue
		}
		switch {
		case a.Kind == AllLeads:
			all = append(all, leadChats(c)...)
		case a.Kind == AllCommunities, a.Kind == ByTopic && slices.Contains(c.Topics, a.Topic):
			all = append(all, e.ofCommunity(c)...)
		}
	}
	return distinct(all)
}

func (e Everybody) ofCommunity(c Community) []Recipient {
	if c.Chat == 0 || e.Shut[c.Chat] {
		return leadChats(c)
	}
	return []Recipient{{Chat: c.Chat, Thread: c.Thread}}
}

// Asleep is how many of the recipients have quiet hours at now.
func (e Everybody) Asleep(to []Recipient, now time.Time, zone *time.Location) int {
	quiet := map[int64]bool{}
	for _, p := range e.People {
		quiet[p.ID] = p.Settings.IsQuiet(now, zone)
	}
	for _, c := range e.Communities {
		if c.Chat != 0 && c.Active() {
			quiet[c.Chat] = c.Settings.IsQuiet(now, zone)
		}
	}
	n := 0
	for _, r := range to {
		if quiet[r.Chat] {
			n++
		}
	}
	return n
}

func leadChats(c Community) []Recipient {
	var leads []Recipient
	for _, id := range c.Leads {
		leads = append(leads, Recipient{Chat: id})
	}
	return leads
}

// distinct leaves each recipient standing once, the first time.
func distinct(all []Recipient) []Recipient {
	seen := make(map[Recipient]bool, len(all))
	return slices.DeleteFunc(all, func(r Recipient) bool {
		again := seen[r]
		seen[r] = true
		return again
	})
}
