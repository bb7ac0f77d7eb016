package handlers

import (
	"slices"
	"strconv"
	"time"

	"samovar/internal/space"
)

// quietStep is by how much a press moves an end of the quiet hours, in minutes.
const quietStep = 30

const wholeDay = 24 * 60

// tweak is what a button changes, and the page it stands on. It says false of
// what is no choice.
type tweak struct {
	page string
	do   func(value string) bool
}

// changes are what buttons can change, by their act.
func (s *tuning) changes() map[string]tweak {
	all := map[string]tweak{
		"l":  {pageLanguage, s.setLanguageTo},
		"d":  {pageDigest, s.setDigest},
		"w":  {pageDigest, s.setWeekday},
		"h":  {pageDigest, s.setHour},
		"q":  {pageQuiet, s.setQuiet},
		"qf": {pageQuiet, func(v string) bool { return s.moveQuiet(v, true) }},
		"qu": {pageQuiet, func(v string) bool { return s.moveQuiet(v, false) }},
		"t":  {pageInterests, func(v string) bool { return s.toggleTopic(&s.settings.Topics, v) }},
	}
	if s.community == nil {
		all["r"] = tweak{pageReminders, s.toggleReminder}
	} else {
		all["a"] = tweak{pageAbout, func(v string) bool { return s.toggleTopic(&s.community.Topics, v) }}
	}
	return all
}

// The values of the button about whether there is a digest.
const (
	digestOn    = "on"
	digestOff   = "off"
	digestPoint = "point" // at the Point's time
)

// setDigest turns the digest on or off, or gives it the Point's time again.
func (s *tuning) setDigest(value string) bool {
	switch {
	case value == digestPoint:
		s.settings.Digest = nil
	case value != digestOn && value != digestOff:
		return false
	case s.community != nil:
		s.settings.NoDigest = value == digestOff
	case value == digestOn:
		s.settings.OwnDigest = space.Yes
		if s.settings.Since.IsZero() {
			s.settings.Since = s.now
		}
	default:
		s.settings.OwnDigest = space.No
	}
	return true
}

// getsDigest says whether there is one.
func (s *tuning) getsDigest() bool {
	if s.community != nil {
		return !s.settings.NoDigest
	}
	return s.settings.OwnDigest == space.Yes
}

func (s *tuning) setWeekday(value string) bool {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 || n > 6 {
		return false
	}
	at := s.digestTime()
	at.Weekday = time.Weekday(n)
	s.settings.Digest = &at
	return true
}

func (s *tuning) setHour(value string) bool {
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 || n > 23 {
		return false
	}
	at := s.digestTime()
	at.Minute = n * 60
	s.settings.Digest = &at
	return true
}

// digestTime is when the digest comes: where nobody chose, when the Point has
// them next.
func (s *tuning) digestTime() space.DigestTime {
	if s.settings.Digest != nil {
		return *s.settings.Digest
	}
	if s.next.IsZero() {
		return space.DigestTime{Weekday: time.Monday, Minute: 10 * 60}
	}
	return space.DigestTimeOf(s.next, s.point.Zone)
}

// quietChoices are those that one tap sets.
func quietChoices() map[string]space.Quiet {
	return map[string]space.Quiet{"22-8": {From: 22 * 60, Until: 8 * 60}, "23-9": {From: 23 * 60, Until: 9 * 60}}
}

func (s *tuning) setQuiet(value string) bool {
	if value == "off" {
		s.settings.Quiet = nil
		return true
	}
	chosen, ok := quietChoices()[value]
	if ok {
		s.settings.Quiet = &chosen
	}
	return ok
}

// moveQuiet moves an end of the quiet hours by a step. One end passes over the
// other: quiet hours without length would be none.
func (s *tuning) moveQuiet(value string, from bool) bool {
	by := map[string]int{"less": -quietStep, "more": quietStep}[value]
	if by == 0 || s.settings.Quiet == nil {
		return false
	}
	q := *s.settings.Quiet
	end := &q.Until
	if from {
		end = &q.From
	}
	for first := true; first || q.From == q.Until; first = false {
		*end = (*end + by + wholeDay) % wholeDay
	}
	s.settings.Quiet = &q
	return true
}

func (s *tuning) toggleReminder(value string) bool {
	seconds, err := strconv.ParseInt(value, 10, 64)
	lead := time.Duration(seconds) * time.Second
	if err != nil || !slices.Contains(s.point.Reminders, lead) {
		return false
	}
	s.settings = s.settings.Toggled(lead)
	return true
}

// toggleTopic puts a topic on a list, or takes it off; "" empties the list.
// What the Point knows no more goes, too.
func (s *tuning) toggleTopic(list *[]string, id string) bool {
	if id == "" {
		*list = nil
		return true
	}
	if _, known := s.point.Topic(id); !known {
		return false
	}
	kept := s.point.Known(*list)
	if i := slices.Index(kept, id); i >= 0 {
		kept = slices.Delete(kept, i, i+1)
	} else {
		kept = append(kept, id)
	}
	if *list = kept; len(kept) == 0 {
		*list = nil
	}
	return true
}
