package bot

import (
	"context"
	"log/slog"
	"time"

	tgbot "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"samovar/internal/chat"
	"samovar/internal/store"
)

// CommandMenu is the menu of commands for a language and a scope.
type CommandMenu struct {
	Language string // two letters; empty: for those whose language has no menu of its own
	Chat     int64  // only there (an admin's); 0: everywhere
	Commands []chat.CommandHint
}

// menuTries is how often a menu is tried. Telegram goes on showing the one it
// had before, so nobody is harmed by giving up.
const menuTries = 6

// SetMenus tells Telegram the menus, and tries again what may pass. A failure
// only costs the menu, so it is logged.
func (a *API) SetMenus(ctx context.Context, menus []CommandMenu, log *slog.Logger) {
	for _, m := range menus {
		if err := a.insistOnMenu(ctx, m); err != nil && ctx.Err() == nil {
			log.Warn("the commands menu is not set", "language", m.Language, "chat", m.Chat, "err", err)
		}
	}
}

// insistOnMenu waits between its tries, as long as Telegram says where it does.
func (a *API) insistOnMenu(ctx context.Context, m CommandMenu) error {
	for n := 1; ; n++ {
		err := a.setMenu(ctx, m)
		if err == nil || !KindOf(err).Passing() || n == menuTries {
			return err
		}
		wait := delay(n)
		if KindOf(err) == Flood {
			wait = waitOf(err)
		}
		if !sleep(ctx, wait) {
			return err
		}
	}
}

// menuWithin is how long the menu of a chat may keep what follows it there.
const menuWithin = 5 * time.Second

// menu sets the menu of one chat. It is tried twice and then given up, with a
// word in the log: it comes again with the next /start, and what people wait for
// does not wait for it.
func (d *delivery) menu(ctx context.Context) error {
	if pause := d.pauses.menus(d.opt.Now()); pause > 0 {
		return &Failure{Kind: Flood, Wait: pause, text: "Telegram wants no menus yet"}
	}
	brief, cancel := context.WithTimeout(ctx, menuWithin)
	defer cancel()
	m := CommandMenu{Language: d.out.Language, Chat: d.out.Chat, Commands: d.out.Commands}
	err := d.api.setMenu(brief, m)
	if kind := KindOf(err); kind == Server || kind == Network {
		err = d.api.setMenu(brief, m)
	}
	return d.counted("menu", err)
}

// skipMenu gives a menu up. A 429 says nothing of messages: it is obeyed for
// menus, by all processes.
func (d *delivery) skipMenu(ctx context.Context, err error) {
	if KindOf(err) == Flood {
		d.pauseFor(ctx, waitOf(err), store.PauseMenus)
	}
	d.log().Warn("the commands menu is not set", "err", err)
}

func (a *API) setMenu(ctx context.Context, m CommandMenu) error {
	p := &tgbot.SetMyCommandsParams{Commands: []models.BotCommand{}, LanguageCode: m.Language}
	for _, c := range m.Commands {
		p.Commands = append(p.Commands, models.BotCommand{Command: c.Name, Description: c.Hint})
	}
	if m.Chat != 0 {
		p.Scope = &models.BotCommandScopeChat{ChatID: m.Chat}
	}
	return a.within(ctx, func(ctx context.Context) error {
		_, err := a.tg.SetMyCommands(ctx, p)
		return err
	})
}
