package space

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
)

// FuzzStoredWords reads what is kept as one word: what can be read is written
// the same way.
func FuzzStoredWords(f *testing.F) {
	for _, word := range []string{"remind:k7f3:86400:1790000000", "2026-12-25", "-100500/7", "hall,class|600|720|60|40|projector",
		"-5 7 topic_closed", "changes_asked", "waiting", "weekly", "lecture", "sending", "::0:0", "::40017900000:0", "|||||", ""} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		if due, err := ParseDue(word); err == nil {
			again, err := ParseDue(due.Name())
			if err != nil || again != due {
				t.Errorf("due %q: %+v became %+v, %v", word, due, again, err)
			}
		}
		if day, err := ParseDate(word); err == nil && day.String() != word {
			t.Errorf("date %q became %s", word, day)
		}
		if r, err := ParseRecipient(word); err == nil {
			if again, err := ParseRecipient(r.String()); err != nil || again != r {
				t.Errorf("recipient %q: %+v became %+v, %v", word, r, again, err)
			}
		}
		if c, err := ParseClass(word); err == nil {
			if again, err := ParseClass(c.String()); err != nil || again.String() != c.String() {
				t.Errorf("class %q: %+v became %+v, %v", word, c, again, err)
			}
		}
		_, _ = ParseGroupNews(word)
		sameWord(t, word, ParseState)
		sameWord(t, word, ParseWishState)
		sameWord(t, word, ParseRhythm)
		sameWord(t, word, ParseFormat)
		sameWord(t, word, ParseCommunityState)
		sameWord(t, word, ParseBroadcastState)
		sameWord(t, word, ParseAudienceKind)
	})
}

// sameWord fails where a word is read as another. No word at all has a meaning of
// its own: a community without a state is active.
func sameWord[T fmt.Stringer](t *testing.T, word string, parse func(string) (T, error)) {
	t.Helper()
	if v, err := parse(word); err == nil && v.String() != word && word != "" {
		t.Errorf("%T %q became %q", v, word, v)
	}
}

// FuzzRecords reads what is kept as JSON: what can be read is written so that
// it is read the same, and what it says of itself does not fail.
func FuzzRecords(f *testing.F) {
	for _, body := range []string{
		`{"id":"k7f3","state":"changes_asked","room":"hall","start":"2026-11-26T09:00:00Z","end":"2026-11-26T11:00:00Z","proposed":[{"room":"x"}],"change":{"by":{}}}`,
		`{"id":"w","state":"offered","want":{"rooms":["a"],"first":"2026-12-07","last":"2026-12-08","weekdays":5,"length":3600},"offer":{"room":"a"}}`,
		`{"rhythm":"monthly","first":"2026-12-31","start":600,"length":3600,"until":"2027-12-31","later":["2027-06-02"]}`,
		`{"added":[{"id":1}],"away":[{"who":{"id":1},"until":"2026-11-26T09:00:00Z"}]}`, `{"settings":{"quiet":{}},"links":["2026-11-26T09:00:00Z"]}`, `null`, `{}`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if b, ok := again[Booking](t, body); ok {
			_, _, _ = b.Footprint(), b.Asks(), b.Joint()
		}
		if w, ok := again[Wish](t, body); ok {
			_, _ = w.Hold()
		}
		if s, ok := again[Series](t, body); ok {
			_, _ = s.Check(), s.Nth()
		}
		again[Staff](t, body)
		again[Person](t, body)
		again[Community](t, body)
		again[House](t, body)
		again[Invite](t, body)
		again[Broadcast](t, body)
		again[Group](t, body)
		again[Entry](t, body)
	})
}

func again[T any](t *testing.T, body string) (first T, ok bool) {
	t.Helper()
	if json.Unmarshal([]byte(body), &first) != nil {
		return first, false
	}
	written, err := json.Marshal(first)
	if err != nil {
		return first, false // such as a year that JSON does not know: it is never written
	}
	var second T
	if err := json.Unmarshal(written, &second); err != nil {
		t.Errorf("%T: %s cannot be read again: %v", first, written, err)
		return first, false
	}
	if rewritten, err := json.Marshal(second); err != nil || !reflect.DeepEqual(written, rewritten) {
		t.Errorf("%T: %s became %s, %v", first, written, rewritten, err)
	}
	return first, true
}
