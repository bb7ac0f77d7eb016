package lang

import "strings"

// formatStems are how the words for each format begin in Russian and English;
// Chinese words are looked for whole.
var formatStems = []struct {
	format string
	stems  []string
	hans   []string
}{
	{"lecture", []string{"лекци", "лектори", "доклад", "lecture", "talk", "seminar", "семинар"}, []string{"讲座", "讲课", "演讲", "报告会", "课"}},
	{"workshop", []string{"воркшоп", "мастерск", "тренинг", "практикум", "мастеркласс", "workshop", "masterclass", "training"}, []string{"工作坊", "培训", "实践课"}},
	{"meeting", []string{"встреч", "собрани", "совещани", "митап", "планерк", "meeting", "meetup", "gathering"}, []string{"聚会", "会议", "见面会", "例会", "交流会", "沙龙"}},
	{"hackathon", []string{"хакатон", "hackathon"}, []string{"黑客松", "黑客马拉松"}},
	{"competition", []string{"соревновани", "конкурс", "турнир", "чемпионат", "олимпиад", "competition", "contest", "tournament", "championship"}, []string{"比赛", "竞赛", "大赛", "锦标赛"}},
	{"exhibition", []string{"выставк", "экспозици", "вернисаж", "exhibition", "exhibit"}, []string{"展览", "画展", "展会", "影展"}},
}

// otherFormats are the words for what is none of these.
var otherFormats = set("другое|другой|прочее|иное|other|something else|其他|其它|别的")

// formatAt tells which format the word at token i hints at, or "".
func formatAt(tokens []token, i int) string {
	if i >= len(tokens) {
		return ""
	}
	norm := tokens[i].norm
	if norm == "мастер" && i+2 < len(tokens) && strings.HasPrefix(tokens[i+2].norm, "класс") ||
		norm == "master" && i+1 < len(tokens) && strings.HasPrefix(tokens[i+1].norm, "class") {
		return "workshop"
	}
	for _, f := range formatStems {
		for _, stem := range f.stems {
			if strings.HasPrefix(norm, stem) {
				return f.format
			}
		}
		for _, name := range f.hans {
			if tokens[i].kind == han && hanAt(tokens, i, name) {
				return f.format
			}
		}
	}
	return ""
}

// hanAt tells whether the characters stand at token i.
func hanAt(tokens []token, i int, name string) bool {
	for _, r := range name {
		if i >= len(tokens) || tokens[i].norm != string(r) {
			return false
		}
		i++
	}
	return true
}

// formatIn finds the first hint in a text. It does not take it out: "Лекция о
// квантах" stays the title.
func formatIn(text string) string {
	_, tokens := tokenize(text)
	for i := range tokens {
		if format := formatAt(tokens, i); format != "" {
			return format
		}
	}
	return ""
}
