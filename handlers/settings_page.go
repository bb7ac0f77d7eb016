package handlers

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// page is one page of the settings: its text, and its buttons.
type page struct {
	text string
	keys chat.Keyboard
}

// pages are what the settings' message can show, by the act of the button that
// leads there. What the Point has nothing of has no page.
func (s *tuning) pages() map[string]func() (page, error) {
	all := map[string]func() (page, error){
		pageMain: s.mainPage, pageLanguage: s.languagePage, pageQuiet: s.quietPage,
	}
	if s.point.Digest != "" {
		all[pageDigest] = s.digestPage
	}
	if len(s.point.Reminders) > 0 && s.community == nil {
		all[pageReminders] = s.remindersPage
	}
	if len(s.point.Topics) > 0 {
		all[pageInterests] = s.interestsPage
		if s.community != nil {
			all[pageAbout] = s.aboutPage
		}
	}
	return all
}

// show draws a page into the settings' message, or, fresh, into a new one.
func (s *tuning) show(name string, fresh bool) error {
	draw, there := s.pages()[name]
	if !there {
		name, draw = pageMain, s.mainPage
	}
	shown, err := draw()
	if err != nil {
		return err
	}
	if name != pageMain {
		shown.keys = shown.keys.Row(s.button(s.say.Plain("button.back"), pageMain))
	}
	s.panelAnew(settingsPanel, fresh, s.title()+"\n\n"+shown.text, shown.keys)
	if name == pageQuiet {
		return s.listenForQuiet()
	}
	return nil
}

// title says whose settings these are.
func (s *tuning) title() string {
	if s.community != nil {
		return s.say.T("settings.of_community", "Community", shorten(s.community.Name, titleShown))
	}
	return s.say.T("settings.own")
}

// button makes a button of these settings.
func (s *tuning) button(text, what string) chat.Button {
	whose := ""
	if s.community != nil {
		whose = s.community.ID
	}
	return button(text, verbSettings, s.point.ID, s.version, whose+"/"+what)
}

// choice is a button that is ticked where it says what holds.
func (s *tuning) choice(text, what string, chosen bool) chat.Button {
	if chosen {
		text = "✓ " + text
	}
	return s.button(text, what)
}

// sections are the pages in their order, with what each says at present.
func (s *tuning) sections() []struct{ page, state string } {
	own, about := s.topicNames(s.settings.Topics, "settings.everything"), ""
	if s.community != nil {
		about = s.topicNames(s.community.Topics, "settings.nothing")
	}
	all := []struct{ page, state string }{
		{pageLanguage, s.Texts.In(lang.Tag(s.speaks())).Plain("start.language_name")},
		{pageDigest, s.digestState()}, {pageQuiet, s.quietState()}, {pageReminders, s.remindersState()},
		{pageAbout, about}, {pageInterests, own},
	}
	pages := s.pages()
	return slices.DeleteFunc(all, func(one struct{ page, state string }) bool { return pages[one.page] == nil })
}

func (s *tuning) mainPage() (page, error) {
	var lines []string
	var buttons []chat.Button
	for _, one := range s.sections() {
		lines = append(lines, s.say.T("settings.line."+one.page, "What", one.state))
		buttons = append(buttons, s.button(s.say.Plain("settings.page."+one.page), one.page))
	}
	k := chat.Keyboard{}.Grid(2, buttons...)
	if s.community != nil {
		own := button(s.say.Plain("settings.to_own"), verbSettings, s.point.ID, s.who.Version, "/"+pageMain)
		return page{strings.Join(lines, "\n"), k.Row(own)}, nil
	}
	led, err := s.db.CommunitiesOf(s.ctx, s.who.ID)
	led = slices.DeleteFunc(led, func(c space.Community) bool { return !c.Active() })
	for _, c := range led[:min(len(led), mostShown)] {
		k = k.Row(button(s.say.Plain("settings.to_community", "Community", shorten(c.Name, 40)), verbSettings, s.point.ID, c.Version, c.ID+"/"+pageMain))
	}
	return page{strings.Join(lines, "\n"), k}, err
}

func (s *tuning) languagePage() (page, error) {
	var row []chat.Button
	for _, tag := range lang.Tags() {
		row = append(row, s.choice(s.Texts.In(tag).Plain("start.language_name"), "l="+string(tag), string(tag) == s.speaks()))
	}
	key := "settings.language"
	if s.community != nil {
		key = "settings.language_community"
	}
	return page{s.say.T(key), chat.Keyboard{}.Row(row...)}, nil
}

