package chat

// The verbs of buttons that others than package handlers draw, too.
const (
	VerbMenu  = "menu"  // an item of the menu: Arg names its command
	VerbShow  = "show"  // opens a booking: Subject is its id
	VerbOffer = "offer" // answers an offer: Subject is the wish, Arg one of those below
)

// FromNotice is the Arg of VerbShow under a message that is to stay: the
// booking opens in another.
const FromNotice = "note"

// The answers to an offer.
const (
	OfferTake = "take"
	OfferPass = "pass"
)

// The panels that a booking has in people's chats, by its id.
const (
	ownPanel     = "own:"  // the latest word to its resident
	leadPanel    = "lead:" // and to a lead of its community
	requestPanel = "req:"  // its card with an admin
)

// OwnPanel is the latest word about a booking to its resident.
func OwnPanel(booking string) string { return ownPanel + booking }

// LeadPanel is the latest word about a booking to a lead of its community.
func LeadPanel(booking string) string { return leadPanel + booking }

// RequestPanel is the card of a request with an admin.
func RequestPanel(booking string) string { return requestPanel + booking }

// WishPanel is the latest word about a wish to its resident.
func WishPanel(wish string) string { return "wish:" + wish }
