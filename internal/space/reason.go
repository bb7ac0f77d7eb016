package space

import (
	"slices"
	"strings"
)

// ReasonMark stands before the code of a ready reason where one is kept: each
// reader reads it in their language. What somebody types is kept as it is, and
// may begin like that, too.
const ReasonMark = "#"

// The reasons of the bot itself.
const (
	ReasonWithdrawn = ReasonMark + "withdrawn" // a proposal that its proposer took back
	ReasonArchived  = ReasonMark + "archived"  // a booking that ended with its community
)

// DeclineReasons are the codes to choose from when a booking is declined.
func DeclineReasons() []string {
	return []string{"commerce", "beliefs", "works", "details", "city", "unfit"}
}

// CommunityReasons are those when a community is.
func CommunityReasons() []string { return []string{"exists", "unfit", "unclear"} }

// LiftReasons are those when a wish is put before the others.
func LiftReasons() []string { return []string{"city", "house", "first", "mistake"} }

// HouseReasons are the codes of why a change of the house ended a booking; a
// colon follows, and what the admins said about the change.
func HouseReasons() []string { return []string{"hours", "seats", "room", "closed"} }

// ready is what of a reason is the bot's wording, "" where it was typed.
func ready(reason string) string {
	code, marked := strings.CutPrefix(reason, ReasonMark)
	if !marked {
		return ""
	}
	if house, _, ok := strings.Cut(code, ":"); ok && slices.Contains(HouseReasons(), house) {
		return ReasonMark + house + ":"
	}
	known := slices.Concat(DeclineReasons(), CommunityReasons(), LiftReasons())
	if reason == ReasonWithdrawn || reason == ReasonArchived || slices.Contains(known, code) {
		return reason
	}
	return ""
}
