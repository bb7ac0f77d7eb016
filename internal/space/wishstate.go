package space

import (
	"fmt"
	"slices"
)

// WishState says how far a wish got.
//
//	waiting ◄──► offered ──► taken
//	   │            ├──────► passed, lapsed   (nothing else is left that it wants)
//	   ├──► left ◄──┘
//	   └──► lapsed                            (its days are over, nobody is reached)
//
// Who passes one slot of many that would do, or lets it lapse, waits on.
type WishState string

// The states of a wish.
const (
	WishWaiting WishState = "waiting"
	WishOffered WishState = "offered"
	WishTaken   WishState = "taken"
	WishPassed  WishState = "passed"
	WishLapsed  WishState = "lapsed"
	WishLeft    WishState = "left"
)

// WishStates returns all states of a wish.
func WishStates() []WishState {
	return []WishState{WishWaiting, WishOffered, WishTaken, WishPassed, WishLapsed, WishLeft}
}

// String returns the word that is stored.
func (s WishState) String() string { return string(s) }

// ParseWishState returns the state of a stored word.
func ParseWishState(s string) (WishState, error) {
	if slices.Contains(WishStates(), WishState(s)) {
		return WishState(s), nil
	}
	return "", fmt.Errorf("parse wish state %q: no such state", s)
}

// CanBecome says whether a wish may move from s to t.
func (s WishState) CanBecome(t WishState) bool {
	switch s {
	case WishWaiting:
		return t == WishOffered || t == WishLeft || t == WishLapsed
	case WishOffered:
		return t == WishWaiting || t == WishTaken || t == WishPassed || t == WishLapsed || t == WishLeft
	}
	return false
}

// Live says whether the wish still stands in the queue.
func (s WishState) Live() bool { return s == WishWaiting || s == WishOffered }
