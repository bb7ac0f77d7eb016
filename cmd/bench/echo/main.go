// Command echo is the peer that Samovar's replies are measured against: a bot
// as go-telegram/bot makes it, which answers each text at once and keeps
// nothing. Its arguments are where the Bot API is, the token, and the message to
// answer with as JSON: the one that Samovar answers with, so that both cause the
// same work at the other end. Without it, what is written is sent back.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	tgbot "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "echo:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) < 2 {
		return fmt.Errorf("expected the address of the Bot API and a token, not %d arguments", len(args))
	}
	var m message
	if len(args) > 2 {
		if err := json.Unmarshal([]byte(args[2]), &m); err != nil {
			return fmt.Errorf("read the message to answer with: %w", err)
		}
	}
	b, err := tgbot.New(args[1], tgbot.WithServerURL(args[0]), tgbot.WithHTTPClient(time.Minute, client()),
		tgbot.WithDefaultHandler(m.echo))
	if err != nil {
		return fmt.Errorf("start: %w", err)
	}
	b.Start(ctx)
	return nil
}

// client keeps as many connections as Samovar's own does: with the default of
// two idle ones a busy bot would spend its time shaking hands.
func client() *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConns: 128, MaxIdleConnsPerHost: 128}}
}

// message is what is answered.
type message struct {
	Text     string                          `json:"text"` // HTML; what was written where empty
	Keyboard [][]models.InlineKeyboardButton `json:"keyboard"`
}

func (m message) echo(ctx context.Context, b *tgbot.Bot, u *models.Update) {
	if u.Message == nil {
		return
	}
	p := &tgbot.SendMessageParams{ChatID: u.Message.Chat.ID, Text: u.Message.Text}
	if m.Text != "" {
		p.Text, p.ParseMode = m.Text, models.ParseModeHTML
	}
	if len(m.Keyboard) > 0 {
		p.ReplyMarkup = &models.InlineKeyboardMarkup{InlineKeyboard: m.Keyboard}
	}
	_, err := b.SendMessage(ctx, p)
	if err != nil && ctx.Err() == nil {
		fmt.Fprintln(os.Stderr, "echo:", err)
	}
}
