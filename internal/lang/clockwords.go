package lang

// startWords stand before a start; endWords before an end; rangeWords between
// the two; and fromWords begin a range.
var (
	startWords = set(`в|во|с|со|к|ко|от|часов в|часа в|в районе|начало в|начало|начнем в|начинаем в|старт в|сбор в|начиная с|около|примерно в|где-то в|ближе к|на|
		at|from|starting at|starts at|starting from|starting|beginning at|around|about|at about|at around|by|
		从|自|在|于|从今天|开始于|大概|大约|约`)
	looseStarts = set("около|ближе к|на|от|начало|around|about|by|starting|在|于|大概|大约|约") // need more than a bare number
	endWords    = set("до|конец|окончание|конец в|окончание в|закончим в|заканчиваем в|закончится в|till|until|til|to|ends at|ending at|end at|finish at|finishing at|到|至|直到")
	rangeWords  = set("-|~|--|до|по|to|till|until|til|through|到|至|- до|到了")
	fromWords   = set("с|со|c|от|from|из|从|自|в|at|打")
	betweenAnd  = set("и|and")
	betweens    = set("между|between")
)

// hourUnits make a number an hour: "18 часов", "6 o'clock", "三点".
var hourUnits = set("час|часа|часов|ч|h|hrs|hours|o'clock|oclock|点|點|点钟|點鐘|时|時")

// minuteUnits follow the minutes.
var minuteUnits = set("минут|минуты|минуту|мин|м|min|mins|minutes|分|分钟")

// halves are the halves of a day that follow a clock time in English.
var halves = lexiconOf(entries[Part]{
	Morning:   "am|a.m.|a.m|a m",
	Afternoon: "pm|p.m.|p.m|p m",
})

// partAfter follows a clock time: "6 вечера", "10 in the morning".
var partAfter = lexiconOf(entries[Part]{
	Morning:   "утра|утром|in the morning",
	Afternoon: "дня|днем|пополудни|после обеда|in the afternoon",
	Evening:   "вечера|вечером|in the evening",
	Night:     "ночи|ночью|at night|o'clock at night",
})

// partBefore stands before a clock time in Chinese.
var partBefore = lexiconOf(entries[Part]{
	Morning:   "早上|上午|早晨|清晨|清早",
	Afternoon: "下午|中午|午后",
	Evening:   "晚上|傍晚|晚间",
	Night:     "凌晨|夜里|深夜|半夜|夜晚",
})

// partWords are said of a day without a clock time; partNames are the same where
// they may as well be a word of the title.
var (
	partWords = lexiconOf(entries[Part]{
		Morning:   "утром|рано утром|с утра|с утречка|утречком|в первой половине дня|in the morning|早上|上午|早晨|清晨|一早",
		Afternoon: "днем|после обеда|в обед|после полудня|в обеденный перерыв|к обеду|во второй половине дня|in the afternoon|下午|午后|中午",
		Evening:   "вечером|поздно вечером|вечерком|под вечер|ближе к вечеру|к вечеру|in the evening|晚上|傍晚|晚间|夜晚",
		Night:     "ночью|at night|夜里|深夜|凌晨|半夜",
	})
	partNames = lexiconOf(entries[Part]{
		Morning:   "утро|на утро|morning",
		Afternoon: "день|afternoon",
		Evening:   "вечер|на вечер|evening|night",
		Night:     "ночь",
	})
)

// notBefore makes a clock time a part of the day: "после 18" is some time in the
// evening.
var notBefore = set("после|не раньше|не раньше чем|after|any time after|anytime after|sometime after")

// clockTails follow a clock time in Chinese and tell whether it is an end.
var clockTails = lexiconOf(entries[bool]{
	false: "开始|开场|开讲|开幕|起",
	true:  "结束|为止|截止|散场",
})

// wholeClocks are times that have a name.
var wholeClocks = lexiconOf(entries[Clock]{
	Noon:   "полдень|полудня|полудню|noon|midday|正午|中午十二点|中午12点",
	DayEnd: "полночь|полуночи|midnight|午夜|半夜十二点|晚上十二点|晚上12点|夜里十二点",
})

// hourOrdinals are the hours that a half or a quarter is counted towards:
// "половина седьмого". halfHours are those of one word: "полседьмого".
var (
	hourOrdinals = lexiconOf(ordinalHours("|"))
	halfHours    = lexiconOf(ordinalHours("пол"))
)

// ordinalHours are the hours in the genitive, with what is written before them.
func ordinalHours(before string) entries[int] {
	names := []string{
		"первого", "второго", "третьего", "четвертого", "пятого", "шестого",
		"седьмого", "восьмого", "девятого", "десятого", "одиннадцатого", "двенадцатого",
	}
	hours := entries[int]{}
	for n, name := range names {
		if before == "|" {
			hours[n+1] = name
			continue
		}
		hours[n+1] = before + name + "|" + before + "-" + name + "|" + before + " " + name +
			"|половин(а,е,у,ы) " + name
	}
	return hours
}
