package handlers

import (
	"strconv"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// everyDay are the weekdays in the order of a week, Monday first.
func everyDay() []time.Weekday {
	return []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
}

// askWeekdays asks on which days the hours change.
func (k *keeper) askWeekdays() (string, chat.Keyboard, error) {
	var choices []dialog.Choice
	sets := []space.Weekdays{0, space.On(everyDay()[:5]...), space.On(everyDay()[5:]...)}
	for _, day := range everyDay() {
		sets = append(sets, space.On(day))
	}
	for _, set := range sets {
		choices = append(choices, dialog.Choice{Text: capital(weekdaysText(k.say, set)), Arg: "w=" + strconv.Itoa(int(set))})
	}
	return k.say.T("house.ask_weekdays"), k.talk.Choices(choices), nil
}

func (k *keeper) pickWeekdays(key, value string) (bool, error) {
	n, err := strconv.ParseUint(value, 10, 7)
	if key != "w" || err != nil {
		return false, nil
	}
	set := space.Weekdays(n)
	k.Days = &set
	return true, k.advance()
}

// askHours asks what the hours are to be, with those that there are now.
func (k *keeper) askHours() (string, chat.Keyboard, error) {
	var choices []dialog.Choice
	known := map[space.Hours]bool{{}: true}
	for _, day := range everyDay() {
		if h := k.point.Hours[day]; !known[h] {
			known[h] = true
			choices = append(choices, dialog.Choice{Text: hoursText(k.say, h), Arg: "h=" + strconv.Itoa(h.Open) + "-" + strconv.Itoa(h.Close)})
		}
	}
	choices = append(choices, dialog.Choice{Text: capital(hoursText(k.say, space.Hours{})), Arg: "h=0-0"})
	return k.say.T("house.ask_hours", "Days", weekdaysText(k.say, *k.Days)), k.talk.Choices(choices), nil
}

func (k *keeper) pickHours(key, value string) (bool, error) {
	from, until, _ := strings.Cut(value, "-")
	open, err := strconv.Atoi(from)
	shut, err2 := strconv.Atoi(until)
	if key != "h" || err != nil || err2 != nil {
		return false, nil
	}
	k.Hours = &space.Hours{Open: open, Close: shut}
	return true, k.advance()
}

// hoursText takes days, hours and from when on out of one message.
func (k *keeper) hoursText() (bool, error) {
	o := lang.ReadOpening(k.event.Text, k.local(k.now), k.say.Tag())
	if len(o.Days) == 0 && !o.Said && len(o.Troubles) == 0 {
		return false, nil
	}
	k.readHours(o)
	return true, k.advance()
}

// hoursText writes opening hours: "10:00–22:00", or that it is closed.
func hoursText(say lang.Speaker, h space.Hours) string {
	if h.Closed() {
		return say.Plain("house.closed")
	}
	return lang.Clock(h.Open).String() + "–" + lang.Clock(h.Close).String()
}

// weekdaysText names a set of weekdays: "пн–пт", "сб, вс", "каждый день".
func weekdaysText(say lang.Speaker, set space.Weekdays) string {
	names, days := say.Weekdays(), everyDay()
	var parts []string
	for i := 0; i < len(days); i++ {
		last := i
		for last < len(days) && set.Has(days[last]) {
			last++
		}
		switch n := last - i; {
		case n == len(days):
			return say.Plain("house.every_day")
		case n > 2:
			parts = append(parts, names[i]+"–"+names[last-1])
		default:
			parts = append(parts, names[i:last]...)
		}
		i = max(i, last)
	}
	text := strings.Join(parts, say.Plain("house.and"))
	if say.Tag() == lang.Russian {
		return strings.ToLower(text)
	}
	return text
}
