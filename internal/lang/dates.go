package lang

import (
	"fmt"
	"time"
)

// Day writes the day of t without its year: "чт, 25 декабря", "Thu 25 December",
// "12月25日 周四".
func (s Speaker) Day(t time.Time) string {
	weekday := s.weekday(t)
	switch s.Tag() {
	case English:
		return fmt.Sprintf("%s %d %s", weekday, t.Day(), t.Month())
	case Chinese:
		return fmt.Sprintf("%d月%d日 %s", t.Month(), t.Day(), weekday)
	}
	return fmt.Sprintf("%s, %d %s", weekday, t.Day(), russianMonths[t.Month()].of)
}

// DayFrom writes the day of t as Day does, with its year where that differs from
// the year of ref.
func (s Speaker) DayFrom(ref, t time.Time) string {
	if ref.Year() == t.Year() {
		return s.Day(t)
	}
	if s.Tag() == Chinese {
		return fmt.Sprintf("%d年%s", t.Year(), s.Day(t))
	}
	return fmt.Sprintf("%s %d", s.Day(t), t.Year())
}

// DayShort writes the day of t for a tight place: "чт 25.12", "Thu 25 Dec",
// "12/25 周四".
func (s Speaker) DayShort(t time.Time) string {
	switch s.Tag() {
	case English:
		return t.Format("Mon 2 Jan")
	case Chinese:
		return fmt.Sprintf("%d/%d %s", t.Month(), t.Day(), s.weekday(t))
	}
	return s.weekday(t) + t.Format(" 02.01")
}

// Clock writes the time of day of t on 24 hours: "18:00".
func (s Speaker) Clock(t time.Time) string { return t.Format("15:04") }

// ClockSpoken writes a time as people say it on twelve hours: "7:30 вечера",
// "7:30 in the evening", "晚上7点30分".
func (s Speaker) ClockSpoken(c Clock) string {
	hour := (c.Hour()+11)%12 + 1
	part := 3
	for i, until := range []Clock{4 * 60, Noon, 17 * 60} {
		if c < until {
			part = i
			break
		}
	}
	minutes := ""
	if c.Minute() > 0 {
		minutes = fmt.Sprintf(":%02d", c.Minute())
	}
	switch s.Tag() {
	case English:
		return fmt.Sprintf("%d%s %s", hour, minutes, [4]string{"at night", "in the morning", "in the afternoon", "in the evening"}[part])
	case Chinese:
		if minutes != "" {
			minutes = fmt.Sprintf("%d分", c.Minute())
		}
		return fmt.Sprintf("%s%d点%s", [4]string{"凌晨", "上午", "下午", "晚上"}[part], hour, minutes)
	}
	return fmt.Sprintf("%d%s %s", hour, minutes, [4]string{"ночи", "утра", "дня", "вечера"}[part])
}

// Span writes an interval: "чт, 25 декабря, 18:00–20:00". One that ends on
// another day names both days; one that ends at midnight ends at 24:00.
func (s Speaker) Span(start, end time.Time) string {
	return s.span(s.Day, start, end)
}

// SpanFrom writes an interval as Span does, with the year where it differs from
// that of ref.
func (s Speaker) SpanFrom(ref, start, end time.Time) string {
	return s.span(func(t time.Time) string { return s.DayFrom(ref, t) }, start, end)
}

func (s Speaker) span(day func(time.Time) string, start, end time.Time) string {
	from := day(start) + s.pause() + s.Clock(start)
	switch DateOf(end) {
	case DateOf(start):
		return from + "–" + s.Clock(end)
	case DateOf(start).AddDays(1):
		if ClockOf(end) == Midnight {
			return from + "–" + DayEnd.String()
		}
	}
	return from + " – " + day(end) + s.pause() + s.Clock(end)
}

// Moment writes a day and a time of it: "чт, 25 декабря, 18:00".
func (s Speaker) Moment(t time.Time) string { return s.Day(t) + s.pause() + s.Clock(t) }

// pause stands between a day and its hours.
func (s Speaker) pause() string {
	if s.Tag() == Chinese {
		return " "
	}
	return ", "
}

// Month writes the month of t with its year, to head a calendar: "Декабрь 2026".
func (s Speaker) Month(t time.Time) string {
	switch s.Tag() {
	case English:
		return t.Format("January 2006")
	case Chinese:
		return fmt.Sprintf("%d年%d月", t.Year(), t.Month())
	}
	return fmt.Sprintf("%s %d", russianMonths[t.Month()].alone, t.Year())
}

// Weekdays returns the short names of the days of a week, Monday first, to head
// a calendar.
func (s Speaker) Weekdays() [7]string {
	switch s.Tag() {
	case English:
		return [7]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
	case Chinese:
		return [7]string{"周一", "周二", "周三", "周四", "周五", "周六", "周日"}
	}
	return [7]string{"Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Вс"}
}

// weekday is the short name within a line.
func (s Speaker) weekday(t time.Time) string {
	monday := (int(t.Weekday()) + 6) % 7
	if s.Tag() == Russian {
		return [7]string{"пн", "вт", "ср", "чт", "пт", "сб", "вс"}[monday]
	}
	return s.Weekdays()[monday]
}

// Length writes a length of time in hours and minutes: "2 ч 30 мин",
// "2 h 30 min", "2 小时 30 分钟".
func (s Speaker) Length(d time.Duration) string {
	hours, minutes := int(d/time.Hour), int(d%time.Hour/time.Minute)
	hour, minute := "ч", "мин"
	switch s.Tag() {
	case English:
		hour, minute = "h", "min"
	case Chinese:
		hour, minute = "小时", "分钟"
	}
	switch {
	case hours == 0:
		return fmt.Sprintf("%d %s", minutes, minute)
	case minutes == 0:
		return fmt.Sprintf("%d %s", hours, hour)
	}
	return fmt.Sprintf("%d %s %d %s", hours, hour, minutes, minute)
}

// russianMonths are the names of the months, alone and of a day.
var russianMonths = [13]struct{ alone, of string }{
	{},
	{"Январь", "января"}, {"Февраль", "февраля"}, {"Март", "марта"}, {"Апрель", "апреля"},
	{"Май", "мая"}, {"Июнь", "июня"}, {"Июль", "июля"}, {"Август", "августа"},
	{"Сентябрь", "сентября"}, {"Октябрь", "октября"}, {"Ноябрь", "ноября"}, {"Декабрь", "декабря"},
}
