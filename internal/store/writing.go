package store

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// writing is a commit on its way: the keys it declares and the plan for the
// script. Its shapes are those that lua/commit.lua describes.
type writing struct {
	keys   []string
	place  map[string]int // of a key in keys, from 1
	plan   plan
	bodies []any // beside the plan
}

type plan struct {
	Capacity int       `json:"capacity"`
	Fired    []string  `json:"fired"`
	Expect   []version `json:"expect"`
	Seen     []seen    `json:"seen"`
	Records  []record  `json:"records"`
	Over     []take    `json:"over"`
	Free     []take    `json:"free"`
	Take     []take    `json:"take"`
	Index    []entry   `json:"index"`
	Trim     []trim    `json:"trim"`
	Logs     []line    `json:"logs"`
	Relogs   []relog   `json:"relogs"`
	Due      []entry   `json:"due"`
	Unsaid   []unsaid  `json:"unsaid"`
	Uncount  []uncount `json:"uncount"`
	Outs     []out     `json:"outs"`
}

type version struct {
	Key     int   `json:"k"`
	Version int64 `json:"v"`
}

type seen struct {
	Key   int      `json:"k"`
	Min   string   `json:"min"`
	Max   string   `json:"max"`
	From  int64    `json:"from,omitempty"` // none: whenever they end
	Slots []string `json:"slots"`
}

type record struct {
	Key     int   `json:"k"`
	Version int64 `json:"v"`
	Body    any   `json:"body"` // its place in the arguments, or false
	TTL     int   `json:"ttl,omitempty"`
	Lasts   bool  `json:"lasts,omitempty"` // it expires no more, if it was to
	Same    bool  `json:"same,omitempty"`  // its version stays
}

type take struct {
	Key    int    `json:"k"`
	Start  int64  `json:"start"`
	Stop   int64  `json:"stop"`
	Member string `json:"member"`
	From   int64  `json:"from"`
	To     int64  `json:"to"`
	Heads  int    `json:"heads"`
	room   string
}

type entry struct {
	Key    int    `json:"k,omitempty"`
	Member string `json:"member"`
	Score  any    `json:"score"` // a number, or false
}

type trim struct {
	Key  int   `json:"k"`
	Keep int   `json:"keep"`
	TTL  int64 `json:"ttl"` // seconds
}

type line struct {
	Key  int `json:"k"`
	Body int `json:"body"` // its place in the arguments
}

type relog struct {
	Key   int `json:"k"`
	Place int `json:"i"`
	Body  int `json:"body"` // its place in the arguments
}

type out struct {
	Lane  int    `json:"lane"` // where its queue's keys begin
	Chat  string `json:"chat"`
	Panel string `json:"panel"`
	Body  int    `json:"body"`            // its place in the arguments
	Tally int    `json:"tally,omitempty"` // the key of what counts it
}

type uncount struct {
	Key    int      `json:"k"`
	Missed int      `json:"m"`
	What   string   `json:"what"`
	Chats  []string `json:"chats"`
}

type unsaid struct {
	Chat  string `json:"chat"`
	Words string `json:"words"` // a part of their JSON
	About string `json:"about"` // the booking, "" for a panel
}

// whatever is the version of a record that is written without looking.
const whatever = -1

// The places in KEYS where the lanes of the outbox begin, and that in ARGV where
// the bodies do.
const (
	replyKeys     = 5
	broadcastKeys = 10
	firstBody     = 4
)

func newWriting(k pointKeys, capacity int) *writing {
	// Lua has no nil lists: empty ones have to be there.
	w := &writing{place: map[string]int{}, plan: plan{Fired: []string{}, Expect: []version{}, Seen: []seen{}, Records: []record{},
		Over: []take{}, Free: []take{}, Take: []take{}, Index: []entry{}, Trim: []trim{}, Logs: []line{}, Relogs: []relog{}, Due: []entry{}, Unsaid: []unsaid{}, Uncount: []uncount{}, Outs: []out{}}}
	w.keys = append(w.keys, k.handled(), k.due(), k.heads(), k.seq())
	w.keys = append(w.keys, k.outbox(chat.Reply)...)
	w.keys = append(w.keys, k.outbox(chat.Broadcast)...)
	w.plan.Capacity = capacity
	return w
}

