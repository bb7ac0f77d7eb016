package chaos

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"samovar/internal/emulator"
)

// Arrivals are what Telegram accepted of the bot, in its order.
type Arrivals struct {
	mu      sync.Mutex
	all     []Arrival
	refused map[string]int // by method and words: what was refused for good
	unsure  int            // new messages whose answer was lost by a fault
	busy    int            // how many there were when nobody waited for anything any more
}

// Arrival is a message, an edit, or the answer to a press.
type Arrival struct {
	Chat  int64
	Text  Text
	Press string // of an answer to a press
	New   bool   // a message that was not there before
	Late  bool   // an answer that nobody waited for any more
	At    time.Time
}

// NewArrivals are none.
func NewArrivals() *Arrivals { return &Arrivals{refused: map[string]int{}} }

// Note takes a call down. It is given to the emulator.
func (a *Arrivals) Note(c emulator.Call) {
	a.mu.Lock()
	defer a.mu.Unlock()
	same, late := strings.Contains(c.Error, "message is not modified"), strings.Contains(c.Error, "query is too old")
	switch {
	case c.Fault != "" && !c.OK:
		return
	case !c.OK && !same && !late:
		gone := strings.HasSuffix(c.Error, "not found") // what was done before its answer was lost
		if (c.Status == 400 || c.Status == 403) && !gone {
			a.refused[c.Method+": "+c.Error]++
		}
		return
	}
	one := Arrival{Chat: c.ChatID, New: strings.HasPrefix(c.Method, "send"), Late: late, At: c.At}
	switch c.Method {
	case "answerCallbackQuery":
		one.Press, one.Text = fmt.Sprint(c.Params["callback_query_id"]), textIn(c, "text")
	case "sendMessage", "editMessageText":
		one.Text = textIn(c, "text")
	case "sendDocument":
		one.Text = textIn(c, "caption")
	default:
		return
	}
	if one.New && c.Fault != "" {
		a.unsure++
	}
	a.all = append(a.all, one)
}

func textIn(c emulator.Call, name string) Text {
	words, _ := c.Params[name].(string)
	return TextOf(words)
}

// Rest says that nobody waits for anything from now on, so that what passes
// until the next arrival is no stop.
func (a *Arrivals) Rest() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.busy = len(a.all)
}

// Stop is the longest time without any, but for texts that only say that there
// will be none, and when it began.
func (a *Arrivals) Stop(apart map[uint64]bool) (longest time.Duration, began time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	var last time.Time
	for _, one := range a.all[:a.busy] {
		if apart[one.Text.Sum] {
			continue
		}
		if took := one.At.Sub(last); !last.IsZero() && took > longest {
			longest, began = took, last
		}
		last = one.At
	}
	return longest, began
}

// Unsure is how many new messages Telegram accepted while a fault kept its
// answer back: each of them may come again.
func (a *Arrivals) Unsure() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.unsure
}

// All are those until now.
func (a *Arrivals) All() []Arrival {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]Arrival(nil), a.all...)
}

// Refused are the requests that Telegram refused for good, which no fault does.
func (a *Arrivals) Refused() (all []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for words, n := range a.refused {
		all = append(all, strconv.Itoa(n)+" × "+words)
	}
	return all
}
