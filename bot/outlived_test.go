package bot

import (
	"slices"
	"strings"
	"testing"
	"time"

	"samovar/internal/chat"
	"samovar/internal/emulator"
	"samovar/internal/store"
)

func TestAReminderThatTelegramTookTooLateIsLetGo(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	anna := r.resident(7)
	m := &withheldMeter{}
	fault := r.tg.AddFault(emulator.Fault{Kind: emulator.ServerError, Method: "sendMessage", Probability: 1})
	r.start(r.sender(func(o *SenderOptions) { o.Meter = m }).Run)
	r.put(chat.Out{Chat: 7, Lane: chat.Broadcast, Text: "in one hour", Until: r.clock.Now().Add(time.Hour)},
		chat.Out{Chat: 7, Lane: chat.Broadcast, Text: "tomorrow", Until: r.clock.Now().Add(24 * time.Hour)})
	r.eventually("it is put off", func() bool { return strings.Contains(r.logs.String(), "message put off") })
	r.tg.EndFault(fault)
	r.clock.move(5 * time.Hour)
	r.outboxIsEmpty()
	if got := r.texts(anna, 1); !slices.Equal(got, []string{"tomorrow"}) {
		t.Errorf("five hours later Anna reads %q", got)
	}
	if got := m.all(); !slices.Equal(got, []string{outlived}) {
		t.Errorf("counted were %q", got)
	}
}

func TestAQuestionThatAPauseKeptBackIsLetGoOnceItsTimeIsOver(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	anna := r.resident(7)
	now := r.clock.Now()
	if err := r.store.Pause(r.ctx, store.PauseBroadcast, now.Add(time.Minute), now); err != nil {
		t.Fatal(err)
	}
	r.start(r.sender(nil).Run)
	r.put(chat.Out{Chat: 7, Lane: chat.Broadcast, Panel: "still:b1", Fresh: true, Text: "does it take place?", Until: now.Add(30 * time.Second)},
		chat.Out{Chat: 7, Lane: chat.Broadcast, Text: "news"})
	r.clock.move(61 * time.Second)
	r.outboxIsEmpty()
	if got := r.texts(anna, 1); !slices.Equal(got, []string{"news"}) {
		t.Errorf("after the pause Anna reads %q", got)
	}
}

func TestADigestThatWaitedUntilTheNextIsWithheldAndCounted(t *testing.T) {
	t.Parallel()
	r := newRig(t, emulator.Options{})
	anna := r.resident(7)
	now := r.clock.Now()
	last := chat.Out{Chat: 7, Lane: chat.Broadcast, Panel: "digest:quanta", Fresh: true, Text: "last week's", Broadcast: "last", Until: now.Add(7 * 24 * time.Hour)}
	next := last
	next.Text, next.Broadcast, next.Until = "this week's", "next", now.Add(14*24*time.Hour)
	r.put(last)
	r.clock.move(8 * 24 * time.Hour)
	r.put(next)
	r.start(r.sender(nil).Run)
	r.outboxIsEmpty()
	if got := r.texts(anna, 1); !slices.Equal(got, []string{"this week's"}) {
		t.Errorf("eight days later Anna reads %q", got)
	}
	if got, want := r.tallied("last")+r.tallied("next"), "map[outlived:1]map[delivered:1]"; got != want {
		t.Errorf("counted %s, want %s", got, want)
	}
}
