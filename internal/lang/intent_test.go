package lang

import (
	"strings"
	"testing"
	"time"
)

func TestAnIntentIsReadFromWhatPeopleSay(t *testing.T) {
	now := fuzzNow(t)
	for intent, texts := range map[Intent][]string{
		ToBook: {
			"хочу забронировать зал", "Хочу забронировать зал!", "Здравствуйте, нужен зал на завтра", "нужна комната", "Можно забронировать зал на пятницу?",
			"как забронировать зал?", "забронировать", "забронируйте, пожалуйста, зал", "хотели бы снять зал в субботу", "нужен зал побольше", "мне нужен зал на 20 человек завтра в 18",
			"бронь зала на завтра", "Ищем помещение для лекции о квантах", "нужен свободный зал", "хочу забронировать конференц-зал", "нужен учебный класс", "прошу забронировать зал каждый вторник",
			"I'd like to book a room", "I would like to book a room for tomorrow", "can I book a room?", "we need a room", "book a room please", "How do I book a room?", "looking for a venue on Saturday",
			"Hi! I'd like to book a room for Chess Club on Friday", "I need a room for 20 people", "we want to rent the conference hall", "make a booking",
			"我想订个房间", "我想预订会议室", "我要订会议厅", "帮我订一个教室", "怎么预订？", "你好，我想预订明天的会议室", "需要一个场地", "我们想借教室", "我想订个房间办读书会",
		},
		ToSchedule: {
			"что сегодня?", "Что завтра", "что у вас сегодня?", "что будет в субботу", "какие мероприятия завтра?", "Расписание", "расписание на завтра", "афиша", "покажи расписание",
			"есть свободный зал?", "свободен ли зал в субботу?", "is the hall free on Saturday", "周六大厅有空吗", "что в конференц-зале завтра?",
			"what's on tomorrow", "What’s on today?", "schedule", "show me the schedule for Friday", "what's happening on Saturday?", "are there any events tomorrow?", "any free rooms?", "is there anything on tomorrow?",
			"今天有什么活动？", "明天有活动吗", "周六有什么", "日程", "活动安排", "有空的教室吗",
		},
		ToOwn: {
			"мои брони", "Мои брони!", "покажи мои заявки", "где моя бронь?", "отмени мою бронь", "хочу отменить бронь", "отмените, пожалуйста, нашу бронь на завтра", "что я забронировал?",
			"my bookings", "show me my bookings", "cancel my booking", "I want to cancel my reservation", "where is my booking?",
			"我的预订", "取消我的预订", "我想取消预订", "查看我的预订",
		},
	} {
		for _, text := range texts {
			if got, _ := IntentOf(text, now, Russian, rooms()); got != intent {
				t.Errorf("%q is %q, want %q", text, got, intent)
			}
		}
	}
}

func TestAnOrdinarySentenceHasNoIntent(t *testing.T) {
	now := fuzzNow(t)
	for _, text := range []string{
		"", "!", "привет", "спасибо за зал!", "спасибо за бронь", "зал был холодный", "я вчера забронировал зал, и всё прошло хорошо", "не хочу бронировать зал", "зал не нужен", "нужен ли зал?", "Хочу в зал",
		"нужен проектор", "нужно меньше людей", "нужно больше стульев в зале", "хочу сказать спасибо", "хочу спросить про зал", "надо забронировать столик", "хочу забронировать билеты в кино",
		"что?", "что нового?", "что завтра взять с собой?", "что нужно завтра?", "а что если завтра?", "как дела?", "как пройти в зал?", "можно?", "можно прийти завтра?", "мне нужна помощь", "я свободен завтра",
		"мой сын придёт завтра", "наш клуб", "моя бронь отменена?", "бронь", "заявка", "отмени", "отмени лекцию", "отмените дождь", "отменить нельзя", "сегодня", "Лекция о квантах", "Лекция о квантах завтра в 18",
		"Нужен зал? Вот он!\nЛекция", "в зале будет душно", "комната страха", "Что? Где? Когда?", "книга заявок", "место встречи изменить нельзя", "расписание поездов", "афиша кино в городе", "свободная касса",
		"I want a book", "a good book", "book club tomorrow", "my book", "we booked a room yesterday", "the room was cold", "thanks for the room", "I don't need a room", "no need for a room any more", "need more chairs in the room",
		"what?", "what is this?", "what's up?", "what's new tomorrow in physics", "what to bring tomorrow?", "how are you?", "can I come tomorrow?", "my schedule is full", "cancel", "cancel the rain", "room 101", "free coffee tomorrow",
		"I am free tomorrow", "we have a room", "is the room cold?", "the schedule of trains",
		"会议室很冷", "谢谢你的教室", "我不想订房间", "订婚派对", "想一想", "思想史讲座", "有什么问题吗", "什么？", "明天我有空", "取消", "我的书", "教室里有人", "我订了教室", "今天天气很好",
		"«хочу забронировать зал»",
	} {
		if got, u := IntentOf(text, now, Russian, rooms()); got != "" || rendered(u) != rendered(Understood{}) {
			t.Errorf("%q is %q: %s", text, got, rendered(u))
		}
	}
}

