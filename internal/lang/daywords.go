package lang

import "time"

// weekdays are the names of the days of a week, in the cases that follow "в",
// "на" and "к", and as abbreviations.
var weekdays = lexiconOf(entries[time.Weekday]{
	time.Monday:    "понедельник(,а,у,ом,е)|пн|пнд|monday|mon|周一|星期一|礼拜一|週一",
	time.Tuesday:   "вторник(,а,у,ом,е)|вт|втр|tuesday|tue|tues|周二|星期二|礼拜二|週二",
	time.Wednesday: "сред(а,у)|ср|wednesday|wed|weds|周三|星期三|礼拜三|週三",
	time.Thursday:  "четверг(,а,у,ом,е)|чт|чтв|thursday|thu|thur|thurs|周四|星期四|礼拜四|週四",
	time.Friday:    "пятниц(а,у,е,ей)|пт|птн|friday|fri|周五|星期五|礼拜五|週五",
	time.Saturday:  "суббот(а,у,е)|сб|сбт|saturday|sat|周六|星期六|礼拜六|週六",
	time.Sunday:    "воскресень(е,я,ю)|вс|вск|sunday|sun|周日|周天|星期日|星期天|礼拜日|礼拜天|週日",
})

// chineseWeekday is the day that follows 下周 and its like.
var chineseWeekday = lexiconOf(entries[time.Weekday]{
	time.Monday: "一", time.Tuesday: "二", time.Wednesday: "三", time.Thursday: "四",
	time.Friday: "五", time.Saturday: "六", time.Sunday: "日|天",
})

// which says which of the coming days of a name is meant.
type which int

const (
	anyone which = iota
	this
	nearest
	next
	last
)

// whichWords stand before a weekday or a weekend.
var whichWords = lexiconOf(entries[which]{
	this:    "этот|эту|это|эти|этой|этих|this",
	nearest: "ближайш(ий,ую,ее,ие,их,ей)|this coming|coming|the coming|upcoming|nearest",
	next:    "следующ(ий,ую,ее,ие,их,ая,ей)|след.|след|будущ(ий,ую,ее,ие)|next|the next",
	last:    "прошл(ый,ую,ое,ые,ая)|прошедш(ий,ую,ее,ие)|last|上个",
})

// weekWords name a week by its distance from this one.
var weekWords = lexiconOf(entries[int]{
	-1: "на прошлой неделе|last week|上周|上个周|上星期|上个星期|上礼拜|上个礼拜",
	0:  "на этой неделе|this week|这周|这个周|本周|这星期|这个星期|本星期|这礼拜|这个礼拜",
	1:  "на следующей неделе|на след. неделе|на след неделе|на будущей неделе|на той неделе|следующая неделя|next week|下周|下个周|下星期|下个星期|下礼拜|下个礼拜|下週",
	2:  "через неделю на следующей|the week after next|week after next|下下周|下下个周|下下星期|下下个星期|下下礼拜",
})

// weekendWords name the weekend.
var weekendWords = set("выходные|выходных|weekend|周末|週末")

// near is a day at a distance, and a part of it where the word says that too.
type near struct {
	days int
	part Part
}

// nearWords name a day by its distance from today.
var nearWords = lexiconOf(entries[near]{
	{days: -2}: "позавчера|the day before yesterday|day before yesterday|前天",
	{days: -1}: "вчера|yesterday|昨天|昨日",
	{days: 0}:  "сегодня|седня|сегодняшний день|today|今天|今日|今儿",
	{days: 1}:  "завтра|завтрашний день|завтрашнего дня|завтрашнему дню|tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|明天|明日|明儿",
	{days: 2}:  "послезавтра|после завтра|the day after tomorrow|day after tomorrow|后天|後天",
	{days: 3}:  "послепослезавтра|大后天",

	{days: -1, part: Evening}:  "last night|昨晚",
	{days: 0, part: Morning}:   "this morning|今早|今晨",
	{days: 0, part: Afternoon}: "this afternoon",
	{days: 0, part: Evening}:   "tonight|this evening|今晚",
	{days: 1, part: Morning}:   "明早|明晨",
	{days: 1, part: Evening}:   "明晚",
	{days: 2, part: Evening}:   "后晚",
})

// unit is a unit in which distances are said.
type unit int

const (
	dayUnit unit = iota + 1
	weekUnit
	monthUnit
	yearUnit
)

// unitWords are the units after "через" and "in".
var unitWords = lexiconOf(entries[unit]{
	dayUnit:   "день|дня|дней|денек|сутки|суток|day|days|天|日",
	weekUnit:  "недел(ю,и,ь)|недельку|week|weeks|周|个星期|星期|个礼拜|礼拜|个周",
	monthUnit: "месяц(,а,ев)|month|months|个月",
	yearUnit:  "год|года|лет|year|years|年",
})

// monthNames are the names of the months, as they stand beside a day.
var monthNames = lexiconOf(entries[time.Month]{
	time.January:   "январ(ь,я)|янв|january|jan",
	time.February:  "феврал(ь,я)|фев|февр|february|feb",
	time.March:     "март(,а)|мар|march|mar",
	time.April:     "апрел(ь,я)|апр|april|apr",
	time.May:       "ма(й,я)|may",
	time.June:      "июн(ь,я)|июн|june|jun",
	time.July:      "июл(ь,я)|июл|july|jul",
	time.August:    "август(,а)|авг|august|aug",
	time.September: "сентябр(ь,я)|сен|сент|september|sep|sept",
	time.October:   "октябр(ь,я)|окт|october|oct",
	time.November:  "ноябр(ь,я)|ноя|нояб|november|nov",
	time.December:  "декабр(ь,я)|дек|december|dec",
})

// ordinals are the numbers of days in words: "пятого", "fifth". Those that
// follow "двадцать" or "thirty" are added to it.
var ordinals = lexiconOf(entries[int]{
	1: "перв(ое,ого)|first", 2: "втор(ое,ого)|second", 3: "треть(е,его)|third",
	4: "четверт(ое,ого)|fourth", 5: "пят(ое,ого)|fifth", 6: "шест(ое,ого)|sixth",
	7: "седьм(ое,ого)|seventh", 8: "восьм(ое,ого)|eighth", 9: "девят(ое,ого)|ninth",
	10: "десят(ое,ого)|tenth", 11: "одиннадцат(ое,ого)|eleventh", 12: "двенадцат(ое,ого)|twelfth",
	13: "тринадцат(ое,ого)|thirteenth", 14: "четырнадцат(ое,ого)|fourteenth", 15: "пятнадцат(ое,ого)|fifteenth",
	16: "шестнадцат(ое,ого)|sixteenth", 17: "семнадцат(ое,ого)|seventeenth", 18: "восемнадцат(ое,ого)|eighteenth",
	19: "девятнадцат(ое,ого)|nineteenth", 20: "двадцат(ое,ого)|twentieth", 30: "тридцат(ое,ого)|thirtieth",
})

// monthsAway name this month or the next; before the day in Chinese, after it in
// the other languages.
var (
	chineseMonthsAway = lexiconOf(entries[int]{0: "本月|这个月|这月", 1: "下个月|下月"})
	monthsAway        = lexiconOf(entries[int]{
		0: "этого месяца|of this month|this month", 1: "следующего месяца|of next month|next month|of the next month",
	})
)

// dayPrefixes stand before a day and belong to it.
var dayPrefixes = set("в|во|на|к|ко|on|for|on the|for the|the|by|в день|在|于|就在|约在|定在")

// dayEndings follow the digits of a day: "25-го", "25th".
var dayEndings = set("-го|го|-ого|-е|е|-ое|th|st|nd|rd")
