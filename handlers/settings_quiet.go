package handlers

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// flowQuiet is the conversation in which quiet hours are typed instead of chosen.
const flowQuiet = "quiet"

// hushing is whose quiet hours they are, "" for the person's own.
type hushing struct {
	Community string `json:"community,omitempty"`
}

// twoClocks are two times of day, with hardly a word beside them.
var twoClocks = regexp.MustCompile(`^\D*(\d{1,2})(?:[:.](\d{2}))?\D+(\d{1,2})(?:[:.](\d{2}))?\D*$`)

// listenForQuiet takes what is typed now for quiet hours, unless another
// conversation goes on.
func (s *tuning) listenForQuiet() error {
	if s.known.Talking && !s.known.Session.Bare {
		return nil
	}
	var h hushing
	if s.community != nil {
		h.Community = s.community.ID
	}
	return s.listen(flowQuiet, "hours", h)
}

// quietText takes typed quiet hours; anything else is no answer.
func (t *turn) quietText() error {
	var h hushing
	if err := json.Unmarshal(t.known.Session.Data, &h); err != nil {
		return fmt.Errorf("read whose quiet hours: %w", err)
	}
	u, _ := t.asRequest()
	quiet, ok := readQuiet(t.event.Text)
	if !ok || t.event.Kind != chat.Text || len(u.Days) > 0 || u.Headcount > 0 || u.Room != "" {
		t.endSession()
		t.known.Talking = false
		return t.text()
	}
	s, ok, err := t.tuning(h.Community)
	if err != nil || !ok {
		t.endSession()
		return err
	}
	before := s.settings
	s.settings.Quiet = &quiet
	if err := s.keep(before); err != nil {
		return err
	}
	return s.show(pageQuiet, true)
}

// readQuiet reads "22:00-8:00" or "с 22 до 8".
func readQuiet(text string) (space.Quiet, bool) {
	said := twoClocks.FindStringSubmatch(text)
	if said == nil {
		return space.Quiet{}, false
	}
	from, ok := minuteOf(said[1], said[2])
	until, ok2 := minuteOf(said[3], said[4])
	return space.Quiet{From: from, Until: until}, ok && ok2 && from != until
}

// minuteOf is a time of day in minutes after midnight.
func minuteOf(hour, minute string) (int, bool) {
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	return (h%24)*60 + m, h <= 24 && m < 60
}
