package handlers

import (
	"strings"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

const (
	verbSchedule  = "sched"
	schedulePanel = "schedule"
)

// sheet is a page of the schedule: a day of all rooms, or the week of one.
type sheet struct {
	day  space.Date
	room string // "" shows the day of all rooms
}

// arg is what the button carries that leads to the sheet: "2026-12-25" or
// "2026-12-25.hall".
func (s sheet) arg() string {
	if s.room == "" {
		return s.day.String()
	}
	return s.day.String() + "." + s.room
}

// sheetOf reads arg; what is none is today's.
func (t *turn) sheetOf(arg string) sheet {
	text, room, _ := strings.Cut(arg, ".")
	day, err := space.ParseDate(text)
	if err != nil {
		day = t.point.Day(t.now)
	}
	if _, known := t.point.Room(room); !known {
		room = ""
	}
	return sheet{t.turnable(day), room}
}

// turnable is the nearest day that the schedule shows: from a week back to the
// horizon.
func (t *turn) turnable(day space.Date) space.Date {
	first, last := t.point.Day(t.now).Plus(-7), t.point.LastDay(t.now)
	switch {
	case day.Before(first):
		return first
	case last.Before(day):
		return last
	}
	return day
}

// schedule shows today, or the day and room that were typed with the command.
func (t *turn) schedule() error {
	today := sheet{day: t.point.Day(t.now)}
	if strings.TrimSpace(t.event.Text) == "" {
		return t.showSheet(today, true)
	}
	u := t.whenSaid(t.event.Text)
	today.room = u.Room
	switch {
	case len(u.Days) == 1:
		asked := space.Date(u.Days[0])
		today.day = t.turnable(asked)
		if today.day != asked {
			t.reply(t.say.T("schedule.out_of_reach", "Last", t.say.Day(noonOf(t.point, t.point.LastDay(t.now)))), nil)
		}
	case len(u.Days) > 1:
		return t.askWhichDay(u)
	case len(u.Troubles) > 0:
		t.reply(troubleText(t.say, u.Troubles[0]), nil)
	case u.Room == "":
		t.reply(t.say.T("schedule.not_understood"), nil)
	}
	return t.showSheet(today, true)
}

// whenSaid reads a day, and a room, out of what was typed.
func (t *turn) whenSaid(text string) lang.Understood {
	u := lang.Understand(text, t.local(t.now), t.say.Tag(), t.vocabulary())
	if len(u.Days) == 0 && u.Room == "" {
		return lang.DayAnswer(text, t.local(t.now), t.say.Tag())
	}
	return u
}

// askWhichDay asks where several days could be meant: none is guessed.
func (t *turn) askWhichDay(u lang.Understood) error {
	var days []chat.Button
	for _, d := range u.Days {
		day := space.Date(d)
		days = append(days, t.sheetButton(t.say.Day(noonOf(t.point, day)), sheet{day, u.Room}))
	}
	t.panelAnew(schedulePanel, true, t.say.T("schedule.which_day"), chat.Keyboard{}.Grid(2, days...))
	return nil
}

// schedulePage turns the page.
func (t *turn) schedulePage(p chat.Press) error { return t.showSheet(t.sheetOf(p.Arg), false) }

// sheetButton leads to a sheet.
func (t *turn) sheetButton(text string, s sheet) chat.Button {
	return button(text, verbSchedule, "", 0, s.arg())
}

// showSheet draws a sheet into its message, or sends it anew.
func (t *turn) showSheet(s sheet, fresh bool) error {
	var text string
	var err error
	if s.room == "" {
		text, err = t.daySheet(s.day)
	} else {
		text, err = t.weekSheet(s)
	}
	if err != nil {
		return err
	}
	t.panelAnew(schedulePanel, fresh, text, t.sheetKeyboard(s))
	return nil
}

// sheetKeyboard turns the pages: back and forth, today, all rooms, each room.
func (t *turn) sheetKeyboard(s sheet) chat.Keyboard {
	step, name := 1, "schedule.day_button"
	if s.room != "" {
		step, name = 7, "schedule.week_button"
	}
	var row []chat.Button
	if to := t.turnable(s.day.Plus(-step)); to.Before(s.day) {
		row = append(row, t.sheetButton("‹ "+t.say.Plain(name), sheet{to, s.room}))
	}
	if today := t.point.Day(t.now); today != s.day {
		row = append(row, t.sheetButton(t.say.Plain("schedule.today"), sheet{today, s.room}))
	}
	if to := t.turnable(s.day.Plus(step)); s.day.Before(to) {
		row = append(row, t.sheetButton(t.say.Plain(name)+" ›", sheet{to, s.room}))
	}
	k := chat.Keyboard{}.Row(row...)
	if s.room == "" {
		k = k.Row(t.dayButton(s.day)...)
	}
	return k.Grid(2, t.roomButtons(s)...)
}

// roomButtons switch between the day of all rooms and the week of each.
func (t *turn) roomButtons(s sheet) []chat.Button {
	var buttons []chat.Button
	if s.room != "" {
		buttons = append(buttons, t.sheetButton(t.say.Plain("schedule.all_rooms"), sheet{day: s.day}))
	}
	for _, room := range t.point.Rooms {
		if room.ID != s.room {
			name := t.say.Plain("schedule.room_week", "Room", shorten(room.Name.In(string(t.say.Tag())), 24))
			buttons = append(buttons, t.sheetButton(name, sheet{s.day, room.ID}))
		}
	}
	return buttons[:min(len(buttons), 90)] // a keyboard takes 100
}
