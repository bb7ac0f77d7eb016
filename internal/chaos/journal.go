package chaos

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// Journal is what Redis wrote down, in the order in which it happened.
type Journal struct {
	Taken   map[int64]int // by update: how often it came into an inbox
	Handled map[int64]int // by update: how often its effect was written
	Answers map[int64]int // by update: how many messages its effect has
	Due     []*Due
	Writes  []Write

	TakenBack int64 // bytes that were written, and struck out by failovers
}

// Due is a message that stood in an outbox.
type Due struct {
	Lane       string
	Chat, Seq  int64
	Kind       chat.OutKind
	Text       Text
	Press      string // of an answer
	Occasion   string
	Superseded bool // replaced by a newer one before it was sent
	Done       bool // taken out by who sent it
	Expires    bool // of no use from some moment on
}

// Text stands for a message's words: what is kept of a hundred thousand.
type Text struct {
	Sum  uint64
	Head string // how it begins
	Long bool   // longer than Telegram takes: it was cut
}

// TextOf is what is kept of words.
func TextOf(words string) Text {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(words)) // never fails, by its documentation
	head := []rune(words)
	return Text{sum.Sum64(), string(head[:min(len(head), 60)]), len(utf16.Encode(head)) > 4096}
}

// Write is what one transaction made of bookings and wishes.
type Write struct {
	Bookings []space.Booking
	Wishes   []space.Wish
}

// ReadJournal reads the append-only file of a server's directory.
func ReadJournal(dir string) (*Journal, error) {
	r := &reading{Journal: NewJournal(), open: map[string]*Due{}}
	if err := eachCommand(dir, r.read); err != nil {
		return nil, err
	}
	return r.Journal, nil
}

// ReadHistories reads what scribes wrote down, each of one master of several.
func ReadHistories(paths ...string) (*Journal, error) {
	r := &reading{Journal: NewJournal(), open: map[string]*Due{}}
	for _, path := range paths {
		if err := eachIn(path, r.read); err != nil {
			return nil, fmt.Errorf("read history: %w", err)
		}
	}
	return r.Journal, nil
}

// NewJournal is one in which nothing stands yet.
func NewJournal() *Journal {
	return &Journal{Taken: map[int64]int{}, Handled: map[int64]int{}, Answers: map[int64]int{}}
}

// reading is a journal being read, one transaction at a time.
type reading struct {
	*Journal
	within bool // MULTI was read, and no EXEC yet
	tx     [][]string
	open   map[string]*Due // by outbox and member, what is in it
}

func (r *reading) read(words []string) error {
	switch name := strings.ToUpper(words[0]); {
	case name == "MULTI":
		r.within, r.tx = true, nil
	case name == "EXEC":
		r.within = false
		return r.settle(r.tx)
	case r.within:
		r.tx = append(r.tx, words)
	default:
		return r.settle([][]string{words})
	}
	return nil
}

var (
	inbox   = regexp.MustCompile(`^samovar:\{in\d+\}:bodies$`)
	outbox  = regexp.MustCompile(`^samovar:\{[a-z0-9]+\}:out:(reply|broadcast|mend):(bodies|items)$`)
	handled = regexp.MustCompile(`^samovar:\{[a-z0-9]+\}:handled$`)
	seq     = regexp.MustCompile(`^samovar:\{[a-z0-9]+\}:out:seq$`)
	record  = regexp.MustCompile(`^samovar:\{[a-z0-9]+\}:(booking|wish):[a-z0-9]+$`)
)

// settle reads one transaction.
func (r *reading) settle(tx [][]string) error {
	var w Write
	var event int64
	decides, answers := false, 0
	for _, words := range tx {
		if len(words) < 3 {
			continue
		}
		name, key := strings.ToUpper(words[0]), words[1]
		switch {
		case name == "INCRBY" && seq.MatchString(key):
			decides = true
		case name == "ZADD" && handled.MatchString(key):
			event, _ = strconv.ParseInt(words[len(words)-1], 10, 64) // it is a number: store.Commit wrote it
			r.Handled[event]++
		case name == "HSET" && inbox.MatchString(key):
			r.take(words[2:])
		case name == "HSET" && outbox.MatchString(key):
			before := len(r.Due)
			if err := r.put(key, words[2:]); err != nil {
				return err
			}
			answers += len(r.Due) - before
		case name == "ZREM" && outbox.MatchString(key):
			r.leave(key, words[2:], decides)
		case name == "HSET" && record.MatchString(key):
			if err := w.add(record.FindStringSubmatch(key)[1], words[2:]); err != nil {
				return fmt.Errorf("read %s: %w", key, err)
			}
		}
	}
	if event != 0 {
		r.Answers[event] += answers
	}
	if len(w.Bookings)+len(w.Wishes) > 0 {
		r.Writes = append(r.Writes, w)
	}
	return nil
}

// take reads {chat:number, body ...} of an inbox.
func (r *reading) take(pairs []string) {
	for i := 0; i < len(pairs); i += 2 {
		r.Taken[numberOf(pairs[i])]++
	}
}

// put reads {chat:number, body ...} of an outbox. A message that is still there
// and gets another body, such as a list of which something was struck out, is the
// same one.
func (r *reading) put(key string, pairs []string) error {
	for i := 0; i+1 < len(pairs); i += 2 {
		var o chat.Out
		if err := json.Unmarshal([]byte(pairs[i+1]), &o); err != nil {
			return fmt.Errorf("read message %s: %w", pairs[i], err)
		}
		d := &Due{Lane: outbox.FindStringSubmatch(key)[1], Chat: o.Chat, Seq: numberOf(pairs[i]), Kind: o.Kind,
			Text: TextOf(o.Text), Press: o.PressID, Occasion: o.Occasion, Expires: !o.Until.IsZero()}
		if there := r.open[key+pairs[i]]; there != nil {
			*there = *d
			continue
		}
		r.open[key+pairs[i]] = d
		r.Due = append(r.Due, d)
	}
	return nil
}

// leave reads the members that leave an outbox: replaced by a decision, or done.
func (r *reading) leave(key string, members []string, decides bool) {
	key = strings.TrimSuffix(key, "items") + "bodies"
	for _, m := range members {
		if d := r.open[key+m]; d != nil {
			d.Superseded, d.Done = decides, !decides
			delete(r.open, key+m)
		}
	}
}

// add reads a record's {v, number, body, JSON}.
func (w *Write) add(noun string, fields []string) error {
	for i := 0; i+1 < len(fields); i += 2 {
		if fields[i] != "body" {
			continue
		}
		if noun == "wish" {
			var one space.Wish
			err := json.Unmarshal([]byte(fields[i+1]), &one)
			w.Wishes = append(w.Wishes, one)
			return err
		}
		var one space.Booking
		err := json.Unmarshal([]byte(fields[i+1]), &one)
		w.Bookings = append(w.Bookings, one)
		return err
	}
	return nil
}

// numberOf is the number of "chat:0000000000000042".
func numberOf(member string) int64 {
	_, number, _ := strings.Cut(member, ":")
	n, _ := strconv.ParseInt(number, 10, 64) // queue_put.lua made it
	return n
}
