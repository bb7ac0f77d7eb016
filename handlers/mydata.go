package handlers

import (
	"bytes"
	"encoding/json"
	"fmt"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// sendData sends a person all that is kept about them, at all Points, as a file;
// not again soon after.
func (t *turn) sendData() error {
	sent, err := t.db.DataSent(t.ctx, t.event.From.ID)
	if err != nil {
		return err
	}
	if next := sent.Add(space.DataPace); t.now.Before(next) {
		t.sayOrAlert("privacy.sent", "Clock", t.say.Clock(t.local(next)))
		return nil
	}
	t.write.DataFor = t.event.From.ID
	data, err := t.allAboutMe()
	if err != nil {
		return err
	}
	var file bytes.Buffer
	lines := json.NewEncoder(&file)
	lines.SetEscapeHTML(false)
	lines.SetIndent("", "  ")
	if err := lines.Encode(data); err != nil {
		return fmt.Errorf("write data of a person: %w", err)
	}
	if t.event.Kind == chat.Pressed {
		t.toast(t.say.Plain("privacy.sending"))
	}
	t.out(chat.Out{Kind: chat.Send, Chat: t.event.From.ID, Text: t.say.T("privacy.file"),
		File: &chat.File{Name: "samovar-" + t.local(t.now).Format("2006-01-02") + ".json", Type: "application/json", Data: file.Bytes()}})
	return nil
}

// allAboutMe reads it.
func (t *turn) allAboutMe() (allData, error) {
	all := allData{Made: t.now, Telegram: t.event.From.ID, Points: []pointData{}}
	home, err := t.Store.Home(t.ctx, t.event.From.ID)
	if err != nil {
		return all, err
	}
	all.Home = home
	for _, p := range t.Points {
		at := t
		if p.ID != t.point.ID {
			other := *t
			at = &other
			if err := at.enter(p); err != nil {
				return all, err
			}
		}
		one, err := at.dataHere()
		if err != nil {
			return all, err
		}
		all.Points = append(all.Points, one)
	}
	return all, nil
}

// dataHere is what one Point keeps.
func (t *turn) dataHere() (pointData, error) {
	d := pointData{Point: t.point.Name.In(t.who.Language), Zone: t.point.Zone.String()}
	for _, read := range []func(*pointData) error{
		t.dataOfProfile, t.dataOfRoles, t.dataOfBookings, t.dataOfWishes, t.dataOfTraces, t.dataOfChat,
	} {
		if err := read(&d); err != nil {
			return d, err
		}
	}
	return d, nil
}
