package lang

import "testing"

func TestACommonQuestionIsReadFromWhatPeopleSay(t *testing.T) {
	for want, texts := range map[Asked][]string{
		AskedHelp:     {"помощь", "Помощь!", "help", "帮助", "Что ты умеешь?", "what can you do?", "你会什么？"},
		AskedSettings: {"настройки", "settings", "设置"},
		AskedLanguage: {"сменить язык", "хочу сменить язык", "change language", "I want to change the language", "换语言"},
		AskedCancel:   {"как отменить?", "Как отменить бронь?", "how do I cancel?", "How can I cancel my booking?", "怎么取消？"},
		AskedWhere:    {"Где вы находитесь?", "Здравствуйте! Подскажите, где вы находитесь?", "адрес", "where are you?", "Where are you located", "你们在哪里", "请问你们在哪里？"},
		AskedPrice:    {"сколько стоит аренда?", "А сколько это стоит?", "how much is it?", "多少钱", "多少钱？", "нужно платить?"},
		"": {"", "?", "привет", "помощь бездомным: лекция", "Help the planet", "язык жестов", "отменить", "где тот клуб?", "цена свободы", "setting the table", "设置展览", "多少人",
			"free coffee tomorrow", "help settings", "адрес и цена", "бесплатно", "это бесплатно", "free"},
	} {
		for _, text := range texts {
			if got := AskedOf(text); got != want {
				t.Errorf("%q asks %q, want %q", text, got, want)
			}
		}
	}
}
