package space

import (
	"testing"
	"time"
)

func TestWhatHappensToAGroupIsNewsOnce(t *testing.T) {
	now := time.Date(2026, 11, 24, 3, 30, 0, 0, time.UTC)
	trouble := func(why GroupWhy) *GroupTrouble { return &GroupTrouble{Why: why} }
	for name, c := range map[string]struct {
		before Community
		why    GroupWhy
		thread int
		news   bool
		topic  int
	}{
		"kicked":                            {Community{Chat: -5, Thread: 7}, GroupKicked, 0, true, 7},
		"kicked as known":                   {Community{Chat: -5, Trouble: trouble(GroupKicked)}, GroupKicked, 0, false, 0},
		"muted after kicked":                {Community{Chat: -5, Trouble: trouble(GroupKicked)}, GroupMuted, 0, false, 0},
		"kicked after muted":                {Community{Chat: -5, Trouble: trouble(GroupMuted)}, GroupKicked, 0, true, 0},
		"muted after the topic was deleted": {Community{Chat: -5, Trouble: trouble(TopicGone)}, GroupMuted, 0, true, 0},
		"no group":                          {Community{}, GroupKicked, 0, false, 0},
		"its topic":                         {Community{Chat: -5, Thread: 7}, TopicGone, 7, true, 0},
		"another topic":                     {Community{Chat: -5, Thread: 7}, TopicGone, 8, false, 7},
		"the topic as known":                {Community{Chat: -5, Trouble: &GroupTrouble{Why: TopicGone, Thread: 7}}, TopicGone, 7, false, 0},
		"the general topic":                 {Community{Chat: -5}, TopicClosed, 0, false, 0},
	} {
		after, news := c.before.Hit(c.why, c.thread, now)
		if news != c.news || after.Thread != c.topic || news && (after.Trouble.Why != c.why || !after.Trouble.Since.Equal(now)) {
			t.Errorf("%s: news %t, %+v", name, news, after)
		}
	}
}

func TestAGroupHealsButItsTopicOnlyWhereThatOpens(t *testing.T) {
	c := Community{Chat: -5, Thread: 7}
	shut, _ := c.Hit(TopicClosed, 7, time.Unix(1, 0))
	if _, news := shut.Healed(); news {
		t.Error("the rights to write open no topic")
	}
	if _, news := shut.Reopened(8); news {
		t.Error("another topic was opened")
	}
	if open, news := shut.Reopened(7); !news || open.Thread != 7 || open.Trouble != nil {
		t.Errorf("opened: %+v", open)
	}
	muted, _ := c.Hit(GroupMuted, 0, time.Unix(1, 0))
	if back, news := muted.Healed(); !news || back.Trouble != nil || back.Thread != 7 {
		t.Errorf("healed: %+v", back)
	}
	gone, _ := c.Hit(GroupKicked, 0, time.Unix(1, 0))
	if gone.Grouped() || !muted.Grouped() || !c.Grouped() || (Community{}).Grouped() {
		t.Error("only a group that is lost makes room for another")
	}
}

func TestNewsOfAGroupComeBackFromTheirName(t *testing.T) {
	for _, n := range []GroupNews{{Chat: -1001234567890}, {Chat: -5, Thread: 7, Why: TopicGone}} {
		d, err := ParseDue(n.Due(time.Unix(1, 0)).Name())
		if err != nil {
			t.Fatal(err)
		}
		if got, err := ParseGroupNews(d.Subject); err != nil || got != n {
			t.Errorf("%+v comes back as %+v, %v", n, got, err)
		}
	}
	for _, bad := range []string{"", "x", "-5 7", "-5 x topic_gone", "1 2 3 4"} {
		if _, err := ParseGroupNews(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
