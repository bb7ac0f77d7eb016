package lang

import (
	"slices"
	"testing"
	"time"
)

// noonOfTuesday is when the words of these tests are said: Tuesday 24 November
// 2026.
var noonOfTuesday = time.Date(2026, 11, 24, 12, 0, 0, 0, time.FixedZone("test", 9*3600))

var theRooms = VocabularyOf(map[string][]string{
	"hall":  {"Конференц-зал", "Conference hall", "会议厅", "зал", "hall"},
	"class": {"Учебный класс", "Classroom", "教室", "класс"},
}, nil)

func TestAClosingIsReadAsPeopleWriteIt(t *testing.T) {
	for text, want := range map[string]struct {
		room, first, last, reason, unknown string
		house                              bool
	}{
		"зал 2027-01-03..08":                            {room: "hall", first: "2027-01-03", last: "2027-01-08"},
		"зал 2026-12-28..2027-01-03 ремонт":             {room: "hall", first: "2026-12-28", last: "2027-01-03", reason: "ремонт"},
		"hall 2026-12-28..01-03":                        {room: "hall", first: "2026-12-28", last: "2027-01-03"},
		"учебный класс 3–8 января ремонт":               {room: "class", first: "2027-01-03", last: "2027-01-08", reason: "ремонт"},
		"класс с 3 по 8 января, ремонт и покраска":      {room: "class", first: "2027-01-03", last: "2027-01-08", reason: "ремонт и покраска"},
		"3 января":                                      {first: "2027-01-03", last: "2027-01-03"},
		"hall tomorrow":                                 {room: "hall", first: "2026-11-25", last: "2026-11-25"},
		"вся точка с 28 декабря по 3 января":            {house: true, first: "2026-12-28", last: "2027-01-03"},
		"the whole house from 28 December to 3 January": {house: true, first: "2026-12-28", last: "2027-01-03"},
		"hall from Dec 5 to Dec 7 because of new floor": {room: "hall", first: "2026-12-05", last: "2026-12-07", reason: "new floor"},
		"会议厅 12月5日到12月7日 维修":                            {room: "hall", first: "2026-12-05", last: "2026-12-07", reason: "维修"},
		"бассейн 3 января":                              {first: "2027-01-03", last: "2027-01-03", unknown: "бассейн"},
		"зал в четверг":                                 {room: "hall", first: "2026-11-26", last: "2026-11-26"},
		"зал во вторник":                                {room: "hall"},
		"зал":                                           {room: "hall"},
		"":                                              {},
		"зал завтра из-за ремонта":                      {room: "hall", first: "2026-11-25", last: "2026-11-25", reason: "ремонта"},
	} {
		c := ReadClosing(text, noonOfTuesday, Russian, theRooms)
		if c.Room != want.room || day(c.First) != want.first || day(c.Last) != want.last || c.Reason != want.reason || c.House != want.house || c.Unknown != want.unknown {
			t.Errorf("%q is %+v", text, c)
		}
	}
}

// day writes a day, and none as nothing.
func day(d Date) string {
	if d == (Date{}) {
		return ""
	}
	return d.String()
}

func TestOpeningHoursAreReadAsPeopleWriteThem(t *testing.T) {
	week := []time.Weekday{1, 2, 3, 4, 5}
	for text, want := range map[string]struct {
		days        []time.Weekday
		open, close int
		closed      bool
		from        string
	}{
		"с 2027-01-01 пн-пт 9:00-21:00":    {days: week, open: 9 * 60, close: 21 * 60, from: "2027-01-01"},
		"from Jan 1 sat closed":            {days: []time.Weekday{6}, closed: true, from: "2027-01-01"},
		"будни 9–21 с 1 января":            {days: week, open: 9 * 60, close: 21 * 60, from: "2027-01-01"},
		"пн, ср и пт 10:30-19:00 с завтра": {days: []time.Weekday{1, 3, 5}, open: 10*60 + 30, close: 19 * 60, from: "2026-11-25"},
		"с 1 января ежедневно с 10 до 22":  {days: []time.Weekday{0, 1, 2, 3, 4, 5, 6}, open: 10 * 60, close: 22 * 60, from: "2027-01-01"},
		"weekdays 10am-9pm from January 1": {days: week, open: 10 * 60, close: 21 * 60, from: "2027-01-01"},
		"周一至周五 9点到21点 从1月1日起":              {days: week, open: 9 * 60, close: 21 * 60, from: "2027-01-01"},
		"周末休息": {days: []time.Weekday{0, 6}, closed: true},
		"с понедельника по пятницу с 9 до 24:00": {days: week, open: 9 * 60, close: 24 * 60},
		"пт-вс 12-18": {days: []time.Weekday{0, 5, 6}, open: 12 * 60, close: 18 * 60},
		"9-21":        {open: 9 * 60, close: 21 * 60},
	} {
		o := ReadOpening(text, noonOfTuesday, Russian)
		if !slices.Equal(o.Days, want.days) || int(o.Open) != want.open || int(o.Close) != want.close || o.Closed != want.closed || day(o.From) != want.from || !o.Said {
			t.Errorf("%q is %+v", text, o)
		}
	}
	if o := ReadOpening("с 9 до 25", noonOfTuesday, Russian); o.Said || len(o.Troubles) != 1 {
		t.Errorf("25 o'clock is %+v", o)
	}
}

func TestSeatsAreReadWithTheirRoom(t *testing.T) {
	for text, want := range map[string]struct {
		room  string
		seats int
	}{"зал 80": {"hall", 80}, "80 мест, учебный класс": {"class", 80}, "hall": {"hall", 0}, "80": {"", 80}, "": {}} {
		if room, seats := ReadSeats(text, theRooms); room != want.room || seats != want.seats {
			t.Errorf("%q is %q, %d", text, room, seats)
		}
	}
}

func FuzzReadingAboutTheHouse(f *testing.F) {
	for _, text := range []string{"зал 2027-01-03..08", "from Jan 1 sat closed", "пн-пт 9:00-21:00", "hall 80", "99..99", "вс-вс 24-24"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := ReadClosing(text, noonOfTuesday, Russian, theRooms)
		if c.First != (Date{}) && !c.First.Valid() || c.Last != (Date{}) && !c.Last.Valid() {
			t.Errorf("%q has the days %v to %v", text, c.First, c.Last)
		}
		if o := ReadOpening(text, noonOfTuesday, English); o.Said && (o.Open > DayEnd || o.Close > DayEnd) {
			t.Errorf("%q is open from %v to %v", text, o.Open, o.Close)
		}
		ReadSeats(text, theRooms)
	})
}
