package chat

import "strings"

// The verbs of buttons that others than package handlers draw, too.
const (
	VerbMenu  = "menu"  // an item of the menu: Arg names its command
	VerbShow  = "show"  // opens a booking: Subject is its id
	VerbOffer = "offer" // answers an offer: Subject is the wish, Arg one of those below
	VerbStill = "still" // answers whether an event still takes place
	VerbDoor  = "door"  // answers whether an event has begun

	VerbSeries = "series" // is about a series: Subject is its id
	VerbGroup  = "group"  // is about a community's group: Subject is the community, Arg what to do

	VerbDigest = "digest" // a button of a digest: package digest says of what kind
)

// VerbBroadcast is about a broadcast: Subject is its id, Arg what to do.
const (
	VerbBroadcast = "cast"
	BroadcastStop = "stop"
	BroadcastGoOn = "on" // after a pause, which its Version tells
)

// FromNotice is the Arg of VerbShow under a message that is to stay: the
// booking opens in another.
const FromNotice = "note"

// VerbChange changes a booking: Subject is its id, Version its own; with
// ChangeEdit as Arg it begins the conversation about it.
const (
	VerbChange = "change"
	ChangeEdit = "edit"
)

// Of a community's card with an admin: VerbOversee opens it, with OverseeOpen as
// the Arg in a message of its own.
const (
	VerbOversee = "over"
	OverseeOpen = "card=new@leadless.0"
	OverseeLost = "card=new@unreached.0" // likewise, of one whose leads cannot be written to
)

// GroupCard is the Arg of VerbGroup that shows how a community's group stands.
const GroupCard = "card"

// The answers to an offer.
const (
	OfferTake = "take"
	OfferPass = "pass"
)

// The answers to whether an event still takes place, and to whether it has
// begun. Their buttons' Subject is the booking and their Version its start in
// seconds: they bind to the occasion, so that a booking whose title changed
// meanwhile is answered for all the same, and one that moved is not.
const (
	StillYes  = "yes"
	StillFree = "free" // asks back

	DoorBegun  = "begun"
	DoorOff    = "off"    // asks back
	DoorThere  = "there"  // an admin's
	DoorNobody = "nobody" // an admin's; asks back
)

// The panels that a booking has in people's chats, by its id.
const (
	ownPanel     = "own:"  // the latest word to its resident
	leadPanel    = "lead:" // and to a lead of its community
	requestPanel = "req:"  // its card with an admin
	talkPanel    = "talk:" // the conversation that made it
)

// Receipt is what the conversation of that id leaves: a booking has the id of
// the one that made it.
func Receipt(booking string) string { return talkPanel + booking }

// OwnPanel is the latest word about a booking to its resident.
func OwnPanel(booking string) string { return ownPanel + booking }

// LeadPanel is the latest word about a booking to a lead of its community.
func LeadPanel(booking string) string { return leadPanel + booking }

// ToldOf is the booking that a panel tells whoever answers for it of, "" for any
// other panel.
func ToldOf(panel string) string { return toldOf(panel, ownPanel, leadPanel) }

// SeriesToldOf is the series, likewise.
func SeriesToldOf(panel string) string { return toldOf(panel, SeriesOwnPanel(""), SeriesLeadPanel("")) }

func toldOf(panel string, prefixes ...string) string {
	for _, prefix := range prefixes {
		if told, ok := strings.CutPrefix(panel, prefix); ok {
			return told
		}
	}
	return ""
}

// RequestPanel is the card of a request with an admin.
func RequestPanel(booking string) string { return requestPanel + booking }

// SeriesPanel is the card of a series with an admin.
func SeriesPanel(series string) string { return "ser:" + series }

// SeriesOwnPanel is the latest word about a series to its resident.
func SeriesOwnPanel(series string) string { return "serown:" + series }

// SeriesLeadPanel is the latest word about it to a lead of its community.
func SeriesLeadPanel(series string) string { return "serlead:" + series }

// WishPanel is the latest word about a wish to its resident.
func WishPanel(wish string) string { return "wish:" + wish }

// StillPanel is the question whether a booking's event still takes place, with
// whoever is asked.
func StillPanel(booking string) string { return "still:" + booking }

// DoorPanel is the question whether it has begun, likewise.
func DoorPanel(booking string) string { return "door:" + booking }
