package handlers

import (
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

const verbCalendar = "ics"

// calendarPanel begins the name of the message that has a booking's file, by
// the booking's id and version.
const calendarPanel = "ics:"

// calendarButton sends the booking as a file for calendars.
func calendarButton(say lang.Speaker, b space.Booking) chat.Button {
	return button(say.Plain("my.calendar"), verbCalendar, b.ID, b.Version, "")
}

// sendCalendar sends a confirmed booking as an .ics file, once as it is now.
func (t *turn) sendCalendar(p chat.Press) error {
	b, ok, err := t.answeredFor(p)
	if err != nil || !ok {
		return err
	}
	if b.State != space.Confirmed && b.State != space.Running {
		t.alert(t.say.Plain("my.not_now", "State", stateName(t.say, b.State)))
		return nil
	}
	name := calendarPanel + b.ID + ":" + strconv.FormatInt(b.Version, 36)
	before, err := t.Store.Panel(t.ctx, t.point.ID, t.event.Place.ID, name)
	if err != nil {
		return err
	}
	toast := "my.calendar_sent"
	if before != 0 {
		toast = "my.calendar_above"
	}
	t.toast(t.say.Plain(toast))
	t.out(chat.Out{Kind: chat.Send, Chat: t.event.Place.ID, Panel: name, Text: t.say.T("my.calendar_caption", "Title", shorten(b.Title, titleShown)),
		File: &chat.File{Name: "samovar-" + b.ID + ".ics", Type: "text/calendar", Data: calendarOf(t.say, t.point, b, t.now)}})
	return nil
}

// calendarOf is a booking in the format of RFC 5545: one event, published, that
// later files of the same booking replace.
func calendarOf(say lang.Speaker, p *space.Point, b space.Booking, now time.Time) []byte {
	cal := ics.NewCalendarFor("Samovar")
	cal.SetMethod(ics.MethodPublish)
	e := cal.AddEvent(b.ID + "@" + p.ID + ".samovar")
	e.SetDtStampTime(now)
	e.SetSequence(int(b.Version))
	e.SetStartAt(b.Start.UTC())
	e.SetEndAt(b.End.UTC())
	e.SetSummary(b.Title)
	e.SetLocation(placeOf(say, p, b.Room))
	e.SetDescription(describe(say, p, b))
	e.SetStatus(ics.ObjectStatusConfirmed)
	alarm := e.AddAlarm()
	alarm.SetAction(ics.ActionDisplay)
	alarm.SetTrigger("-PT1H")
	alarm.SetProperty(ics.ComponentPropertyDescription, b.Title)
	return []byte(cal.Serialize())
}

// placeOf is where a room is: its name, the Point's, the address.
func placeOf(say lang.Speaker, p *space.Point, room string) string {
	tag := string(say.Tag())
	parts := []string{roomName(say, p, room), p.Name.In(tag)}
	if address := p.Address.In(tag); address != "" {
		parts = append(parts, address)
	}
	return strings.Join(parts, say.Plain("card.part"))
}

// describe is what a calendar shows below.
func describe(say lang.Speaker, p *space.Point, b space.Booking) string {
	text := say.Plain("card.people", "Count", b.Headcount, "Format", formatName(say, b.Format), "Access", accessName(say, b.Open))
	if len(b.Equipment) > 0 {
		text += "\n" + say.Plain("card.equipment", "What", equipmentNames(say, p, b.Equipment))
	}
	if b.Description != "" {
		text += "\n\n" + b.Description
	}
	return text
}
