package space

import (
	"fmt"
	"slices"
)

// State says how far a booking got.
//
//	requested ──► confirmed ──► running ──► done
//	 │  ▲  │          │  │  └──► no_show
//	 │  │  │          │  └─────► released   (not reconfirmed)
//	 │  │  │          └────────► cancelled
//	 │  │  └► declined, withdrawn, expired
//	 ▼  │             running ──► cancelled too: called off at the door, or no_show
//	changes_asked ──► withdrawn, declined, expired, or confirmed: what an admin
//	                  proposed and the resident took, or as it was after all
type State string

// The states.
const (
	Requested    State = "requested"
	ChangesAsked State = "changes_asked"
	Confirmed    State = "confirmed"
	Running      State = "running"
	Done         State = "done"
	Declined     State = "declined"
	Withdrawn    State = "withdrawn"
	Expired      State = "expired"
	Cancelled    State = "cancelled"
	Released     State = "released"
	NoShow       State = "no_show"
)

// moves are the arrows of the drawing above.
func moves(from State) []State {
	switch from {
	case Requested:
		return []State{Confirmed, ChangesAsked, Declined, Withdrawn, Expired}
	case ChangesAsked:
		return []State{Requested, Confirmed, Declined, Withdrawn, Expired}
	case Confirmed:
		return []State{Running, Cancelled, Released, NoShow}
	case Running:
		return []State{Done, Cancelled, NoShow}
	}
	return nil
}

// States returns all states.
func States() []State {
	return []State{Requested, ChangesAsked, Confirmed, Running, Done, Declined,
		Withdrawn, Expired, Cancelled, Released, NoShow}
}

// String returns the word that is stored.
func (s State) String() string { return string(s) }

// ParseState returns the state of a stored word.
func ParseState(s string) (State, error) {
	if slices.Contains(States(), State(s)) {
		return State(s), nil
	}
	return "", fmt.Errorf("parse state %q: no such state", s)
}

// CanBecome says whether a booking may move from s to t.
func (s State) CanBecome(t State) bool { return slices.Contains(moves(s), t) }

// Holds says whether a booking in this state holds its slot: it is live.
func (s State) Holds() bool {
	return s == Requested || s == ChangesAsked || s == Confirmed || s == Running
}

// Waits says whether the booking waits for a decision, of an admin or of its
// resident.
func (s State) Waits() bool { return s == Requested || s == ChangesAsked }