func TestWhatIsSaidWithAnIntentIsKept(t *testing.T) {
	now := fuzzNow(t)
	for text, want := range map[string]string{
		"нужен зал на завтра": "11-24",
		"Хочу забронировать учебный класс завтра с 18 до 20 на 15 человек": "11-24 18:00-20:00 15p #class",
		"нужен зал для лекции о квантах в пятницу":                         "11-27 =lecture",
		"I'd like to book a room for Chess Club on Friday at 6pm":          "11-27 18:00 «Chess Club»",
		"we need a room for a workshop": "=workshop",
		"我想订个房间办读书会":                    "«读书会»",
		"我想预订明天的会议厅":                    "11-24 #hall",
		"отмени мою бронь на завтра":    "11-24",
	} {
		intent, u := IntentOf(text, now, Russian, rooms())
		if got := rendered(u); intent == "" || got != want {
			t.Errorf("%q: %q, %s, want %s", text, intent, got, want)
		}
	}
}

func FuzzIntentOf(f *testing.F) {
	for _, line := range phraseLines(f) {
		f.Add(line.text, string(line.tag))
	}
	for _, text := range append(hostileTexts(), "хочу забронировать зал", "what's on tomorrow", "我的预订", "нужен зал для лекции") {
		f.Add(text, "ru")
	}
	now := fuzzNow(f)
	f.Fuzz(func(t *testing.T, text, tag string) {
		began := time.Now()
		intent, u := IntentOf(text, now, Of(tag), rooms())
		if how, said := LettingGoOf(text, now, Of(tag), rooms()); how == "" && rendered(said) != rendered(Understood{}) {
			t.Errorf("%q lets nothing go, and says %s", text, rendered(said))
		}
		if asked := AskedOf(text); asked != "" && Stops(text) {
			t.Errorf("%q asks %s and stops", text, asked)
		}
		Mentioned(text, text)
		if by, ok := Shift(text); ok && (by == 0 || by.Abs() > aDay) {
			t.Errorf("%q shifts by %v", text, by)
		}
		checkUnderstood(t, u, now)
		checkTitle(t, u.Title, text)
		if intent == "" && rendered(u) != rendered(Understood{}) {
			t.Errorf("%q means nothing, and says %s", text, rendered(u))
		}
		if len(text) > 1000 {
			return // what is added may be beyond what is read
		}
		if more, _ := IntentOf(text+" zzyzx", now, Of(tag), rooms()); more == ToOwn || more == ToSchedule {
			t.Errorf("%q with a strange word is %q", text, more)
		}
		if spent := time.Since(began); spent > patience {
			t.Errorf("took %v", spent)
		}
	})
}

func TestALongTextIsReadForItsIntentInTime(t *testing.T) {
	now := fuzzNow(t)
	for _, unit := range []string{"хочу забронировать зал ", "для ", "订", "what's on ", "на ", "«"} {
		began := time.Now()
		IntentOf(strings.Repeat(unit, 4096/len([]rune(unit))), now, Russian, rooms())
		if spent := time.Since(began); spent > patience {
			t.Errorf("%q took %v", unit, spent)
		}
	}
}
