package emulator_test

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"samovar/internal/emulator"
)

// echo starts a tiny bot that answers /start with a keyboard, edits on a
// press and echoes the rest. It returns the server's URL.
func echo(t *testing.T, s *emulator.Server) string {
	t.Helper()
	url, err := s.Start("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b, err := bot.New(s.Token(), bot.WithServerURL(url), bot.WithDefaultHandler(echoHandler(t)),
		bot.WithErrorsHandler(func(error) {}), bot.WithNotAsyncHandlers())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	stopped := make(chan struct{})
	go func() { b.Start(ctx); close(stopped) }()
	t.Cleanup(func() { cancel(); s.Close(); <-stopped })
	return url
}

func echoHandler(t *testing.T) bot.HandlerFunc {
	return func(ctx context.Context, b *bot.Bot, u *models.Update) {
		var err error
		switch {
		case u.CallbackQuery != nil:
			err = echoPress(ctx, b, u.CallbackQuery)
		case u.Message == nil:
		case strings.HasPrefix(u.Message.Text, "/start"):
			_, err = b.SendMessage(ctx, &bot.SendMessageParams{
				ChatID: u.Message.Chat.ID, Text: "<b>Hello</b>, " + bot.EscapeMarkdown(u.Message.From.FirstName),
				ParseMode: models.ParseModeHTML, ReplyMarkup: echoKeyboard(),
			})
		case u.Message.Text == "file":
			_, err = b.SendDocument(ctx, &bot.SendDocumentParams{
				ChatID: u.Message.Chat.ID, Caption: "Here you are",
				Document: &models.InputFileUpload{Filename: "event.ics", Data: bytes.NewReader([]byte("BEGIN:VCALENDAR"))},
			})
		case u.Message.Text != "":
			_, err = b.SendMessage(ctx, &bot.SendMessageParams{ChatID: u.Message.Chat.ID, Text: "You said: " + u.Message.Text})
		}
		if err != nil && ctx.Err() == nil {
			t.Logf("echo bot: %v", err)
		}
	}
}

func echoKeyboard() *models.InlineKeyboardMarkup {
	return &models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{
		{{Text: "Book a room", CallbackData: "book", Style: "success"}, {Text: "Book", CallbackData: "short"}},
		{{Text: "Nothing", Disabled: &models.DisabledButton{}}, {Text: "Site", URL: "https://example.org/"}},
	}}
}

func echoPress(ctx context.Context, b *bot.Bot, q *models.CallbackQuery) error {
	if _, err := b.AnswerCallbackQuery(ctx, &bot.AnswerCallbackQueryParams{CallbackQueryID: q.ID, Text: "Got " + q.Data}); err != nil {
		return err
	}
	_, err := b.EditMessageText(ctx, &bot.EditMessageTextParams{
		ChatID: q.From.ID, MessageID: q.Message.Message.ID, Text: "Pressed " + q.Data,
	})
	return err
}

func start(t *testing.T, opt emulator.Options) *emulator.Server {
	t.Helper()
	opt.T = t
	s := emulator.New(opt)
	t.Cleanup(s.Close)
	return s
}

func TestAStoryIsToldToABotAndReadBack(t *testing.T) {
	s := start(t, emulator.Options{})
	echo(t, s)
	ctx := t.Context()
	anna := s.Person(42, emulator.Profile{First: "Anna", Lang: "en", Username: "anna"})

	anna.Says("/start")
	hello, err := anna.WaitReply(ctx, "Hello, Anna")
	if err != nil {
		t.Fatal(err)
	}
	if hello.Source != "<b>Hello</b>, Anna" || len(hello.Entities) != 1 || hello.Entities[0].Type != "bold" {
		t.Errorf("greeting: %+v", hello)
	}
	press, err := anna.Presses(ctx, "Book")
	if err != nil {
		t.Fatal(err)
	}
	if answer, _ := press.Answer(ctx); answer.Text != "Got short" {
		t.Errorf("the exact text shall win: %+v", answer)
	}
	edited, err := anna.WaitReply(ctx, "Pressed short")
	if err != nil {
		t.Fatal(err)
	}
	if edited.ID != hello.ID || edited.Edits != 1 || len(edited.Buttons) != 0 || edited.History[0] != "Hello, Anna" {
		t.Errorf("edited message: %+v", edited)
	}
}

