package config

import (
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"samovar/internal/space"
)

// Secret is a text that is never shown: printed, logged or marshalled it is
// a row of dots.
type Secret string

// hidden is what is shown of a secret.
const hidden = "•••"

// Reveal returns the secret itself.
func (s Secret) Reveal() string { return string(s) }

// String hides the secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return hidden
}

// GoString hides the secret from %#v.
func (s Secret) GoString() string { return s.String() }

// LogValue hides the secret from logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText hides the secret from encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Duration is a length of time that may also be written in days: 7d, 24h, 90m,
// 1h30m. A day is 24 hours.
type Duration time.Duration

// UnmarshalText reads a length of time; a negative one is refused.
func (d *Duration) UnmarshalText(text []byte) error {
	days, rest, found := strings.Cut(string(text), "d")
	if !found {
		days, rest = "0", string(text)
	} else if rest == "" {
		rest = "0s"
	}
	count, err := strconv.ParseUint(days, 10, 16) // 65535 days are 179 years: no overflow
	length, err2 := time.ParseDuration(rest)
	if errors.Join(err, err2) != nil || length < 0 || length > 100*365*24*time.Hour {
		return errors.New("expected a length of time such as 7d, 24h, 90m or 1h30m")
	}
	*d = Duration(time.Duration(count)*24*time.Hour + length)
	return nil
}

// Date is a local day, written 2027-01-08.
type Date space.Date

// UnmarshalText reads a day that exists.
func (d *Date) UnmarshalText(text []byte) error {
	day, err := space.ParseDate(string(text))
	if err != nil {
		return errors.New("expected a day that exists, such as 2027-01-08")
	}
	*d = Date(day)
	return nil
}

// Hours is when a day is open, written 09:00-22:00, or closed.
type Hours space.Hours

// UnmarshalText reads the hours of a day.
func (h *Hours) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	if s == "closed" {
		*h = Hours{}
		return nil
	}
	from, to, _ := strings.Cut(s, "-")
	open, err := clock(strings.TrimSpace(from))
	shut, err2 := clock(strings.TrimSpace(to))
	if errors.Join(err, err2) != nil {
		return errors.New("expected hours such as 09:00-22:00 (until 24:00 at the latest), or closed")
	}
	if open >= shut {
		return errors.New("it closes before it opens; a day without opening hours is written closed")
	}
	*h = Hours{Open: open, Close: shut}
	return nil
}

// clock reads "09:30" as minutes after midnight; 24:00 is the day's end.
func clock(s string) (int, error) {
	if s == "24:00" {
		return 24 * 60, nil
	}
	t, err := time.Parse("15:04", s)
	if err != nil {
		return 0, fmt.Errorf("read time %q: %w", s, err)
	}
	return t.Hour()*60 + t.Minute(), nil
}
