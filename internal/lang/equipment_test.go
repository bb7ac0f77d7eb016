package lang

import "testing"

// things is the equipment of a Point.
var things = map[string][]string{
	"projector":   {"проектор", "projector", "投影仪"},
	"microphones": {"микрофоны", "microphones", "麦克风"},
	"sound":       {"звук и колонки", "sound and speakers", "音响"},
	"stage":       {"сцена", "stage", "舞台"},
	"whiteboard":  {"маркерная доска", "whiteboard", "白板"},
	"tv":          {"телевизор", "TV", "电视"},
	"piano":       {"пианино", "piano", "钢琴"},
	"coffee":      {"место для кофе-брейка", "space for a coffee break", "茶歇区"},
}

func TestWhatHasToBeThereIsNamedBetweenCommas(t *testing.T) {
	now := fuzzNow(t)
	for text, want := range map[string]string{
		"завтра с 18 до 20, зал, 40 человек, Лекция о квантах, нужен проектор":         "11-24 18:00-20:00 40p #hall +projector =lecture «Лекция о квантах»",
		"завтра с 18 до 20, 40 человек, Концерт, нужны сцена, микрофоны и пианино":     "11-24 18:00-20:00 40p +stage +microphones +piano «Концерт»",
		"нужны колонки и микрофон, завтра с 18 до 20, Хор":                             "11-24 18:00-20:00 +sound +microphones «Хор»",
		"завтра с 18 до 20, Клуб, проектор и доска понадобятся":                        "11-24 18:00-20:00 +projector +whiteboard «Клуб»",
		"завтра с 18 до 20, Оборудование: проектор, телевизор. Хор":                    "11-24 18:00-20:00 +projector +tv «Хор»",
		"tomorrow 6-8pm, conference hall, 40 people, Piano night, piano and TV needed": "11-24 18:00-20:00 40p #hall +piano +tv «Piano night»",
		"tomorrow 6-8pm, Talk, we need a projector and microphones":                    "11-24 18:00-20:00 +projector +microphones =lecture «Talk»",
		"明天18:00-20:00，会议厅，40人，量子讲座，需要投影仪和麦克风":                                         "11-24 18:00-20:00 40p #hall +projector +microphones =lecture «量子讲座»",
		"завтра с 18 до 20, Зачем нужны микрофоны":                                     "11-24 18:00-20:00 «Зачем нужны микрофоны»",
		"завтра с 18 до 20, Нужны проекторы будущего":                                  "11-24 18:00-20:00 «Нужны проекторы будущего»",
		"tomorrow 6-8pm, What we need is love":                                         "11-24 18:00-20:00 «What we need is love»",
		"завтра с 18 до 20, Пианино и скрипка":                                         "11-24 18:00-20:00 «Пианино и скрипка»",
	} {
		if got := rendered(Understand(text, now, English, shortNames())); got != want {
			t.Errorf("%q\n is %s\nwant %s", text, got, want)
		}
	}
}
