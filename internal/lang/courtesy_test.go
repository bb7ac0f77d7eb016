package lang

import "testing"

func TestACourtesyIsToldFromARequest(t *testing.T) {
	for text, want := range map[string]Courtesy{
		"спасибо": Thanks, "Спасибо большое!": Thanks, "спс": Thanks, "Хорошо, спасибо 🙏": Thanks, "Привет! Спасибо за помощь": Thanks,
		"привет": Greeting, "Здравствуйте!": Greeting, "Добрый день": Greeting, "доброе утро, самовар": Greeting, "ПРИВЕТ ВСЕМ": Greeting,
		"thanks": Thanks, "Thank you so much!": Thanks, "ok, thx": Thanks, "hi": Greeting, "Hello there": Greeting, "Good evening!": Greeting,
		"谢谢": Thanks, "非常感谢您的帮助！": Thanks, "好的，谢谢": Thanks, "你好": Greeting, "您好！": Greeting, "早上好": Greeting,
		"": "", "👍": "", "хорошо": "", "ok": "", "好": "",
		"привет, нужен зал завтра": "", "спасибо, отмените": "", "Добрый день, 40 человек": "", "hi, book a room": "", "thanks, but cancel it": "", "你好，我要订会议厅": "",
		"день": "", "вечер поэзии": "", "Приветственная встреча": "", "谢谢老师讲座": "",
	} {
		if got := CourtesyOf(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
