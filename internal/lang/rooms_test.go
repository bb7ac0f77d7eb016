package lang

import "testing"

// shortNames is the vocabulary of a Point whose rooms go by short names, too.
func shortNames() Vocabulary {
	return VocabularyOf(map[string][]string{
		"hall":    {"Конференц-зал", "зал", "большой зал", "Conference hall", "hall", "会议厅", "大厅"},
		"class":   {"Учебный класс", "класс", "Classroom", "class", "教室"},
		"meeting": {"Переговорная зона", "переговорка", "Meeting zone", "meeting room", "洽谈区", "会议室"},
		"expo":    {"Выставочная зона", "Exhibition zone", "expo", "展览区"},
	}, things)
}

func TestARoomIsNamedByABareWordAmongTheRest(t *testing.T) {
	now := fuzzNow(t)
	for text, want := range map[string]string{
		"book classroom tomorrow 14:00-16:00 for 20 people":                    "11-24 14:00-16:00 20p #class",
		"2026-12-18 10:00-12:00 classroom 20 people Yoga":                      "12-18 10:00-12:00 20p #class «Yoga»",
		"tomorrow 2pm-4pm classroom Yoga 20 people":                            "11-24 14:00-16:00 20p #class «Yoga»",
		"book meeting room tomorrow 14:00-16:00 20 people":                     "11-24 14:00-16:00 20p #meeting",
		"book yoga tomorrow 14:00-16:00":                                       "11-24 14:00-16:00 «yoga»",
		"забронируй класс завтра с 14 до 16 на 20 человек":                     "11-24 14:00-16:00 20p #class",
		"завтра 20:30-21:30 переговорная 10 человек Вечер хокку":               "11-24 20:30-21:30 10p #meeting «Вечер хокку»",
		"завтра 14-16 выставочная 30 человек Живопись":                         "11-24 14:00-16:00 30p #expo «Живопись»",
		"завтра 21-22 зал 10 человек Вечер хокку":                              "11-24 21:00-22:00 10p #hall «Вечер хокку»",
		"завтра 18-20 класс Йога 20 человек":                                   "11-24 18:00-20:00 20p #class «Йога»",
		"мастер-класс по керамике завтра 18-20 класс 20 человек":               "11-24 18:00-20:00 20p #class =workshop «мастер-класс по керамике»",
		"明天14:00-16:00教室20人瑜伽":                                                 "11-24 14:00-16:00 20p #class «瑜伽»",
		"забронируй зал завтра с 14 до 16 на 20 человек":                       "11-24 14:00-16:00 20p",
		"book hall tomorrow 14:00-16:00 20 people":                             "11-24 14:00-16:00 20p",
		"класс рисования завтра 18-20 20 человек":                              "11-24 18:00-20:00 20p «класс рисования»",
		"забронируй класс рисования завтра 18-20":                              "11-24 18:00-20:00 «класс рисования»",
		"Открытый класс завтра 18-20":                                          "11-24 18:00-20:00 «Открытый класс»",
		"Мастер-класс по керамике":                                             "=workshop «Мастер-класс по керамике»",
		"Classroom management for teachers tomorrow 14:00-16:00 for 20 people": "11-24 14:00-16:00 20p «Classroom management for teachers»",
		"Шахматы 10-11 класс завтра 18-20":                                     "11-24 18:00-20:00 «Шахматы 10-11 класс»",
		"класс, завтра 18-20":                                                  "11-24 18:00-20:00 #class",
		"лучше класс":                                                          "#class «лучше»",
		"класс, пожалуйста":                                                    "#class",
		"класс пожалуйста":                                                     "#class",
		"classroom please":                                                     "#class",
		"«Класс» завтра 18-20 20 человек":                                      "11-24 18:00-20:00 20p #class",
		"book club tomorrow 14:00-16:00":                                       "11-24 14:00-16:00 «book club»",
	} {
		if got := rendered(Understand(text, now, Russian, shortNames())); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestAHallIsNoRoomWhereNoneGoesByTheWord(t *testing.T) {
	now := fuzzNow(t)
	for text, want := range map[string]string{
		"завтра 20:00-21:30 зал 10 человек Хокку":    "11-24 20:00-21:30 10p «Хокку»",
		"tomorrow 20:00-21:30 room 10 people Haiku":  "11-24 20:00-21:30 10p «Haiku»",
		"завтра 21-22 зал 10 человек Вечер хокку":    "11-24 21:00-22:00 10p «Вечер хокку»",
		"tomorrow 20:00-21:30 hall, 10 people Haiku": "11-24 20:00-21:30 10p «Haiku»",
	} {
		if got := rendered(Understand(text, now, Russian, rooms())); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestWhetherTheHallIsFreeOnADayIsAskedOfAllRooms(t *testing.T) {
	now := fuzzNow(t)
	for text, want := range map[string]string{
		"is the hall free on Saturday": "11-28", "свободен ли зал в субботу?": "11-28", "is the classroom free on Saturday": "11-28 #class",
		"what's on in the hall": "#hall", "свободен ли класс в субботу?": "11-28 #class", "周六教室有空吗": "11-28 #class",
	} {
		intent, u := IntentOf(text, now, Russian, shortNames())
		if got := rendered(u); intent != ToSchedule || got != want {
			t.Errorf("%q: %q, %s, want %s", text, intent, got, want)
		}
	}
}

func TestARoomThatIsAskedForIsNamedByItsFirstWord(t *testing.T) {
	for text, want := range map[string]string{"класс подойдёт": "class", "переговорка": "meeting", "выставочная": "expo", "classroom will do": "class", "教室吧": "class", "зелёная": ""} {
		if got, _ := RoomAnswer(text, shortNames()); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