func TestADocumentArrivesWithItsBytes(t *testing.T) {
	s := start(t, emulator.Options{})
	echo(t, s)
	anna := s.Person(42, emulator.Profile{First: "Anna"})
	anna.Says("file")
	m, err := anna.WaitReply(t.Context(), "Here you are")
	if err != nil {
		t.Fatal(err)
	}
	if m.Document == nil || m.Document.Name != "event.ics" || string(m.Document.Bytes) != "BEGIN:VCALENDAR" {
		t.Errorf("document: %+v", m.Document)
	}
}

func TestAnOldMessageCanBePressedAsItWas(t *testing.T) {
	s := start(t, emulator.Options{})
	echo(t, s)
	ctx := t.Context()
	anna := s.Person(42, emulator.Profile{First: "Anna"})
	anna.Starts("")
	seen, err := anna.WaitReply(ctx, "Hello")
	if err != nil {
		t.Fatal(err)
	}
	first, second, err := anna.PressesTwice(ctx, "Book a room")
	if err != nil || first.UpdateID == second.UpdateID {
		t.Fatalf("two presses: %v %v %v", first, second, err)
	}
	if _, err := anna.WaitReply(ctx, "Pressed book"); err != nil {
		t.Fatal(err)
	}
	stale, err := anna.PressesOn(seen, "Book")
	if err != nil {
		t.Fatal(err)
	}
	if answer, _ := stale.Answer(ctx); answer.Text != "Got short" {
		t.Errorf("stale press: %+v", answer)
	}
}

func TestAMissingButtonIsNamedTogetherWithTheChat(t *testing.T) {
	s := emulator.New(emulator.Options{})
	defer s.Close()
	anna := s.Person(42, emulator.Profile{First: "Anna"})
	anna.Says("hi there")
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	_, err := anna.Presses(ctx, "Reserve")
	if err == nil || !strings.Contains(err.Error(), "Reserve") || !strings.Contains(err.Error(), "hi there") {
		t.Errorf("error: %v", err)
	}
}

func TestQuietComesWhenTheBotHasDealtWithAll(t *testing.T) {
	s := start(t, emulator.Options{})
	echo(t, s)
	anna := s.Person(42, emulator.Profile{First: "Anna"})
	for range 5 {
		anna.Says("again")
	}
	if err := anna.WaitQuiet(t.Context(), 50*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	if got := len(anna.Chat().FromBot()); got != 5 {
		t.Errorf("answers: %d, want 5", got)
	}
}

func TestARepeatedUpdateHasANewIDAndARedeliveredOneItsOwn(t *testing.T) {
	s := start(t, emulator.Options{})
	echo(t, s)
	anna := s.Person(42, emulator.Profile{First: "Anna"})
	id := anna.Says("once")
	if _, err := anna.WaitReply(t.Context(), "once"); err != nil {
		t.Fatal(err)
	}
	if err := s.Redeliver(id); err != nil {
		t.Fatal(err)
	}
	if again, err := s.Repeat(id); err != nil || again == id {
		t.Fatalf("repeat: %d %v", again, err)
	}
	err := anna.WaitFor(t.Context(), func(c emulator.Chat) bool { return len(c.FromBot()) == 3 })
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnyConditionCanBeWaitedFor(t *testing.T) {
	s := start(t, emulator.Options{})
	echo(t, s)
	s.Person(42, emulator.Profile{First: "Anna"}).Says("hi")
	if err := s.WaitFor(t.Context(), func() bool { return len(s.CallsOf("sendMessage")) == 1 }); err != nil {
		t.Fatal(err)
	}
}
