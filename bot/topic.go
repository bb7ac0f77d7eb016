package bot

import (
	"context"
	"errors"
)

// sendAnywhere makes the requests that a message takes. What the topic it is for
// does not take, because it is closed or gone, goes to the general one: rather
// there than nowhere. Its community hears of it. Where the general one takes
// nothing either, the bot may not write in the group.
func (d *delivery) sendAnywhere(ctx context.Context) error {
	err := d.send(ctx)
	if kind := KindOf(err); kind.Topical() && threadOf(d.out) != 0 {
		d.log().Info("the topic takes no messages", "topic", d.out.Thread, "why", kind)
		d.markTopic(ctx, kind)
		d.out.Thread = 0
		err = d.send(ctx)
	}
	return ofGeneral(err)
}

// ofGeneral is a failure in the general topic, which gives way to no other: that
// it is closed is a right that the bot lacks, and may be given again without its
// being told.
func ofGeneral(err error) error {
	f := new(Failure)
	if !errors.As(err, &f) || f.Kind != TopicClosed {
		return err
	}
	shut := *f
	shut.Kind = NoRights
	return &shut
}

func (d *delivery) markTopic(ctx context.Context, why Kind) {
	if err := d.store.MarkTopic(ctx, d.point, d.item.Chat, d.out.Thread, string(why), d.opt.Now()); err != nil {
		d.log().Error("topic is not marked as shut", "topic", d.out.Thread, "err", err)
	}
}
