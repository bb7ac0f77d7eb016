package emulator

import (
	"net/url"
	"slices"
	"strings"
)

// Button is a button under a message. Exactly one of its actions is set.
type Button struct {
	Text     string `json:"text"`
	Data     string `json:"callback_data,omitempty"`
	URL      string `json:"url,omitempty"`
	Copy     string `json:"copy_text,omitempty"`
	Style    string `json:"style,omitempty"`
	Disabled bool   `json:"disabled,omitempty"`
	// Other names an action that the emulator takes but cannot play.
	Other string `json:"other,omitempty"`

	wire dictionary
}

const (
	mostInRow   = 8
	mostButtons = 100
)

// inlineKeyboard reads the rows of a checked InlineKeyboardMarkup.
func inlineKeyboard(markup dictionary, ch *chat) ([][]Button, *failure) {
	list, _ := markup["inline_keyboard"].([]any)
	var rows [][]Button
	total := 0
	for _, item := range list {
		row, f := buttonRow(item.([]any), ch)
		if f != nil {
			return nil, f
		}
		if total += len(row); len(row) > mostInRow || total > mostButtons {
			return nil, badRequest("reply markup is too long")
		}
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func buttonRow(list []any, ch *chat) ([]Button, *failure) {
	row := make([]Button, 0, len(list))
	for _, item := range list {
		b, f := button(item.(dictionary), ch)
		if f != nil {
			return nil, f
		}
		row = append(row, b)
	}
	return row, nil
}

func button(d dictionary, ch *chat) (Button, *failure) {
	b := Button{Text: strings.TrimSpace(d.text("text")), Style: d.text("style"), wire: d}
	if b.Text == "" {
		return b, badRequest("inline keyboard button text must be non-empty")
	}
	if d.has("style") && !slices.Contains([]string{"danger", "success", "primary"}, b.Style) {
		return b, badRequest("can't parse inline keyboard button: Unsupported button style \"%s\" specified", b.Style)
	}
	action, f := onlyAction(d)
	if f != nil {
		return b, f
	}
	return b, b.act(action, d, ch)
}

func onlyAction(d dictionary) (string, *failure) {
	var found []string
	for _, name := range []string{"callback_data", "url", "web_app", "login_url", "switch_inline_query",
		"switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text", "callback_game",
		"pay", "disabled"} {
		if d.has(name) {
			found = append(found, name)
		}
	}
	switch len(found) {
	case 0:
		return "", badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	case 1:
		return found[0], nil
	}
	return "", badRequest("can't parse inline keyboard button: Exactly one action is allowed, found %s", strings.Join(found, " and "))
}

func (b *Button) act(action string, d dictionary, ch *chat) *failure {
	switch action {
	case "callback_data":
		b.Data = d.text(action)
		if b.Data == "" || len(b.Data) > 64 {
			return badRequest("BUTTON_DATA_INVALID")
		}
	case "url":
		b.URL = d.text(action)
		if err := validURL(b.URL); err != nil {
			return badRequest("inline keyboard button URL '%s' is invalid: %v", b.URL, err)
		}
	case "copy_text":
		b.Copy = d[action].(dictionary).text("text")
		if n := units(b.Copy); n == 0 || n > 256 {
			return badRequest("BUTTON_COPY_TEXT_INVALID")
		}
	case "disabled":
		b.Disabled = true
	default:
		b.Other = action
		return rareAction(action, d, ch)
	}
	return nil
}

func rareAction(action string, d dictionary, ch *chat) *failure {
	switch action {
	case "web_app":
		to := d[action].(dictionary).text("url")
		if !strings.HasPrefix(to, "https://") {
			return badRequest("inline keyboard button Web App URL '%s' is invalid: Only HTTPS links are allowed", to)
		}
		if !ch.private() {
			return badRequest("BUTTON_TYPE_INVALID")
		}
	case "pay", "callback_game":
		return badRequest("BUTTON_TYPE_INVALID")
	}
	return nil
}

// validURL is what Telegram asks of a link: a protocol it knows (http where
// none is given) and a host with a dot.
func validURL(link string) error {
	if strings.HasPrefix(link, "tg://") {
		return nil
	}
	if !strings.Contains(link, "://") {
		link = "http://" + link
	}
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return complaint("Wrong HTTP URL")
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "ton" && u.Scheme != "tonsite":
		return complaint("Unsupported URL protocol")
	case u.Hostname() == "":
		return complaint("URL host is empty")
	case !strings.Contains(strings.Trim(u.Hostname(), "."), ".") || strings.ContainsAny(u.Hostname(), " \t"):
		return complaint("Wrong HTTP URL")
	}
	return nil
}
