package bot

import (
	"context"

	tgbot "github.com/go-telegram/bot"

	"samovar/internal/chat"
)

// retire sees to it that the message that was the panel before is mended. That
// is written into the outbox before the new one is remembered: whoever is cut
// off in between, or kept from it for a while, does it later.
//
// Many new ones come before the first old one is mended: a run of digests would
// else take twice as long.
func (d *delivery) retire(ctx context.Context, message int) {
	lane := d.lane.name
	if lane == chat.Broadcast {
		lane = chat.Mend
	}
	later := chat.Out{Kind: chat.Undress, Chat: d.out.Chat, Lane: lane, Message: message,
		Former: d.out.Former, Vanish: d.out.Vanish, Occasion: d.out.Occasion}
	for n := 1; ; n++ { // as remember does: the new message is sent, and the old one must not stay
		err := d.store.Put(context.WithoutCancel(ctx), d.point, []chat.Out{later}, d.opt.Now())
		if err == nil {
			return
		}
		d.log().Error("an old message is not mended yet", "message", message, "err", err)
		if !sleep(ctx, delay(min(n, 3))) {
			return
		}
	}
}

// retired lets an old message vanish, say what it is to say from now on, or only
// lose its buttons.
func (d *delivery) retired(ctx context.Context, message int) error {
	switch {
	case d.out.Vanish:
		err := d.remove(ctx, message)
		if KindOf(err) == BadRequest { // too old to be deleted
			return d.takeButtons(ctx, message)
		}
		return err
	case d.out.Former != "":
		_, err := d.post(ctx, "editMessageText", d.render.edit(chat.Out{Chat: d.out.Chat, Text: d.out.Former}, message))
		return err
	}
	return d.takeButtons(ctx, message)
}

func (d *delivery) remove(ctx context.Context, message int) error {
	_, err := d.post(ctx, "deleteMessage", &tgbot.DeleteMessageParams{ChatID: d.out.Chat, MessageID: message})
	return err
}

// undressPanel takes the buttons off the panel, if there is one, and gives it
// another text, if there is one to give.
func (d *delivery) undressPanel(ctx context.Context) error {
	message, err := d.panel(ctx)
	switch {
	case d.out.Message != 0:
		err = d.retired(ctx, d.out.Message)
	case err != nil || message == 0:
		return err
	case d.out.Text != "":
		err = d.edit(ctx, message)
	default:
		err = d.counted("edited", d.takeButtons(ctx, message))
	}
	if KindOf(err) == MessageGone {
		return nil
	}
	return err
}

func (d *delivery) takeButtons(ctx context.Context, message int) error {
	_, err := d.post(ctx, "editMessageReplyMarkup", &tgbot.EditMessageReplyMarkupParams{ChatID: d.out.Chat, MessageID: message})
	return err
}
