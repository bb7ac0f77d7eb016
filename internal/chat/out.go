package chat

import "time"

// Lane says how urgent a message is: what answers a person goes before what is
// sent to many, and that before what only corrects the messages it follows.
type Lane string

// The lanes of the outbox.
const (
	Reply     Lane = "reply"
	Broadcast Lane = "broadcast"
	Mend      Lane = "mend" // to a message that one of Broadcast has taken the place of
)

// Lanes are all of them, the most urgent first.
func Lanes() []Lane { return []Lane{Reply, Broadcast, Mend} }

// OutKind says what is to be done in a chat.
type OutKind string

// The kinds of outgoing things.
const (
	Say     OutKind = "say"     // a text with buttons: sent, or edited in place when Panel is known
	Undress OutKind = "undress" // takes the buttons off the Panel; with a Text, that replaces its own
	Answer  OutKind = "answer"  // the answer to a press: a toast, or an alert
	Send    OutKind = "send"    // a file with a caption
	Menu    OutKind = "menu"    // the commands menu of this chat
)

// Out is one thing to do in one chat. Those of one chat and lane are done in
// the order they were written.
type Out struct {
	Kind OutKind `json:"kind"`
	Chat int64   `json:"chat"`
	Lane Lane    `json:"lane"`

	// Text is HTML as Telegram knows it, at most 4096 UTF-16 units after its
	// entities are taken out (a caption 1024, an answer 200 and plain).
	Text     string   `json:"text,omitempty"`
	Keyboard Keyboard `json:"keyboard,omitempty"`

	// Panel names the message within its chat, so that a later Out of the same
	// name edits it. An Out with a name nobody knows yet is sent anew and
	// remembered. Fresh sends anew in any case: the message that had the name
	// before loses its buttons. With Former it says that from then on; with
	// Vanish it is deleted, which Telegram lets do for two days.
	Panel  string `json:"panel,omitempty"`
	Fresh  bool   `json:"fresh,omitempty"`
	Former string `json:"former,omitempty"`
	Vanish bool   `json:"vanish,omitempty"`
	// Message is what an Undress is about in place of a panel: one that was a
	// panel before.
	Message int `json:"message,omitempty"`

	Silent bool `json:"silent,omitempty"` // no notification sound

	// Thread is the topic of a group that a new message goes to; 0 is the
	// general one, and the only one of a group that is no forum.
	Thread int `json:"thread,omitempty"`

	PressID string `json:"press_id,omitempty"` // of Answer
	Alert   bool   `json:"alert,omitempty"`    // of Answer: a window instead of a toast

	File *File `json:"file,omitempty"` // of Send

	Commands []CommandHint `json:"commands,omitempty"` // of Menu
	Language string        `json:"language,omitempty"` // of Menu

	// Until is from when on this is of no use: what still waits to be sent then
	// is let go. A zero one never is.
	Until time.Time `json:"until,omitzero"`
	// About is the booking that a message of the clock asks or reminds of: when
	// that ends or moves, what still waits to be sent is taken away. One that lists
	// several has them all, divided by AndAbout, and goes when the last of them does.
	About string `json:"about,omitempty"`

	// Broadcast names the broadcast that this belongs to, "" for none: what
	// becomes of it is counted there.
	Broadcast string `json:"broadcast,omitempty"`

	// Occasion names what made this message ("reminder:k7f3:24h"), for the logs.
	Occasion string `json:"occasion,omitempty"`
}

// File is a document to send. One with a Panel is sent once: as long as its
// message is there it is not sent again.
type File struct {
	Name string `json:"name"`
	Type string `json:"type,omitempty"` // MIME: "text/calendar"
	Data []byte `json:"data"`
}

// CommandHint is a line of the commands menu.
type CommandHint struct {
	Name string `json:"name"` // 1 to 32 of a-z, 0-9, _
	Hint string `json:"hint"` // 1 to 256 characters
}

// AndAbout divides the bookings that one message is about.
const AndAbout = "+"