// key returns the place of a key, declaring it at its first use.
func (w *writing) key(name string) int {
	if w.place[name] == 0 {
		w.keys = append(w.keys, name)
		w.place[name] = len(w.keys)
	}
	return w.place[name]
}

// body encodes what is written as it is, and returns its place in the arguments.
func (w *writing) body(of any) (place int, err error) {
	text, err := json.Marshal(of)
	if err != nil {
		return 0, fmt.Errorf("encode %T: %w", of, err)
	}
	w.bodies = append(w.bodies, text)
	return firstBody + len(w.bodies) - 1, nil
}

// expect makes the commit depend on a record that it does not write.
func (w *writing) expect(key string, v int64) {
	w.plan.Expect = append(w.plan.Expect, version{w.key(key), v})
}

func (w *writing) put(key string, version int64, body any, ttl time.Duration) error {
	place, err := w.body(body)
	if err != nil {
		return err
	}
	w.plan.Records = append(w.plan.Records, record{Key: w.key(key), Version: version, Body: place, TTL: int(ttl / time.Second)})
	return nil
}

// putForGood writes a record that may have been about to expire.
func (w *writing) putForGood(key string, version int64, body any) error {
	if err := w.put(key, version, body, 0); err != nil {
		return err
	}
	w.plan.Records[len(w.plan.Records)-1].Lasts = true
	return nil
}

// replace writes a record anew under the version that it has: what is bound to
// that holds on.
func (w *writing) replace(key string, version int64, body any) error {
	place, err := w.body(body)
	if err != nil {
		return err
	}
	w.plan.Records = append(w.plan.Records, record{Key: w.key(key), Version: version, Body: place, Same: true})
	return nil
}

func (w *writing) delete(key string, version int64) {
	w.plan.Records = append(w.plan.Records, record{Key: w.key(key), Version: version, Body: false})
}

func (w *writing) enter(key, member string, score int64) {
	w.plan.Index = append(w.plan.Index, entry{w.key(key), member, score})
}

func (w *writing) leave(key, member string) {
	w.plan.Index = append(w.plan.Index, entry{w.key(key), member, false})
}

func (w *writing) addDue(due []space.Due) {
	for _, d := range due {
		w.plan.Due = append(w.plan.Due, entry{Member: d.Name(), Score: d.At.UnixMilli()})
	}
}

func (w *writing) dropDue(due []space.Due) {
	for _, d := range due {
		w.plan.Due = append(w.plan.Due, entry{Member: d.Name(), Score: false})
	}
}

// takeBack plans to take away what waits in the lane of broadcasts.
func (w *writing) takeBack(all []Unsaid) {
	for _, one := range all {
		words := fmt.Sprintf(`"about":%q`, one.About)
		if one.Panel != "" {
			words = fmt.Sprintf(`"panel":%q`, one.Panel)
		}
		w.plan.Unsaid = append(w.plan.Unsaid, unsaid{strconv.FormatInt(one.Chat, 10), words, one.About})
	}
}

func (w *writing) addOuts(k pointKeys, outs []chat.Out) error {
	for _, o := range outs {
		body, err := w.body(o)
		if err != nil {
			return err
		}
		lane := replyKeys
		if o.Lane == chat.Broadcast {
			lane = broadcastKeys
		}
		one := out{Lane: lane, Chat: strconv.FormatInt(o.Chat, 10), Panel: o.Panel, Body: body}
		if o.Broadcast != "" {
			one.Tally = w.key(k.tally(o.Broadcast))
		}
		w.plan.Outs = append(w.plan.Outs, one)
	}
	return nil
}
