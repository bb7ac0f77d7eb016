package lang

import (
	"errors"
	"testing"
	"time"
)

func TestAHeadcountThatWasAskedForIsUnderstood(t *testing.T) {
	for text, want := range map[string]int{
		"30": 30, "30 человек": 30, "человек тридцать": 30, "сто": 100, "сотня": 100, "около 40": 40, "примерно сорок": 40,
		"30-40": 40, "от 30 до 40": 40, "нас будет 12": 12, "двадцать пять": 25, "полсотни": 50, "десяток": 10, "40+": 40,
		"~25": 25, "втроём": 3, "человек 15-20": 20, "тридцать-сорок": 40, "сто двадцать": 120, "1 000": 1000, "пара десятков": 20,
		"Думаю, человек пятнадцать": 15, "до 50": 50, "будет 18": 18, "пятеро": 5, "40.": 40, "где-то 60 гостей": 60,
		"a dozen": 12, "two dozen": 24, "about 40": 40, "thirty-five": 35, "a hundred": 100, "one hundred and twenty": 120,
		"up to 50 people": 50, "maybe 20": 20, "20 or so": 20, "between 20 and 30": 30, "1,000": 1000,
		"三十": 30, "三十人": 30, "大约30": 30, "一百二": 120, "两百五十": 250, "30个人左右": 30, "三四十人": 40, "４０": 40, "十来个人": 10, "一百零五人": 105,
	} {
		if got, err := Headcount(text, Russian); err != nil || got != want {
			t.Errorf("%q: got %d, %v, want %d", text, got, err, want)
		}
	}
}

func TestAHeadcountThatCannotBeIsRefusedByItsKind(t *testing.T) {
	for text, want := range map[string]Kind{
		"": NoneFound, "много": NoneFound, "не знаю": NoneFound, "🎉": NoneFound, "1e9": NoneFound, "COVID-19": NoneFound,
		"0": NotPositive, "-1": NotPositive, "-1 человек": NotPositive, "минус пять": NotPositive, "ноль": NotPositive, "零": NotPositive, "−5": NotPositive,
		"1000000000": AbsurdCount, "10⁹": AbsurdCount, "10001": AbsurdCount, "99999999999999999999": AbsurdCount, "миллион": NoneFound, "一亿": AbsurdCount,
	} {
		if got, err := Headcount(text, Russian); !errors.Is(err, want) || got != 0 {
			t.Errorf("%q: got %d, %v, want %v", text, got, err, want)
		}
	}
}

func TestALengthThatWasAskedForIsUnderstood(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"2": 2 * time.Hour, "два": 2 * time.Hour, "два часа": 2 * time.Hour, "час": time.Hour, "на час": time.Hour, "часик": time.Hour,
		"полтора": 0, "полтора часа": 90 * time.Minute, "полчаса": 30 * time.Minute, "90": 90 * time.Minute, "90 минут": 90 * time.Minute,
		"2,5": 150 * time.Minute, "2.5 часа": 150 * time.Minute, "два с половиной": 150 * time.Minute, "1:30": 90 * time.Minute,
		"2 ч 30 мин": 150 * time.Minute, "1ч30м": 90 * time.Minute, "часа два": 2 * time.Hour, "пару часов": 2 * time.Hour, "3 часа примерно": 3 * time.Hour,
		"час 20 минут": 80 * time.Minute, "1 час": time.Hour, "час с половиной": 90 * time.Minute, "два часа и 15 минут": 135 * time.Minute,
		"2h": 2 * time.Hour, "2h30": 150 * time.Minute, "an hour and a half": 90 * time.Minute, "half an hour": 30 * time.Minute, "two hours": 2 * time.Hour,
		"90 min": 90 * time.Minute, "1.5 hours": 90 * time.Minute, "about 3 hours": 3 * time.Hour, "two and a half hours": 150 * time.Minute,
		"两个小时": 2 * time.Hour, "两个半小时": 150 * time.Minute, "一个半小时": 90 * time.Minute, "半小时": 30 * time.Minute, "两小时三十分钟": 150 * time.Minute, "90分钟": 90 * time.Minute, "三小时": 3 * time.Hour,
	} {
		got, err := Duration(text, Russian)
		if want == 0 {
			want = 90 * time.Minute
		}
		if err != nil || got != want {
			t.Errorf("%q: got %v, %v, want %v", text, got, err, want)
		}
	}
	for text, want := range map[string]Kind{
		"": NoneFound, "долго": NoneFound, "0": AbsurdLength, "-2": AbsurdLength, "100 часов": AbsurdLength, "0 минут": AbsurdLength, "99999999999": AbsurdLength,
	} {
		if got, err := Duration(text, Russian); !errors.Is(err, want) || got != 0 {
			t.Errorf("%q: got %v, %v, want %v", text, got, err, want)
		}
	}
}

