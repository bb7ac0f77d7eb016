package handlers

import "testing"

func TestWhatPeopleAskOfAnyBotIsAnswered(t *testing.T) {
	h := openHouse(t)
	for id, c := range map[int64]struct {
		language string
		answers  map[string]string
	}{
		42: {"ru", map[string]string{
			"помощь": "Что я умею", "настройки": "настройки", "сменить язык": "На каком языке", "как отменить?": "Мои брони", "Где вы находитесь?": "ул. Ленина, 139",
			"сколько стоит аренда?": "бесплатно", "Свободен ли зал в субботу?": "сб, 28 ноября",
		}},
		43: {"en", map[string]string{
			"help": "What I can do", "settings": "ettings", "change language": "Which language", "how do I cancel?": "My bookings", "where are you?": "139 Lenin St",
			"how much is it?": "free", "is the hall free on Saturday": "Sat 28 November",
		}},
		44: {"zh", map[string]string{
			"帮助": "我能做什么", "设置": "设置", "换语言": "您想用哪种语言", "怎么取消？": "我的预订", "你们在哪里": "ул. Ленина, 139",
			"多少钱": "免费", "周六大厅有空吗": "11月28日",
		}},
	} {
		g := h.guest(id, "guest", c.language)
		for words, answer := range c.answers {
			g.says(words)
			g.sees(answer)
			g.seesNot("Не понял", "I didn't get that", "没看懂")
		}
	}
}

func TestAPointWithoutAnAddressSaysSo(t *testing.T) {
	h := openHouse(t)
	h.point.Address = nil
	anna := h.guest(42, "Анна", "ru")
	anna.says("Где вы находитесь?")
	anna.sees("адрес")
}
