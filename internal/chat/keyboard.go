package chat

// Style colours a button; apps that know no styles show it plain.
type Style string

// The styles Telegram knows.
const (
	Plain   Style = ""
	Primary Style = "primary"
	Success Style = "success"
	Danger  Style = "danger"
)

// Button is one inline button: it carries a Press, or opens a URL.
type Button struct {
	Text  string `json:"text"`
	Data  string `json:"data,omitempty"` // an encoded Press
	URL   string `json:"url,omitempty"`
	Style Style  `json:"style,omitempty"`
	// Disabled marks a choice that cannot be taken. Where the server knows
	// disabled buttons it is shown so; elsewhere Data is pressed and answered
	// with the reason.
	Disabled bool `json:"disabled,omitempty"`
}

// NewButton makes a button that carries the press, which has to be one of ours:
// it panics where the press cannot be encoded, a mistake in the program.
func NewButton(text string, p Press) Button {
	data, err := p.Data()
	if err != nil {
		panic(err)
	}
	return Button{Text: text, Data: data}
}

// Styled is the button in that colour.
func (b Button) Styled(s Style) Button {
	b.Style = s
	return b
}

// Keyboard is the rows of buttons under a message: at most 8 in a row and 100
// in all.
type Keyboard [][]Button

// Row appends a row, unless it is empty.
func (k Keyboard) Row(buttons ...Button) Keyboard {
	if len(buttons) == 0 {
		return k
	}
	return append(k, buttons)
}

// Grid appends the buttons in rows of width.
func (k Keyboard) Grid(width int, buttons ...Button) Keyboard {
	for len(buttons) > width {
		k, buttons = append(k, buttons[:width:width]), buttons[width:]
	}
	return k.Row(buttons...)
}
