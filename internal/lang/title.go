package lang

import "strings"

// quoteEnds are the marks that close a quotation, by those that open it.
var quoteEnds = map[string]string{
	"«": "»", "“": "”", "„": "“", `"`: `"`, "《": "》", "「": "」", "『": "』", "〈": "〉",
}

// quotes seals what is quoted, so that nothing in it is taken for a time: in
// «Завтра в 18» the title speaks.
func (s *scan) quotes() {
	last := map[string]int{}
	for i, t := range s.tokens {
		last[t.norm] = i
	}
	for i := 0; i < len(s.tokens); i++ {
		closing := quoteEnds[s.tokens[i].norm]
		if closing == "" || s.tokens[i].claimed || last[closing] <= i+1 {
			continue
		}
		i = s.seal(i, closing)
	}
}

// seal marks the tokens between the quote at i and its closing one.
func (s *scan) seal(i int, closing string) int {
	for i++; i < len(s.tokens) && s.tokens[i].norm != closing; i++ {
		if !s.tokens[i].claimed {
			s.tokens[i].kind = sealed
		}
	}
	return i
}

// labels are what people write before a colon, as in a form, and what the colon
// announces.
type label int

const (
	nothingMore label = iota + 1
	hourLabel
	formatLabel
)

var labels = lexiconOf(entries[label]{
	nothingMore: `когда|дата|день|где|место|зал|комната|помещение|название|тема|событие|мероприятие|ивент|
		when|date|day|where|place|room|title|topic|name|event|日期|地点|房间|场地|主题|标题|名称|活动|题目|活动名称`,
	hourLabel:   "время|начало|time|start|时间|开始时间",
	formatLabel: "формат|format|形式|类型",
})

// label reads "Тема:" and its like, and returns the token after the colon, or i.
func (s *scan) label(i int) int {
	means, end, ok := labels.at(s.tokens, i)
	if !ok || !s.is(end, ":") || !s.open(i) {
		return i
	}
	switch format := formatAt(s.tokens, end+1); {
	case means == formatLabel && format != "":
		s.format = format
		return s.formatEnd(end + 1)
	case means == hourLabel:
		return s.labelledHour(i, end+1)
	}
	return end + 1
}

// formatEnd is the token after a format's word.
func (s *scan) formatEnd(i int) int {
	for i++; i < len(s.tokens) && s.glued(i) && (s.kindAt(i) != mark || s.is(i, "-")); i++ {
	}
	return i
}

// labelledHour reads a bare hour or span after "Время:".
func (s *scan) labelledHour(i, at int) int {
	was := s.asked
	s.asked = askedClock
	defer func() { s.asked = was }()
	if said, end := s.span(at); end > at {
		said.from, said.to = i, end
		s.hours = append(s.hours, said)
		return end
	}
	if m, end := s.clockAt(at); end > at && !m.invalid && s.shut(end) && !s.dateFollows(at) {
		s.hours = append(s.hours, hoursSaid{from: i, to: end, start: &m})
		return end
	}
	return at
}

// request matches what people say to a booking bot before the matter itself.
var request = set(`/book|хочу забронировать|хотим забронировать|хотел бы забронировать|хотела бы забронировать|хотели бы забронировать|можно забронировать|прошу забронировать|забронируйте|забронируй|забронировать|
	бронь|забронь|бронируй|бронируйте|зарезервируй|зарезервируйте|бронирую|бронируем|хочу снять|нужно забронировать|нужен|нужна|нужно|пожалуйста|здравствуйте|добрый день|привет|проведем|провести|хотим провести|хочу провести|зал
	|i would like to book|i'd like to book|we'd like to book|we would like to book|i want to book|can i book|could you book|please book|book the|book a|book an|book us|book me|reserve|please|hello|hi|i need|we need|we want to hold|
	我想预订|我要预订|我想预约|我要预约|想预订|请预订|请帮我预订|帮我订|预订|预约|请帮我|请|订|你好|我想|我们想|我们要|请帮我订|帮我预订|举办|举行|举办一个|举办一场|举办一次|办一个|办一场|办一次|开一个|开一场|开个|办个|搞一个`)

// fillers connect what was understood; alone they are no title.
var fillers = set(`и|не|в|во|на|с|к|до|по|у|для|а|но|или|это|будет|нас|зал|час|часов|человек|там|зала|бронь|весь день|целый день|
	and|at|on|in|for|the|a|an|of|to|from|by|with|is|it|will be|be|or|book|room|a room|hall|people|around|about|all day|
	在|的|有|共|从|到|和|与|是|约|大概|大约|要|或|或者|开|办|订|请|房间|会|个|人|全天|整天`)

