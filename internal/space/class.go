package space

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Class is what many wishes of a day have in common and what mostly decides
// whether they can use time that frees: lines are kept by it, so that a class
// none of whose wishes can is passed over as a whole, see Round.Bars. It comes
// from the wish alone, whatever becomes of the house.
type Class struct {
	Rooms     []string // empty: any
	From      int      // minutes after midnight
	Until     int      // likewise
	Length    time.Duration
	Heads     int // people
	Equipment []string
}

// Class returns the class of the wish.
func (w Wish) Class() Class {
	return Class{Rooms: sortedSet(w.Want.Rooms), From: w.Want.From, Until: w.Want.until(), Length: w.Want.Length,
		Heads: w.Headcount, Equipment: sortedSet(w.Equipment)}
}

func sortedSet(all []string) []string { return slices.Compact(slices.Sorted(slices.Values(all))) }

// String returns the name that the class is kept under: one word.
func (c Class) String() string {
	return fmt.Sprintf("%s|%d|%d|%d|%d|%s", strings.Join(c.Rooms, ","), c.From, c.Until, int(c.Length/time.Minute), c.Heads,
		strings.Join(c.Equipment, ","))
}

// ParseClass returns the class of a name.
func ParseClass(name string) (Class, error) {
	part := strings.Split(name, "|")
	if len(part) != 6 {
		return Class{}, fmt.Errorf("parse class %q: not six parts", name)
	}
	var numbers [4]int
	for i := range numbers {
		n, err := strconv.Atoi(part[i+1])
		if err != nil {
			return Class{}, fmt.Errorf("parse class %q: %w", name, err)
		}
		numbers[i] = n
	}
	return Class{Rooms: listed(part[0]), From: numbers[0], Until: numbers[1], Length: time.Duration(numbers[2]) * time.Minute,
		Heads: numbers[3], Equipment: listed(part[5])}, nil
}

func listed(names string) []string {
	if names == "" {
		return nil
	}
	return strings.Split(names, ",")
}

// least is a wish for a day that asks no more than any of the class: where it
// has no place none of them has.
func (c Class) least(day Date) Wish {
	return Wish{State: WishWaiting, Event: Event{Headcount: c.Heads, Equipment: c.Equipment}, Want: c.want(day)}
}

// want is the want of the class, with the nights around the day.
func (c Class) want(day Date) Want {
	return Want{Rooms: c.Rooms, First: day.Plus(-1), Last: day.Plus(1), From: c.From, Until: c.Until, Length: c.Length}
}

// Meets says whether wishes of the class on a day can stand in the way of a
// want: see Want.Meets.
func (c Class) Meets(w Want, day Date) bool { return c.want(day).Meets(w) }
