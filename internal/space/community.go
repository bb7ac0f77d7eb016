package space

import (
	"fmt"
	"slices"
	"time"
)

// Community is who a booking belongs to.
type Community struct {
	ID       string         `json:"id"` // 1 to 24 of a-z, 0-9, -, _
	Name     string         `json:"name"`
	About    string         `json:"about,omitempty"` // in its own words
	State    CommunityState `json:"state,omitempty"`
	Language string         `json:"language"` // "ru", "en", "zh"
	Leads    []int64        `json:"leads"`    // Telegram ids
	Chat     int64          `json:"chat,omitempty"`
	Thread   int            `json:"thread,omitempty"`  // the topic of its group, where that is a forum; 0: the general one
	Trouble  *GroupTrouble  `json:"trouble,omitempty"` // what is wrong with its group, where anything is
	Topics   []string       `json:"topics,omitempty"`  // ids of what it is about
	Settings Settings       `json:"settings,omitzero"`
	Proposer *Party         `json:"proposer,omitempty"` // who asked for it
	Decision *Judgement     `json:"decision,omitempty"` // of the admins about it
	// Version counts the community's changes from 1; buttons bind to it.
	Version int64 `json:"-"`
}

// LedBy says whether the person is one of the community's leads.
func (c Community) LedBy(person int64) bool { return slices.Contains(c.Leads, person) }

// Judgement is what admins decided about a community, who, when and why.
type Judgement struct {
	Party
	At     time.Time      `json:"at,omitzero"`
	State  CommunityState `json:"state"`
	Reason string         `json:"reason,omitempty"`
}

// CommunityState says how far a community got.
//
//	proposed ──► active ◄──► archived
//	    └──────► refused
type CommunityState string

// The states.
const (
	CommunityProposed CommunityState = "proposed"
	CommunityActive   CommunityState = "active"
	CommunityArchived CommunityState = "archived"
	CommunityRefused  CommunityState = "refused"
)

// String returns the word that is stored.
func (s CommunityState) String() string { return string(s) }

// ParseCommunityState returns the state of a stored word; without one a
// community is active, as all were before they had states.
func ParseCommunityState(s string) (CommunityState, error) {
	switch state := CommunityState(s); state {
	case "":
		return CommunityActive, nil
	case CommunityProposed, CommunityActive, CommunityArchived, CommunityRefused:
		return state, nil
	}
	return "", fmt.Errorf("parse state of a community %q: no such state", s)
}

// CanBecome says whether a community may get from s to t.
func (s CommunityState) CanBecome(t CommunityState) bool {
	switch s {
	case CommunityProposed:
		return t == CommunityActive || t == CommunityRefused
	case CommunityActive:
		return t == CommunityArchived
	case CommunityArchived:
		return t == CommunityActive
	}
	return false
}

// Active says whether the community books, and gets digests.
func (c Community) Active() bool { return c.Standing() == CommunityActive }

// Standing is the community's state; those that were stored before there were
// states are active.
func (c Community) Standing() CommunityState {
	if c.State == "" {
		return CommunityActive
	}
	return c.State
}