func (s *tuning) quietPage() (page, error) {
	q := s.settings.Quiet
	key := "settings.quiet"
	if s.community != nil {
		key = "settings.quiet_community"
	}
	row := []chat.Button{s.choice(s.say.Plain("settings.quiet_none"), "q=off", q == nil)}
	for _, name := range []string{"22-8", "23-9"} {
		chosen := quietChoices()[name]
		row = append(row, s.choice(quietText(chosen), "q="+name, q != nil && *q == chosen))
	}
	k := chat.Keyboard{}.Row(row[0]).Row(row[1:]...)
	if q != nil {
		k = k.Row(s.button("−", "qf=less"), s.button(s.say.Plain("settings.quiet_from", "Clock", clockText(q.From)), pageQuiet), s.button("+", "qf=more")).
			Row(s.button("−", "qu=less"), s.button(s.say.Plain("settings.quiet_until", "Clock", clockText(q.Until)), pageQuiet), s.button("+", "qu=more"))
	}
	return page{s.say.T("settings.line."+pageQuiet, "What", s.quietState()) + "\n\n" + s.say.T(key), k}, nil
}

func (s *tuning) quietState() string {
	if s.settings.Quiet == nil {
		return s.say.Plain("settings.none")
	}
	return quietText(*s.settings.Quiet)
}

func quietText(q space.Quiet) string { return clockText(q.From) + "–" + clockText(q.Until) }

// clockText writes minutes after midnight: "22:00".
func clockText(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

func (s *tuning) remindersPage() (page, error) {
	var all []chat.Button
	for _, lead := range s.point.Reminders {
		all = append(all, s.choice(s.leadText(lead), "r="+strconv.FormatInt(int64(lead/time.Second), 10), s.settings.Wants(lead)))
	}
	return page{s.say.T("settings.reminders"), chat.Keyboard{}.Grid(2, all...)}, nil
}

func (s *tuning) remindersState() string {
	var wanted []string
	for _, lead := range s.point.Reminders {
		if s.settings.Wants(lead) {
			wanted = append(wanted, s.leadText(lead))
		}
	}
	if len(wanted) == 0 {
		return s.say.Plain("settings.none")
	}
	return strings.Join(wanted, s.say.Plain("card.comma"))
}

// leadText writes how long before an event something comes: "за 7 дней".
func (s *tuning) leadText(lead time.Duration) string {
	length := s.say.Length(lead)
	switch {
	case lead%(24*time.Hour) == 0:
		length = s.say.Plain("time.days", "Count", int(lead/(24*time.Hour)))
	case lead%time.Hour == 0:
		length = s.say.Plain("time.hours", "Count", int(lead/time.Hour))
	case lead < time.Hour:
		length = s.say.Plain("time.minutes", "Count", int(lead/time.Minute))
	}
	return s.say.Plain("settings.before", "Length", length)
}

func (s *tuning) interestsPage() (page, error) {
	key := "settings.interests"
	if s.community != nil {
		key = "settings.interests_community"
	}
	all := s.choice(s.say.Plain("settings.everything_button"), "t=", len(s.point.Known(s.settings.Topics)) == 0)
	return page{s.say.T(key), s.topicButtons(s.settings.Topics, "t=").Row(all)}, nil
}

func (s *tuning) aboutPage() (page, error) {
	return page{s.say.T("settings.about"), s.topicButtons(s.community.Topics, "a=")}, nil
}

func (s *tuning) topicButtons(chosen []string, act string) chat.Keyboard {
	var all []chat.Button
	for _, t := range s.point.Topics {
		all = append(all, s.choice(t.Name.In(string(s.say.Tag())), act+t.ID, slices.Contains(chosen, t.ID)))
	}
	return chat.Keyboard{}.Grid(2, all...)
}

// topicNames names topics, in the Point's order; where there are none, it says
// what that means.
func (s *tuning) topicNames(ids []string, none string) string {
	var names []string
	for _, t := range s.point.Topics {
		if slices.Contains(ids, t.ID) {
			names = append(names, t.Name.In(string(s.say.Tag())))
		}
	}
	if len(names) == 0 {
		return s.say.Plain(none)
	}
	return strings.Join(names, s.say.Plain("card.comma"))
}
