package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// argWithout is that of the button which drops the equipment that is lacking.
const argWithout = "without"

// withoutButton does so, where nothing else is said to stand in the way.
func (b *booker) withoutButton(r *space.Refusal) []chat.Button {
	if r == nil || r.Reason != space.LacksEquipment {
		return nil
	}
	return []chat.Button{styled(b.talk.Button(b.say.Plain("book.without"), argWithout+"=1"), chat.Primary)}
}

// lacking says that no time would do: what the event needs is not there.
func (b *booker) lacking(r *space.Refusal) (string, chat.Keyboard, error) {
	k := chat.Keyboard{}.Row(b.withoutButton(r)...)
	if b.Room != "" && len(b.point.Fitting(b.what())) > 0 {
		k = k.Row(b.talk.Button(b.say.Plain("book.tightest"), "r="))
	}
	return b.say.T("book.lacking", "Why", lang.HTML(refusalText(b.say, b.point, r))), k, nil
}

// lack is what stands against the draft where that is equipment; else nil.
func (b *booker) lack() (*space.Refusal, error) {
	v, err := b.dayView(b.Day)
	if err != nil {
		return nil, err
	}
	refusal := v.Opens(b.Day, b.what(), b.Room)
	if b.talk.Step == stepTaken {
		_, refusal, err = b.judge()
	}
	if refusal == nil || refusal.Reason != space.LacksEquipment {
		return nil, err
	}
	return refusal, err
}

// doWithout drops the equipment that is lacking, and goes on.
func (b *booker) doWithout() (bool, error) {
	refusal, err := b.lack()
	if err != nil || refusal == nil {
		return false, err
	}
	b.Equipment = slices.DeleteFunc(b.Equipment, func(what string) bool { return slices.Contains(refusal.Equipment, what) })
	return true, b.advance()
}

// saidWithout does so where words say it, and nothing of another time.
func (b *booker) saidWithout() (bool, error) {
	u := lang.ClockAnswer(b.event.Text, b.local(b.now), b.say.Tag())
	if !lang.DoesWithout(b.event.Text) || len(u.Days) > 0 || len(u.Starts) > 0 {
		return false, nil
	}
	return b.doWithout()
}

// takenText takes words at what stands against the draft.
func (b *booker) takenText() (bool, error) {
	if done, err := b.saidWithout(); done || err != nil {
		return done, err
	}
	return b.changeText()
}

// startText takes words at the times of a day.
func (b *booker) startText() (bool, error) {
	if done, err := b.saidWithout(); done || err != nil {
		return done, err
	}
	return b.whenText()
}
