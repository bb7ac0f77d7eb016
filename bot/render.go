package bot

import (
	"regexp"

	tgbot "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"samovar/internal/chat"
)

// noChoice is what a disabled button without a value of its own carries where
// the server knows no disabled buttons: a press that no handler acts on.
const noChoice = "none::0:"

// renderer turns what is to be said into requests.
type renderer struct {
	disabledButtons bool // the server knows them (Bot API 10.3)
	plainTimes      bool // the server knows no times in the reader's zone (Bot API 9.5)
}

func (r renderer) message(o chat.Out) *tgbot.SendMessageParams {
	return &tgbot.SendMessageParams{
		ChatID: o.Chat, Text: r.text(o.Text), ParseMode: models.ParseModeHTML,
		LinkPreviewOptions: noPreview(), DisableNotification: o.Silent, ReplyMarkup: r.markup(o.Keyboard),
		MessageThreadID: threadOf(o),
	}
}

// timeTag is the markup of an instant that is shown in the reader's own zone.
var timeTag = regexp.MustCompile(`</?tg-time[^>]*>`)

// text is a message's text as the server takes it: where that knows no markup of
// times, what stands within it is the time at the Point.
func (r renderer) text(markup string) string {
	if r.plainTimes {
		markup = timeTag.ReplaceAllString(markup, "")
	}
	return cutHTML(markup, longestText)
}

// threadOf is the topic that a message names. Telegram takes the general one,
// which is its number 1, only where none is named.
func threadOf(o chat.Out) int {
	if o.Thread == 1 {
		return 0
	}
	return o.Thread
}

// edit replaces text and buttons; without buttons those of before go.
func (r renderer) edit(o chat.Out, message int) *tgbot.EditMessageTextParams {
	return &tgbot.EditMessageTextParams{
		ChatID: o.Chat, MessageID: message, Text: r.text(o.Text), ParseMode: models.ParseModeHTML,
		LinkPreviewOptions: noPreview(), ReplyMarkup: r.markup(o.Keyboard),
	}
}

func (r renderer) answer(o chat.Out) *tgbot.AnswerCallbackQueryParams {
	return &tgbot.AnswerCallbackQueryParams{
		CallbackQueryID: o.PressID, Text: cutPlain(o.Text, longestAnswer), ShowAlert: o.Alert,
	}
}

// markup is nil, and nothing else, for no buttons: a typed nil or an empty
// markup reaches Telegram as null, which it refuses.
func (r renderer) markup(k chat.Keyboard) models.ReplyMarkup {
	var rows [][]models.InlineKeyboardButton
	for _, row := range k {
		if len(row) == 0 {
			continue
		}
		buttons := make([]models.InlineKeyboardButton, len(row))
		for i, b := range row {
			buttons[i] = r.button(b)
		}
		rows = append(rows, buttons)
	}
	if len(rows) == 0 {
		return nil
	}
	return &models.InlineKeyboardMarkup{InlineKeyboard: rows}
}

func (r renderer) button(b chat.Button) models.InlineKeyboardButton {
	made := models.InlineKeyboardButton{Text: b.Text, Style: string(b.Style)}
	switch {
	case b.Disabled && r.disabledButtons:
		made.Disabled = &models.DisabledButton{}
	case b.Disabled:
		made.CallbackData = orElse(b.Data, noChoice)
	case b.URL != "":
		made.URL = b.URL
	default:
		made.CallbackData = b.Data
	}
	return made
}

func noPreview() *models.LinkPreviewOptions {
	return &models.LinkPreviewOptions{IsDisabled: tgbot.True()}
}
