package space

import (
	"fmt"
	"time"
)

// Date is a local day without a zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day of t in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads "2006-01-02" and refuses days that do not exist.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("parse date %q: %w", s, err)
	}
	return DateOf(t), nil
}

// String returns "2006-01-02".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// MarshalText writes "2006-01-02", and nothing for no day at all.
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return nil, nil
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}

// IsZero says whether d is no day at all.
func (d Date) IsZero() bool { return d == Date{} }

// noon is the day's middle in UTC: a place to count from that no summer time
// moves to another day.
func (d Date) noon() time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }

// Plus returns the day n days later.
func (d Date) Plus(n int) Date { return DateOf(d.noon().AddDate(0, 0, n)) }

// Before says whether d comes before e.
func (d Date) Before(e Date) bool { return d.noon().Before(e.noon()) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.noon().Weekday() }

// DaysTo returns how many days e is after d; negative when it is before.
func (d Date) DaysTo(e Date) int { return int(e.noon().Sub(d.noon()) / (24 * time.Hour)) }
