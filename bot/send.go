package bot

import (
	"context"
	"fmt"

	"samovar/internal/chat"
)

// send makes the requests that a message takes.
func (d *delivery) send(ctx context.Context) error {
	switch d.out.Kind {
	case chat.Answer:
		return d.answer(ctx)
	case chat.Menu:
		return d.menu(ctx)
	case chat.Send:
		return d.document(ctx)
	case chat.Say:
		return d.say(ctx)
	case chat.Undress:
		return d.undressPanel(ctx)
	}
	return &Failure{Kind: BadRequest, text: fmt.Sprintf("unknown kind of message %q", d.out.Kind)}
}

func (d *delivery) answer(ctx context.Context) error {
	return d.counted("answered", d.api.within(ctx, func(ctx context.Context) error {
		_, err := d.api.post(ctx, "answerCallbackQuery", d.render.answer(d.out))
		return err
	}))
}

// say edits the message that is the panel, or sends one.
func (d *delivery) say(ctx context.Context) error {
	old, err := d.panel(ctx)
	if err != nil {
		return err
	}
	if old != 0 && !d.out.Fresh {
		err := d.edit(ctx, old)
		if KindOf(err) != MessageGone {
			return err
		}
	}
	if !d.out.Fresh {
		old = 0
	}
	return d.sendNew(ctx, old)
}

func (d *delivery) panel(ctx context.Context) (int, error) {
	if d.out.Panel == "" {
		return 0, nil
	}
	return d.store.Panel(ctx, d.point, d.out.Chat, d.out.Panel)
}

func (d *delivery) edit(ctx context.Context, message int) error {
	p := d.render.edit(d.out, message)
	_, err := d.post(ctx, "editMessageText", p)
	if KindOf(err) == BadMarkup {
		d.log().Error("text sent without its markup", "err", err)
		p.Text, p.ParseMode = cutPlain(plain(d.out.Text), longestText), ""
		_, err = d.post(ctx, "editMessageText", p)
	}
	return d.counted("edited", err)
}

// sendNew sends a message and remembers it as the panel, in place of an old one
// if there is one.
func (d *delivery) sendNew(ctx context.Context, old int) error {
	p := d.render.message(d.out)
	sent, err := d.post(ctx, "sendMessage", p)
	if KindOf(err) == BadMarkup {
		d.log().Error("text sent without its markup", "err", err)
		p.Text, p.ParseMode = cutPlain(plain(d.out.Text), longestText), ""
		sent, err = d.post(ctx, "sendMessage", p)
	}
	if err := d.counted("sent", err); err != nil || d.out.Panel == "" {
		return err
	}
	if old != 0 {
		d.retire(ctx, old)
	}
	d.remember(ctx, sent)
	return nil
}

// post makes a request at its turn. It returns the number of the message that
// the request was about, 0 where Telegram does not tell it.
func (d *delivery) post(ctx context.Context, method string, params any) (message int, err error) {
	err = d.request(ctx, func(ctx context.Context) error {
		result, err := d.api.post(ctx, method, params)
		message = messageIn(result)
		return err
	})
	return message, err
}

// remember tries on until Redis takes it: the message is sent, and doing all
// again would send it twice.
func (d *delivery) remember(ctx context.Context, message int) {
	if message == 0 {
		d.log().Error("a sent panel is not remembered: Telegram did not tell its number", "panel", d.out.Panel)
		return
	}
	for n := 1; ; n++ {
		err := d.store.SetPanel(ctx, d.point, d.out.Chat, d.out.Panel, message)
		if err == nil {
			return
		}
		d.log().Error("a sent panel is not remembered", "panel", d.out.Panel, "err", err)
		if !sleep(ctx, delay(min(n, 3))) {
			return
		}
	}
}

// request makes a request that counts against the limits, at its turn.
func (d *delivery) request(ctx context.Context, request func(context.Context) error) error {
	done, err := d.gate.pass(ctx, d.lane.name)
	if err != nil {
		return err
	}
	defer done()
	if pause := d.pauses.before(d.item.Chat, d.lane.name).Sub(d.opt.Now()); pause > 0 {
		return pausedFor(pause)
	}
	if !d.leases.holds(d.item) {
		return pausedFor(0) // whoever has the chat by now sends it
	}
	return d.api.within(ctx, request)
}

// counted counts what Telegram accepted.
func (d *delivery) counted(what string, err error) error {
	if err == nil {
		d.opt.Meter.Sent(what)
	}
	return err
}
