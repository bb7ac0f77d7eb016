package lang

// numberAt reads a number in digits or words that begins at token i.
func (s *scan) numberAt(i int) (value, end int, ok bool) {
	switch {
	case i >= len(s.tokens) || !s.tokens[i].readable():
		return 0, i, false
	case s.tokens[i].kind == number:
		return s.grouped(i)
	case s.tokens[i].kind == han:
		return s.chineseNumber(i)
	}
	return s.wordNumber(i)
}

// grouped reads digits, also in groups of three: "1 000", "1,000".
func (s *scan) grouped(i int) (value, end int, ok bool) {
	value, end = s.tokens[i].value, i+1
	if s.tokens[i].digits > 3 {
		return value, end, true
	}
	for groups := 0; ; groups++ {
		next := end
		if s.is(next, ",") && s.glued(next) && s.glued(next+1) {
			next++
		}
		if groups == 3 || s.kindAt(next) != number || s.tokens[next].digits != 3 || value == 0 || next == end && s.glued(next) {
			return value, end, true
		}
		value, end = min(value*1000+s.tokens[next].value, absurd), next+1
	}
}

// digitsAt reads one token of digits and nothing more.
func (s *scan) digitsAt(i int) (value int, ok bool) {
	if s.kindAt(i) != number || !s.tokens[i].readable() {
		return 0, false
	}
	return s.tokens[i].value, true
}

// wordNumber reads Russian and English words: "сто двадцать пять",
// "one hundred and twenty-five", "a dozen".
func (s *scan) wordNumber(i int) (value, end int, ok bool) {
	last := absurd // each word must be of a lower order than the one before
	for end = i; ; {
		next := end
		if ok && (s.is(next, "-") || s.is(next, "and", "и") && last == 100) {
			next++
		}
		v, stop, found := cardinals.at(s.tokens, next)
		if !found {
			return value, end, ok
		}
		switch order := order(v); {
		case v == 1000 && last != 1000 || v == 100 && s.english(next) && ok && value < 10:
			value, last = max(value, 1)*v, v
		case order < last:
			value, last = value+v, order
		default:
			return value, end, ok
		}
		end, ok = stop, true
	}
}

// english tells whether the token is a word of Latin letters.
func (s *scan) english(i int) bool { return s.tokens[i].norm[0] < 0x80 }

// order is the place that a number word fills: hundreds, tens or ones. What is
// between ten and twenty fills both tens and ones.
func order(v int) int {
	switch {
	case v >= 1000:
		return 1000
	case v >= 100:
		return 100
	case v >= 20:
		return 10
	}
	return 1
}

// chineseNumber reads Chinese numerals: 三十五, 一百二十, 两百五, 十.
func (s *scan) chineseNumber(i int) (value, end int, ok bool) {
	digit, unit := -1, 1
	for end = i; end < len(s.tokens) && s.tokens[end].readable() && end-i < 12; end++ {
		v, found := chineseDigits[s.tokens[end].norm]
		if !found || v < 10 && digit > 0 {
			break
		}
		switch {
		case v == 0:
			digit, unit = 0, 1
		case v < 10:
			digit = v
		case v >= 10000:
			value, digit, unit = min(max(value+max(digit, 0), 1)*v, absurd), -1, v
		case digit < 0:
			value, unit = value+v, v
		default:
			value, digit, unit = value+digit*v, -1, v
		}
	}
	if digit > 0 && unit >= 100 {
		digit *= unit / 10 // the unit is left out at the end: 两百五 is 250
	}
	return min(value+max(digit, 0), absurd), end, end > i
}

// chineseDigits are the numerals that people write.
var chineseDigits = map[string]int{
	"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
	"十": 10, "百": 100, "千": 1000, "万": 10000, "亿": 100_000_000,
}

// cardinals are the number words of Russian, in all cases, and English.
var cardinals = lexiconOf(entries[int]{
	0:    "ноль|нуль|ноля|нуля|zero",
	1:    "один|одна|одно|одну|одного|одной|одному|one",
	2:    "два|две|двух|двум|двумя|двое|двоих|пара|пару|two|a couple of|couple of",
	3:    "три|трех|трем|тремя|трое|троих|three",
	4:    "четыре|четырех|четырем|четверо|четверых|four",
	5:    "пять|пяти|пятью|пятеро|пятерых|five",
	6:    "шесть|шести|шестью|шестеро|six",
	7:    "семь|семи|семью|семеро|seven",
	8:    "восемь|восьми|eight",
	9:    "девять|девяти|nine",
	10:   "десять|десяти|десяток|десятка|ten",
	11:   "одиннадцат(ь,и)|eleven",
	12:   "двенадцат(ь,и)|дюжин(а,у,ы)|twelve|a dozen|dozen",
	13:   "тринадцат(ь,и)|thirteen",
	14:   "четырнадцат(ь,и)|fourteen",
	15:   "пятнадцат(ь,и)|полтора десятка|fifteen",
	16:   "шестнадцат(ь,и)|sixteen",
	17:   "семнадцат(ь,и)|seventeen",
	18:   "восемнадцат(ь,и)|eighteen",
	19:   "девятнадцат(ь,и)|nineteen",
	20:   "двадцат(ь,и)|два десятка|пар(а,у) десятков|двух десятков|десятка два|twenty",
	24:   "two dozen",
	30:   "тридцат(ь,и)|три десятка|десятка три|thirty",
	40:   "сорок|сорока|четыре десятка|forty|fourty",
	50:   "пятьдесят|пятидесяти|полсотни|пол сотни|fifty|half a hundred",
	60:   "шестьдесят|шестидесяти|sixty",
	70:   "семьдесят|семидесяти|seventy",
	80:   "восемьдесят|восьмидесяти|eighty",
	90:   "девяносто|девяноста|ninety",
	100:  "сто|ста|сотн(я,ю,и)|hundred|a hundred",
	150:  "полтораста|полторы сотни",
	200:  "двести|двухсот|пар(а,у) сотен|две сотни",
	300:  "триста|трехсот",
	400:  "четыреста|четырехсот",
	500:  "пятьсот|пятисот",
	1000: "тысяч(а,у,и,)|thousand|a thousand",
})
