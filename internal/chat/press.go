package chat

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// MaxPress is how long an encoded Press may be, in bytes: Telegram's limit of
// callback data.
const MaxPress = 64

// Press is the value a button carries: what to do, to what, and which version
// of it the button was drawn for. A press whose version is no longer the
// subject's changes nothing.
type Press struct {
	Verb    string // what to do: 1 to 16 of a-z, 0-9, _
	Subject string // what it acts on: 0 to 24 of A-Z, a-z, 0-9, _, -
	Version int64  // of the subject, not negative
	Arg     string // the choice: any printable text without line breaks
}

var errPress = errors.New("not a button's value")

// Data encodes p as "verb:subject:version:arg", the version in base 36. It
// fails when a part has a character it must not have, or all is over MaxPress.
func (p Press) Data() (string, error) {
	if !wordOf(p.Verb, 16, isVerb) || p.Verb == "" || !wordOf(p.Subject, 24, isSubject) || p.Version < 0 || !printable(p.Arg) {
		return "", fmt.Errorf("encode press %+v: %w", p, errPress)
	}
	s := p.Verb + ":" + p.Subject + ":" + strconv.FormatInt(p.Version, 36) + ":" + p.Arg
	if len(s) > MaxPress {
		return "", fmt.Errorf("encode press %q: over %d bytes", s, MaxPress)
	}
	return s, nil
}

// ParsePress decodes what Data made. Anything else is an error: callback data
// can be forged.
func ParsePress(data string) (Press, error) {
	if len(data) > MaxPress {
		return Press{}, fmt.Errorf("decode press of %d bytes: %w", len(data), errPress)
	}
	part := strings.SplitN(data, ":", 4)
	if len(part) != 4 {
		return Press{}, fmt.Errorf("decode press %q: %w", data, errPress)
	}
	version, err := strconv.ParseInt(part[2], 36, 64)
	p := Press{Verb: part[0], Subject: part[1], Version: version, Arg: part[3]}
	if err != nil {
		return Press{}, fmt.Errorf("decode press %q: %w", data, errPress)
	}
	if again, err := p.Data(); err != nil || again != data {
		return Press{}, fmt.Errorf("decode press %q: %w", data, errPress)
	}
	return p, nil
}

func wordOf(s string, max int, is func(byte) bool) bool {
	for i := range len(s) {
		if !is(s[i]) {
			return false
		}
	}
	return len(s) <= max
}

func isVerb(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_'
}

func isSubject(c byte) bool {
	return isVerb(c) || c >= 'A' && c <= 'Z' || c == '-'
}

func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}