func TestAnAnswerToWhichDayIsUnderstood(t *testing.T) {
	for text, want := range map[string]string{
		"25": "11-25", "20": "12-20", "25.12": "12-25", "завтра": "11-24", "в пятницу вечером": "11-27 evening", "пт": "11-27", "сб": "11-28", "в чт": "11-26",
		"пятница": "11-27", "25 декабря": "12-25", "31": "12-31", "давайте в субботу": "11-28 «давайте»", "завтра с 6 до 8 вечера": "11-24 18:00-20:00",
		"может, в четверг": "11-26 «может»", "28 в 18": "11-28 18:00", "31 февраля": "!no_such_day(31 февраля)", "вчера": "!past_day(вчера)", "32": "«32»",
		"Friday": "11-27", "Dec 25": "12-25", "next Thu": "11-26/12-03", "sat": "11-28", "周五": "11-27", "25号": "11-25", "明天晚上": "11-24 evening", "3.12": "12-03",
	} {
		if got := rendered(DayAnswer(text, fuzzNow(t), Russian)); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestAnAnswerToWhatTimeIsUnderstood(t *testing.T) {
	for text, want := range map[string]string{
		"18": "18:00", "7": "07:00/19:00", "6-8": "06:00-08:00/18:00-20:00", "18-20": "18:00-20:00", "с 6 до 8 вечера": "18:00-20:00", "18 30": "18:30", "1830": "18:30",
		"18.30": "18:30", "18:30": "18:30", "18-30": "18:30", "семь": "07:00/19:00", "в семь вечера": "19:00", "полседьмого": "06:30/18:30", "вечером": "evening", "утром": "morning",
		"после обеда": "afternoon", "в 10 утра": "10:00", "в 18 на 2 часа": "18:00 2h0m0s", "полдень": "12:00", "10": "10:00/22:00", "завтра в 18": "11-24 18:00",
		"семь тридцать": "07:30/19:30", "давай в 19": "19:00 «давай»", "25:00": "!no_such_clock(25:00)", "после 18": "evening",
		"7pm": "19:00", "half past six": "06:30/18:30", "seven": "07:00/19:00", "noon": "12:00", "6 to 8pm": "18:00-20:00", "in the evening": "evening", "evening": "evening",
		"三点": "03:00/15:00", "下午三点": "15:00", "七点半": "07:30/19:30", "三点到五点": "03:00-05:00/15:00-17:00", "下午": "afternoon", "晚上七点到九点": "19:00-21:00",
	} {
		if got := rendered(ClockAnswer(text, fuzzNow(t), Russian)); got != want {
			t.Errorf("%q: got %s, want %s", text, got, want)
		}
	}
}

func TestOtherAnswersAreUnderstood(t *testing.T) {
	for text, want := range map[string]string{
		"конференц-зал": "hall", "в зале «Амур»": "hall", "Classroom, please": "class", "展厅": "expo", "любой": "", "зона встреч или класс": "",
	} {
		if got, ok := RoomAnswer(text, rooms()); got != want || ok != (want != "") {
			t.Errorf("room %q: got %q, %v", text, got, ok)
		}
	}
	for text, want := range map[string]string{
		"лекция": "lecture", "Мастер-класс": "workshop", "конкурс": "competition", "meetup": "meeting", "展览": "exhibition", "другое": "other", "не знаю": "",
	} {
		if got, ok := FormatAnswer(text); got != want || ok != (want != "") {
			t.Errorf("format %q: got %q, %v", text, got, ok)
		}
	}
	for text, want := range map[string][2]bool{
		"да": {true, true}, "Да, конечно!": {true, true}, "нет": {false, true}, "ok": {true, true}, "No.": {false, true},
		"好的": {true, true}, "不是": {false, true}, "возможно": {false, false}, "": {false, false},
		"Да, спасибо!": {true, true}, "да да": {true, true}, "👍": {true, true}, "Ок 👌": {true, true}, "yes, please": {true, true}, "好的，谢谢": {true, true},
		"да, пожалуйста": {true, true}, "нет, спасибо": {false, true}, "no thanks": {false, true}, "不用了，谢谢": {false, true},
		"да, но завтра": {false, false}, "да нет": {false, false}, "Да здравствует самовар": {false, false}, "yes, at six": {false, false},
		"no way back": {false, false}, "好看的电影": {false, false}, "спасибо": {false, false}, "Хорошо темперированный клавир": {false, false}, "!": {false, false},
	} {
		if yes, ok := YesNo(text); yes != want[0] || ok != want[1] {
			t.Errorf("yes or no %q: got %v, %v", text, yes, ok)
		}
	}
}

func TestPartsOfTheDayAreReadBack(t *testing.T) {
	for p := NoPart; p <= Night; p++ {
		if got, err := ParsePart(p.String()); err != nil || got != p {
			t.Errorf("%v: got %v, %v", p, got, err)
		}
	}
	if _, err := ParsePart("teatime"); err == nil {
		t.Error("teatime is a part of the day")
	}
}
