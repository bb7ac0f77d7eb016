package handlers

import (
	"slices"
	"strings"
	"time"

	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
	"samovar/internal/store"
)

const (
	verbSettings  = "set" // Subject is the Point, Arg "community/act=value"; no community: the person's own
	settingsPanel = "settings"
)

// The pages of the settings, as acts of their buttons.
const (
	pageMain      = "main"
	pageOpen      = "open" // the first page, in a message of its own
	pageLanguage  = "lang"
	pageDigest    = "digest"
	pageQuiet     = "quiet"
	pageReminders = "remind"
	pageInterests = "care"
	pageAbout     = "about"
)

// tuning is the settings of a person, or of a community that they lead, as they
// are shown and changed.
type tuning struct {
	*turn
	community *space.Community // nil: the person's own
	before    space.Community  // as it was read
	settings  space.Settings
	version   int64     // of whose they are: buttons bind to it
	last      time.Time // when the Point had digests last; zero: nobody knows
	next      time.Time // when it has them next; zero: never
}

// openSettings shows a person their settings.
func (t *turn) openSettings() error {
	s, err := t.ownSettings()
	if err != nil {
		return err
	}
	return s.show(pageMain, true)
}

// settingsButton leads from a community's card to its settings.
func (t *turn) settingsButton(c space.Community) chat.Button {
	return button(t.say.Plain("settings.button"), verbSettings, t.point.ID, 0, c.ID+"/"+pageOpen)
}

// settingsPressed carries out a button of the settings. Those that change them
// bind to the version of whose they are.
func (t *turn) settingsPressed(p chat.Press) error {
	whose, what, ok := strings.Cut(p.Arg, "/")
	act, value := cut(what)
	if !ok {
		t.stale()
		return nil
	}
	s, ok, err := t.tuning(whose)
	if err != nil || !ok {
		return err
	}
	if _, isPage := s.pages()[act]; isPage {
		return s.show(act, false)
	}
	change, known := s.changes()[act]
	switch {
	case act == pageOpen:
		return s.show(pageMain, true)
	case !known:
		t.stale()
		return nil
	case p.Version != s.version:
		t.toast(t.say.Plain("settings.redrawn"))
		return s.show(change.page, false)
	}
	before := s.settings
	if !change.do(value) {
		t.stale()
		return nil
	}
	if err := s.keep(before); err != nil {
		return err
	}
	t.toast(t.say.Plain("settings.saved"))
	return s.show(change.page, false)
}

// tuning returns whose settings a button is about, if who pressed may change
// them; else it says why not.
func (t *turn) tuning(community string) (*tuning, bool, error) {
	if community == "" {
		s, err := t.ownSettings()
		return s, err == nil, err
	}
	c, known, err := t.db.Community(t.ctx, community)
	switch {
	case err != nil:
		return nil, false, err
	case !known:
		t.stale()
		return nil, false, nil
	case !c.LedBy(t.event.From.ID):
		t.alert(t.say.Plain("settings.leads_only"))
		return nil, false, nil
	case !c.Active():
		t.alert(t.say.Plain("settings.not_active"))
		return nil, false, nil
	}
	s := &tuning{turn: t, community: &c, before: c, settings: c.Settings, version: c.Version}
	err = s.lookAhead()
	return s, err == nil, err
}

// ownSettings are those of the person.
func (t *turn) ownSettings() (*tuning, error) {
	s := &tuning{turn: t, settings: t.who.Settings, version: t.who.Version}
	return s, s.lookAhead()
}

// keep writes what was changed, and goes on with it as it will be.
func (s *tuning) keep(before space.Settings) error {
	if s.community != nil {
		s.community.Settings = s.settings
		s.write.Communities = append(s.write.Communities, store.CommunityChange{Before: &s.before, After: *s.community})
	} else {
		s.who.Settings = s.settings
		s.keepPerson()
	}
	s.version++
	return s.replanDigest(before)
}

// speaks is the language of whose settings these are.
func (s *tuning) speaks() string {
	if s.community != nil {
		return s.community.Language
	}
	return s.who.Language
}

// setLanguageTo changes it; the person's at once, menu and all.
func (s *tuning) setLanguageTo(value string) bool {
	tag := lang.Of(value)
	if string(tag) != value {
		return false
	}
	if s.community != nil {
		s.community.Language = value
		return true
	}
	s.who.Language, s.say = value, s.Texts.In(tag)
	s.hints()
	return true
}

// replanDigest moves a digest that is planned and not made yet to the time of
// the new settings. Who wants one of their own and had none since gets it this
// week, if their time still lies ahead.
func (s *tuning) replanDigest(before space.Settings) error {
	if before.OwnDigest == s.settings.OwnDigest && sameTime(before.Digest, s.settings.Digest) {
		return nil
	}
	planned, err := s.plannedDigest()
	if err != nil || s.next.IsZero() {
		return err
	}
	for _, d := range planned {
		if at := s.settings.Redigest(d.At, d.For, s.next, s.now, s.point.Zone); !at.Equal(d.At) {
			s.write.Fired = append(s.write.Fired, d) // it must not be made meanwhile
			d.At = at
			s.write.Due = append(s.write.Due, d)
		}
	}
	if s.community != nil || s.settings.OwnDigest != space.Yes || len(planned) > 0 || s.last.IsZero() ||
		before.HadDigest(s.last, s.next, s.now, s.point.Zone) {
		return nil
	}
	if at := s.settings.DigestAt(s.last, s.next, s.point.Zone); at.After(s.now) {
		s.write.Due = append(s.write.Due, space.Due{Kind: space.DueDigest, Subject: s.subject(), For: s.last, At: at})
	}
	return nil
}

// subject is that of the digest for whose settings these are.
func (s *tuning) subject() string {
	if s.community != nil {
		return s.community.ID
	}
	return space.DigestOf(s.who.ID)
}

// lookAhead reads when the Point has digests next, and when it had them last.
func (s *tuning) lookAhead() error {
	ahead, err := s.db.Planned(s.ctx, space.DueDigests, "")
	if err != nil || len(ahead) == 0 {
		return err
	}
	s.next = ahead[0].For
	if ahead[0].Lead > 0 {
		s.last = s.next.Add(-ahead[0].Lead)
	}
	return nil
}

// plannedDigest is the digest of the week that goes on, if it still lies ahead.
func (s *tuning) plannedDigest() ([]space.Due, error) {
	all, err := s.db.Planned(s.ctx, space.DueDigest, s.subject())
	return slices.DeleteFunc(all, func(d space.Due) bool { return !d.At.After(s.now) || !d.For.Before(s.next) }), err
}

func sameTime(a, b *space.DigestTime) bool {
	return a == b || a != nil && b != nil && *a == *b
}
