package handlers

import (
	"strings"
	"time"

	"samovar/internal/lang"
	"samovar/internal/space"
)

// weekdayKeys end the keys of texts that name a weekday.
var weekdayKeys = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// ruleText says in words how a series goes on: "каждый вторник".
func ruleText(say lang.Speaker, r space.Rule) string {
	weekday := weekdayKeys[r.First.Weekday()]
	if r.Rhythm == space.Monthly && r.Nth() < 0 {
		return say.Plain("series.last." + weekday)
	}
	return say.Plain("series."+r.Rhythm.String()+"."+weekday, "Nth", r.Nth())
}

// ruleLine says it with the hours: "каждый вторник, 18:00–20:00".
func (t *turn) ruleLine(r space.Rule) string { return ruleLineIn(t.say, r) }

func ruleLineIn(say lang.Speaker, r space.Rule) string {
	end := lang.Clock(r.Start + int(r.Length/time.Minute))
	return say.Plain("series.rule", "Rule", ruleText(say, r), "Hours", lang.Clock(r.Start).String()+"–"+end.String())
}

// daysShown is how many dates a line names.
const daysShown = 60

// dateNames lists dates shortly; those that differ from the rule in full.
func dateNames(say lang.Speaker, p *space.Point, rule space.Rule, room string, slots []space.Slot) string {
	var names []string
	for _, s := range slots[:min(len(slots), daysShown)] {
		if own := rule.Slot(p, room, p.Day(s.Start)); same(own, s) {
			names = append(names, say.DayShort(s.Start.In(p.Zone)))
		} else {
			names = append(names, slotLabel(say, p, s))
		}
	}
	return strings.Join(names, say.Plain("series.comma"))
}

// seriesHead says what comes again, when and where, whose it is and for how
// many.
func (t *turn) seriesHead(say lang.Speaker, s space.Series, community string) string {
	return say.T("card.title", "Title", shorten(s.Event.Title, titleShown)) + "\n" +
		say.T("series.when", "Rule", ruleLineIn(say, s.Rule)) + "\n" + t.seriesBody(say, s, community)
}

// seriesBody says where it comes, whose it is and for how many.
func (t *turn) seriesBody(say lang.Speaker, s space.Series, community string) string {
	e := s.Event
	lines := []string{
		say.T("card.where", "Room", roomName(say, t.point, s.Room)),
		say.T("card.people", "Count", e.Headcount, "Format", formatName(say, e.Format), "Access", accessName(say, e.Open)),
	}
	if len(e.Equipment) > 0 {
		lines = append(lines, say.T("card.equipment", "What", equipmentNames(say, t.point, e.Equipment)))
	}
	if e.Description != "" {
		lines = append(lines, say.T("card.description", "Text", shorten(e.Description, 300)))
	}
	return strings.Join(lines, "\n") + communityLine(say, community)
}

// dayNames lists local days shortly.
func dayNames(say lang.Speaker, p *space.Point, days []space.Date) string {
	var names []string
	for _, d := range days[:min(len(days), daysShown)] {
		names = append(names, say.DayShort(noonOf(p, d)))
	}
	return strings.Join(names, say.Plain("series.comma"))
}
