package lang

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAWaitIsToldAsExactlyAsPeopleWould(t *testing.T) {
	texts := loaded(t)
	for _, c := range []struct {
		d          time.Duration
		ru, en, zh string
	}{
		{44*time.Hour + 34*time.Minute, "почти 2 дня назад", "nearly 2 days ago", "将近 2 天前"},
		{20 * time.Second, "сейчас", "now", "现在"},
		{34 * time.Minute, "34 минуты назад", "34 minutes ago", "34 分钟前"},
		{62 * time.Minute, "1 час назад", "1 hour ago", "1 小时前"},
		{83 * time.Minute, "1 ч 25 мин назад", "1 h 25 min ago", "1 小时 25 分钟前"},
		{2*time.Hour + 14*time.Minute, "2 часа назад", "2 hours ago", "2 小时前"},
		{2*time.Hour + 25*time.Minute, "2 с половиной часа назад", "2 and a half hours ago", "2 个半小时前"},
		{4*time.Hour + 50*time.Minute, "почти 5 часов назад", "nearly 5 hours ago", "将近 5 小时前"},
		{4*time.Hour + 57*time.Minute, "5 часов назад", "5 hours ago", "5 小时前"},
		{13*time.Hour + 40*time.Minute, "14 часов назад", "14 hours ago", "14 小时前"},
		{24 * time.Hour, "24 часа назад", "24 hours ago", "24 小时前"},
		{35 * time.Hour, "полтора дня назад", "a day and a half ago", "1 天半前"},
		{62 * time.Hour, "2 с половиной дня назад", "2 and a half days ago", "2 天半前"},
		{9*aDay + 13*time.Hour, "10 дней назад", "10 days ago", "10 天前"},
	} {
		for tag, want := range map[Tag]string{Russian: c.ru, English: c.en, Chinese: c.zh} {
			if got := texts.In(tag).Ago(c.d); got != want {
				t.Errorf("%v is %q, want %q", c.d, got, want)
			}
		}
	}
	for tag, want := range map[Tag]string{Russian: "почти через 2 дня", English: "in nearly 2 days", Chinese: "将近 2 天后"} {
		if got := texts.In(tag).In(44 * time.Hour); got != want {
			t.Errorf("ahead it is %q, want %q", got, want)
		}
	}
}

func TestAWaitIsNeverToldOutOfAnyOrder(t *testing.T) {
	texts := loaded(t)
	rapid.Check(t, func(t *rapid.T) {
		say := texts.In(rapid.SampledFrom(Tags()).Draw(t, "tag"))
		a := time.Duration(rapid.Int64Range(0, int64(100*aDay)).Draw(t, "a"))
		b := a + time.Duration(rapid.Int64Range(0, int64(aDay)).Draw(t, "more"))
		c := b + time.Duration(rapid.Int64Range(0, int64(aDay)).Draw(t, "yet more"))
		if say.About(a) == say.About(c) && say.About(b) != say.About(a) {
			t.Errorf("%v is %q, %v is %q, and %v is %q", a, say.About(a), b, say.About(b), c, say.About(c))
		}
	})
}
