package lang

import (
	"testing"
	"time"
)

func TestATimeIsMovedByAsMuchAsPeopleSay(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"на час позже": time.Hour, "Сдвиньте, пожалуйста, на полчаса раньше": -30 * time.Minute, "позже на 2 часа": 2 * time.Hour,
		"давайте начнём на полтора часа позже": 90 * time.Minute, "на 15 минут раньше": -15 * time.Minute, "на часик попозже": time.Hour,
		"an hour later": time.Hour, "move it half an hour earlier, please": -30 * time.Minute, "2 hours later": 2 * time.Hour, "later by 45 minutes": 45 * time.Minute, "1.5h earlier": -90 * time.Minute,
		"推迟一小时": time.Hour, "提前半小时": -30 * time.Minute, "晚两个小时": 2 * time.Hour, "早半个小时": -30 * time.Minute, "往后推一个半小时": 90 * time.Minute,
	} {
		if got, ok := Shift(text); !ok || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "час", "позже", "на час", "на час позже в пятницу", "час раньше или час позже", "2 hours", "later", "30 часов позже", "лекция на час позже", "一小时", "推迟", "на 18:30"} {
		if got, ok := Shift(text); ok {
			t.Errorf("%q moves by %v", text, got)
		}
	}
}
