package space

import "fmt"

// Reason names the rule that stands against a booking.
type Reason string

// The reasons, in the order the rules are looked at.
const (
	NoRoom         Reason = "no_room"         // there is no such room
	Backwards      Reason = "backwards"       // the end is not after the start
	OffGrid        Reason = "off_grid"        // times are not multiples of Grid
	AcrossMidnight Reason = "across_midnight" // the event ends on another local day
	TooShort       Reason = "too_short"       // Limit: the shortest
	TooLong        Reason = "too_long"        // Limit: the longest
	Past           Reason = "past"            // the start is over
	TooSoon        Reason = "too_soon"        // Limit: the notice
	TooFar         Reason = "too_far"         // Until: the last day of the horizon
	Closed         Reason = "closed"          // Closure: why, if it is not the weekday
	OutsideHours   Reason = "outside_hours"   // Hours: of that day
	Nobody         Reason = "nobody"          // the headcount is not positive
	TooBig         Reason = "too_big"         // Room and its seats
	LacksEquipment Reason = "lacks_equipment" // Equipment: what the room lacks
	Taken          Reason = "taken"           // the slot, set-up and clear-up included
	HouseFull      Reason = "house_full"      // Free: how many more the building can hold then
)

// Refusal is why a booking cannot be: the reason and what it was measured by.
// It is an error, so that the store can return it from a write.
type Refusal struct {
	Reason    Reason
	Limit     int64 // of TooShort, TooLong, TooSoon: nanoseconds
	Until     Date
	Hours     Hours
	Closure   *Closure
	Room      Room
	Equipment []string
	Free      int
	Hit       *Hit // of OverQuota
}

// Error names the reason; people are told in their language by package lang.
func (r *Refusal) Error() string { return fmt.Sprintf("refused: %s", r.Reason) }

func refuse(r Reason) *Refusal { return &Refusal{Reason: r} }
