package handlers

import (
	"strconv"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// digestHours are those to choose from.
func digestHours() []int { return []int{8, 9, 10, 11, 12, 14, 16, 17, 18, 19, 20, 21} }

// digestPage is whether there is a digest, on which day and at what time.
func (s *tuning) digestPage() (page, error) {
	key := "settings.digest"
	if s.community != nil {
		key = "settings.digest_community"
	}
	text := s.say.T("settings.line."+pageDigest, "What", s.digestState())
	k := chat.Keyboard{}.Row(s.choice(s.say.Plain("settings.digest_on"), "d="+digestOn, s.getsDigest()),
		s.choice(s.say.Plain("settings.digest_off"), "d="+digestOff, !s.getsDigest()))
	if !s.getsDigest() {
		return page{text + "\n\n" + s.say.T(key), k}, nil
	}
	coming, err := s.comingDigest()
	if err != nil {
		return page{}, err
	}
	if !coming.IsZero() {
		text += "\n" + s.say.T("settings.digest_next", "When", s.say.Moment(s.local(coming)))
	}
	return page{text + "\n\n" + s.say.T(key), s.digestTimes(k)}, nil
}

// digestTimes adds the days, the hours, and the way back to the Point's time.
func (s *tuning) digestTimes(k chat.Keyboard) chat.Keyboard {
	at := s.digestTime()
	var days, hours []chat.Button
	for i, name := range s.say.Weekdays() {
		day := (i + 1) % 7 // Monday first
		days = append(days, s.choice(name, "w="+strconv.Itoa(day), day == int(at.Weekday)))
	}
	for _, hour := range digestHours() {
		hours = append(hours, s.choice(clockText(hour*60), "h="+strconv.Itoa(hour), hour*60 == at.Minute))
	}
	k = k.Grid(4, days...).Grid(4, hours...)
	if s.settings.Digest != nil {
		k = k.Row(s.button(s.say.Plain("settings.digest_as_point", "When", s.dayAndClock(space.DigestTimeOf(s.next, s.point.Zone))), "d="+digestPoint))
	}
	return k
}

// comingDigest is when the next one comes; zero where nobody knows.
func (s *tuning) comingDigest() (time.Time, error) {
	if s.next.IsZero() {
		return s.next, nil
	}
	for _, d := range s.write.Due { // what this very press plans
		if d.Kind == space.DueDigest {
			return d.At, nil
		}
	}
	planned, err := s.plannedDigest()
	if err != nil || len(planned) > 0 && len(s.write.Fired) == 0 {
		return firstAt(planned), err
	}
	return s.settings.DigestAt(s.next, s.local(s.next).AddDate(0, 0, 7), s.point.Zone), nil
}

func firstAt(due []space.Due) time.Time {
	if len(due) == 0 {
		return time.Time{}
	}
	return due[0].At
}

func (s *tuning) digestState() string {
	switch {
	case !s.getsDigest():
		return s.say.Plain("settings.none")
	case s.settings.Digest == nil && s.next.IsZero():
		return s.say.Plain("settings.digest_yes")
	}
	return s.dayAndClock(s.digestTime())
}

// dayAndClock writes a time of the week: "Пн, 10:00".
func (s *tuning) dayAndClock(at space.DigestTime) string {
	pause := ", "
	if s.say.Tag() == lang.Chinese {
		pause = " "
	}
	return s.say.Weekdays()[(int(at.Weekday)+6)%7] + pause + clockText(at.Minute)
}
