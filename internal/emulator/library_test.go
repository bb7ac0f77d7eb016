package emulator_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"samovar/internal/emulator"
)

// library is go-telegram/bot talking to a server on which Anna has written.
func library(t *testing.T) (*bot.Bot, *emulator.Server, *emulator.Person) {
	t.Helper()
	s, anna, _ := served(t)
	url, err := s.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b, err := bot.New(s.Token(), bot.WithServerURL(url))
	if err != nil {
		t.Fatal(err)
	}
	return b, s, anna
}

func TestTheRequestsOfTheBotsLibraryAreUnderstood(t *testing.T) {
	b, s, _ := library(t)
	ctx := t.Context()
	yes := true
	for name, call := range map[string]func() error{
		"setMyCommands": func() error {
			_, err := b.SetMyCommands(ctx, &bot.SetMyCommandsParams{
				Commands: []models.BotCommand{{Command: "book", Description: "Book a room"}}, LanguageCode: "en",
				Scope: &models.BotCommandScopeChat{ChatID: 42},
			})
			return err
		},
		"setMyCommands for all": func() error {
			_, err := b.SetMyCommands(ctx, &bot.SetMyCommandsParams{
				Commands: []models.BotCommand{{Command: "book", Description: "Book a room"}}, Scope: &models.BotCommandScopeAllPrivateChats{},
			})
			return err
		},
		"setChatMenuButton": func() error {
			_, err := b.SetChatMenuButton(ctx, &bot.SetChatMenuButtonParams{ChatID: 42, MenuButton: models.MenuButtonCommands{Type: "commands"}})
			return err
		},
		"sendMessage with everything": func() error {
			_, err := b.SendMessage(ctx, &bot.SendMessageParams{
				ChatID: int64(42), Text: `A "quoted" <b>text</b>`, ParseMode: models.ParseModeHTML, DisableNotification: true, ProtectContent: true,
				LinkPreviewOptions: &models.LinkPreviewOptions{IsDisabled: &yes},
				ReplyParameters:    &models.ReplyParameters{MessageID: 1, AllowSendingWithoutReply: true},
				ReplyMarkup:        &models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{{{Text: "c", CopyText: &models.CopyTextButton{Text: "x"}}}}},
			})
			return err
		},
		"sendMessage with a reply keyboard": func() error {
			_, err := b.SendMessage(ctx, &bot.SendMessageParams{ChatID: 42, Text: "contact?", ReplyMarkup: &models.ReplyKeyboardMarkup{
				Keyboard: [][]models.KeyboardButton{{{Text: "Share", RequestContact: true}}}, ResizeKeyboard: true, OneTimeKeyboard: true,
			}})
			return err
		},
		"sendPhoto": func() error {
			_, err := b.SendPhoto(ctx, &bot.SendPhotoParams{ChatID: 42, Photo: &models.InputFileUpload{Filename: "plan.png", Data: bytes.NewReader(plan(t))}})
			return err
		},
		"sendChatAction": func() error {
			_, err := b.SendChatAction(ctx, &bot.SendChatActionParams{ChatID: 42, Action: models.ChatActionTyping})
			return err
		},
		"getChat": func() error { _, err := b.GetChat(ctx, &bot.GetChatParams{ChatID: 42}); return err },
		"getChatMember": func() error {
			_, err := b.GetChatMember(ctx, &bot.GetChatMemberParams{ChatID: 42, UserID: 42})
			return err
		},
		"pinChatMessage": func() error {
			_, err := b.PinChatMessage(ctx, &bot.PinChatMessageParams{ChatID: 42, MessageID: 1})
			return err
		},
		"setMyDescription": func() error {
			_, err := b.SetMyDescription(ctx, &bot.SetMyDescriptionParams{Description: "Books rooms", LanguageCode: "en"})
			return err
		},
		"setWebhook": func() error {
			_, err := b.SetWebhook(ctx, &bot.SetWebhookParams{URL: "https://example.org/hook", SecretToken: "s", AllowedUpdates: []string{"message"}})
			return err
		},
		"getWebhookInfo": func() error { _, err := b.GetWebhookInfo(ctx); return err },
		"deleteWebhook":  func() error { _, err := b.DeleteWebhook(ctx, &bot.DeleteWebhookParams{}); return err },
	} {
		if err := call(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if v := s.Violations(); len(v) != 0 {
		t.Errorf("violations: %v", v)
	}
}

func TestTheLibraryReadsErrorsAndFiles(t *testing.T) {
	b, s, anna := library(t)
	ctx := t.Context()
	s.AddFault(emulator.Fault{Kind: emulator.TooMany, Seconds: 3})
	_, err := b.SendMessage(ctx, &bot.SendMessageParams{ChatID: 42, Text: "x"})
	if !bot.IsTooManyRequestsError(err) {
		t.Errorf("429: %v", err)
	}
	s.Group(-9, "Old").Migrates(-1000000000009)
	_, err = b.SendMessage(ctx, &bot.SendMessageParams{ChatID: -9, Text: "x"})
	if !bot.IsMigrateError(err) {
		t.Errorf("migration: %v", err)
	}
	anna.SendsDocument("list.csv", []byte("id,name"), "")
	doc := anna.Messages()[len(anna.Messages())-1].Document
	f, err := b.GetFile(ctx, &bot.GetFileParams{FileID: doc.ID})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Get(b.FileDownloadLink(f))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, _ := io.ReadAll(resp.Body); string(body) != "id,name" {
		t.Errorf("file: %s %s", resp.Status, body)
	}
}

func TestATypedNilAndAnEmptyKeyboardAreRefusedAsTelegramDoes(t *testing.T) {
	b, _, _ := library(t)
	var none *models.InlineKeyboardMarkup
	for markup, want := range map[models.ReplyMarkup]string{
		none:                           "object expected as reply markup",
		&models.InlineKeyboardMarkup{}: "must be of type Array",
	} {
		_, err := b.SendMessage(t.Context(), &bot.SendMessageParams{ChatID: 42, Text: "x", ReplyMarkup: markup})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%#v: %v", markup, err)
		}
	}
}

func TestAPollerThatDiesLosesNothing(t *testing.T) {
	s, anna, url := served(t)
	last := poll(t, s, fields{})[0].ID
	ctx, die := context.WithCancel(t.Context())
	dead := make(chan error)
	go func() {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"getUpdates?timeout=50", nil)
		if err == nil {
			var resp *http.Response
			if resp, err = http.DefaultClient.Do(req); err == nil {
				_ = resp.Body.Close()
			}
		}
		dead <- err
	}()
	die()
	<-dead
	anna.Says("after the death")
	us := poll(t, s, fields{"offset": last + 1, "timeout": 5})
	if len(us) != 1 || us[0].Message.Text != "after the death" {
		t.Errorf("updates: %+v", us)
	}
}