// title joins what was not understood.
func (s *scan) title() string {
	var title strings.Builder
	comma := false
	for i := 0; i < len(s.tokens); {
		if s.tokens[i].claimed {
			i++
			continue
		}
		end := i
		for end < len(s.tokens) && !s.tokens[end].claimed {
			end++
		}
		from, to := s.trimmed(i, end)
		if from < to {
			if title.Len() > 0 {
				title.WriteString(between(comma || s.listed(i, from)))
			}
			title.WriteString(s.words(from, to))
			comma = s.listed(to, end)
		} else {
			comma = comma || s.listed(i, end)
		}
		i = end
	}
	return unquoted(squeezed(title.String()))
}

// between is what joins two pieces of a title.
func between(comma bool) string {
	if comma {
		return ", "
	}
	return " "
}

// listed tells whether a comma is among the tokens.
func (s *scan) listed(i, end int) bool {
	for ; i < end; i++ {
		if s.is(i, ",", ";") {
			return true
		}
	}
	return false
}

// trimmed takes from a piece what only held it to the rest: punctuation at its
// ends, requests before it, and connecting words if it has no other.
func (s *scan) trimmed(i, end int) (from, to int) {
	begins := s.begins(i)
	for more := true; more; {
		more = false
		for i < end && s.trims(i, `,;:.-|/•·>*)]】」~=+!?`) {
			i, more = i+1, true
		}
		for end > i && s.trims(end-1, ",;:.-|/•·<*([【~=") {
			end, more = end-1, true
		}
		if _, stop, ok := request.at(s.tokens, i); ok && stop <= end && begins {
			i, more = stop, true
		}
		if i < end && s.bids(i) {
			i, more = i+1, true
		}
		if i < end && i > 0 && s.tokens[i-1].claimed && s.joinsOn(i) {
			i, more = i+1, true
		}
	}
	if s.idle(i, end) {
		return i, i
	}
	return i, end
}

// bids tells whether a "book" before a day and its hours is what to do with the
// room, and no thing to read.
func (s *scan) bids(i int) bool {
	_, _, read := afterBook.at(s.tokens, i+1)
	return s.is(i, "book") && s.open(i) && s.begins(i) && !read && len(s.days) > 0 && len(s.hours) > 0
}

// afterBook make a "book" before them one to read.
var afterBook = set("club|clubs|fair|swap|exchange|exhibition|presentation|launch|review|reviews|reading|readings|group|circle|discussion|crossing|talk|market|sale|week|day|night|lovers|signing")

// joinsOn tells whether a Chinese character only ties what follows to what stood
// before: 的, or "to hold" after a room, where it begins no other word.
func (s *scan) joinsOn(i int) bool {
	return s.is(i, "的") || s.is(i, "开", "办") && !s.is(i+1, "始", "放", "学", "业", "幕", "源", "心", "发", "会", "公", "课")
}

// begins tells whether only what was understood stands before token i.
func (s *scan) begins(i int) bool {
	for k := range i {
		if t := s.tokens[k]; !t.claimed && t.kind == sealed {
			return false
		}
	}
	return i == 0 || !s.started(i)
}

// started tells whether a word of the title stands before token i.
func (s *scan) started(i int) bool {
	for k := i - 1; k >= 0; k-- {
		if t := s.tokens[k]; !t.claimed && (t.kind == word || t.kind == number || t.kind == han) {
			if _, _, polite := request.at(s.tokens, k); !polite {
				return true
			}
		}
	}
	return false
}

// trims tells whether token i is one of the marks, or ends a line. A dash or a
// full stop that belongs to what follows stays: "-5°", "…".
func (s *scan) trims(i int, marks string) bool {
	t := s.tokens[i]
	return t.kind == line || t.kind == mark && strings.Contains(marks, t.norm)
}

// idle tells whether a piece has nothing but connecting words and punctuation.
func (s *scan) idle(i, end int) bool {
	for i < end {
		if k := s.kindAt(i); k == line || k == mark && len(s.tokens[i].norm) == 1 {
			i++
			continue
		}
		_, stop, ok := fillers.at(s.tokens, i)
		if !ok {
			return false
		}
		i = stop
	}
	return true
}

// squeezed writes runs of spaces and line ends as one space.
func squeezed(s string) string { return strings.Join(strings.Fields(s), " ") }

// unquoted strips the quotes of a title that are about the whole of it.
func unquoted(title string) string {
	for open, closing := range quoteEnds {
		inner, opened := strings.CutPrefix(title, open)
		inner, closed := strings.CutSuffix(inner, closing)
		if opened && closed && !strings.Contains(inner, open) && !strings.Contains(inner, closing) {
			return strings.TrimSpace(inner)
		}
	}
	return title
}
