package bot

import (
	"bytes"

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
}

func (r renderer) message(o chat.Out) *tgbot.SendMessageParams {
	return &tgbot.SendMessageParams{
		ChatID: o.Chat, Text: cutHTML(o.Text, longestText), ParseMode: models.ParseModeHTML,
		LinkPreviewOptions: noPreview(), DisableNotification: o.Silent, ReplyMarkup: r.markup(o.Keyboard),
	}
}

// edit replaces text and buttons; without buttons those of before go.
func (r renderer) edit(o chat.Out, message int) *tgbot.EditMessageTextParams {
	return &tgbot.EditMessageTextParams{
		ChatID: o.Chat, MessageID: message, Text: cutHTML(o.Text, longestText), ParseMode: models.ParseModeHTML,
		LinkPreviewOptions: noPreview(), ReplyMarkup: r.markup(o.Keyboard),
	}
}

func (r renderer) document(o chat.Out) *tgbot.SendDocumentParams {
	p := &tgbot.SendDocumentParams{
		ChatID: o.Chat, Document: upload(o.File), DisableNotification: o.Silent, ReplyMarkup: r.markup(o.Keyboard),
	}
	if o.Text != "" {
		p.Caption, p.ParseMode = cutHTML(o.Text, longestCaption), models.ParseModeHTML
	}
	return p
}

func upload(f *chat.File) models.InputFile {
	if f == nil {
		f = &chat.File{} // Telegram refuses it, in its own words
	}
	return &models.InputFileUpload{Filename: orElse(f.Name, "file"), Data: bytes.NewReader(f.Data)}
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
