package lang

import (
	"fmt"
	"time"
)

// Date is a day of the calendar, wherever it is lived.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day of an instant in the zone that it carries.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{Year: year, Month: month, Day: day}
}

// Valid tells whether the calendar has the day.
func (d Date) Valid() bool { return DateOf(d.noon()) == d }

// Before tells whether d comes earlier than other.
func (d Date) Before(other Date) bool { return d.noon().Before(other.noon()) }

// AddDays returns the day n days later, or earlier where n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.noon().AddDate(0, 0, n)) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.noon().Weekday() }

// At returns the instant at which the clock shows c on the day in the zone.
func (d Date) At(c Clock, zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, int(c), 0, 0, zone)
}

// String writes the day as 2026-12-25.
func (d Date) String() string {
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// noon stands for the day where no zone can shift it into another.
func (d Date) noon() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
}

// addMonths returns the same day n months on, or the last one of a shorter month.
func (d Date) addMonths(n int) Date {
	first := DateOf(Date{Year: d.Year, Month: d.Month, Day: 1}.noon().AddDate(0, n, 0))
	if then := (Date{Year: first.Year, Month: first.Month, Day: d.Day}); then.Valid() {
		return then
	}
	return DateOf(first.noon().AddDate(0, 1, -1))
}

// monday returns the Monday of the day's week.
func (d Date) monday() Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }
