package lang

import "testing"

func TestLettingGoOfABookingIsReadFromWhatPeopleSay(t *testing.T) {
	now := fuzzNow(t)
	for want, texts := range map[LettingGo][]string{
		GivingUp: {
			"хочу отменить событие 10 февраля", "лекция о квантах 10 февраля отменяется", "не смогу прийти 17 февраля", "отменить лекцию о квантах", "Здравствуйте! Отмените, пожалуйста, лекцию", "отмена", "хочу отменить",
			"please cancel Board games on 23 December", "we can't make it on 18 December", "I'd like to cancel Board games", "Hi, cancel Board games please", "cancel",
			"我想取消12月9日的活动", "周三的活动不办了", "取消", "请帮我取消桌游",
		},
		Moving: {
			"перенести бронь на пятницу", "хотим перенести лекцию на субботу в 18", "лекция переносится",
			"move my booking to Saturday", "Could you reschedule Board games?", "改期", "我想改期",
		},
		"": {
			"", "Отменённые рейсы: лекция", "Отменённые рейсы: лекция завтра с 18 до 20, 20 человек", "Cancel culture", "Cancel culture tomorrow 18:00-20:00, 20 people", "Отменить вечер: спектакль завтра с 18 до 20, 20 человек",
			"Move and dance tomorrow at 18:00", "как отменить?", "отменить нельзя", "Перенос сроков: лекция завтра в 18", "Лекция о квантах завтра в 18", "«отменить»", "取消文化讲座 明天18:00-20:00 20人", "what to do tomorrow", "明天讲座",
		},
	} {
		for _, text := range texts {
			if got, _ := LettingGoOf(text, now, Russian, rooms()); got != want {
				t.Errorf("%q is %q, want %q", text, got, want)
			}
		}
	}
}

func TestAWordInAnotherFormMentionsATitle(t *testing.T) {
	for _, c := range []struct {
		text, title string
		words       int
	}{
		{"отменить лекцию о квантах", "Лекция о квантах", 2},
		{"отмените концерт", "Новогодний концерт", 1},
		{"please cancel board games on 23 December", "Board games", 2},
		{"取消量子讲座", "量子讲座", 4},
		{"取消茶会", "新年茶会", 2},
		{"取消会议", "新年茶会", 0},
	} {
		if got := Mentioned(c.text, c.title); got != c.words {
			t.Errorf("%q says %d of %q, want %d", c.text, got, c.title, c.words)
		}
		for _, other := range []string{"Вечер хокку", "Chess", "瑜伽", "🎉"} {
			if Mentioned(c.text, other) > 0 {
				t.Errorf("%q mentions %q", c.text, other)
			}
		}
	}
}

func TestTheWordOnTheCancelButtonStops(t *testing.T) {
	for _, text := range []string{"отмена", "Отменить!", "стоп", "хочу отменить", "отмена, пожалуйста", "cancel", "Stop.", "cancel please", "取消", "取消！"} {
		if !Stops(text) {
			t.Errorf("%q does not stop", text)
		}
	}
	for _, text := range []string{"", "!", "спасибо", "Отмена рейса", "Stop motion", "取消文化", "Cancel culture", "нестоп"} {
		if Stops(text) {
			t.Errorf("%q stops", text)
		}
	}
}
