package handlers

import (
	"slices"

	"samovar/internal/chat"
	"samovar/internal/dialog"
)

// route finds what the event asks for.
func (t *turn) route() error {
	if err := t.heal(); err != nil {
		return err
	}
	t.endSilent()
	t.endListening()
	switch {
	case t.event.Place.Type == chat.Channel:
		return nil
	case t.event.Kind == chat.Edited:
		return t.edited()
	case t.event.Kind == chat.Blocked, t.event.Kind == chat.Opened, t.event.Kind == chat.Migrated,
		t.event.Kind == chat.Ranked, t.event.Kind == chat.Topical:
		return t.membership()
	case !t.who.Leaving.IsZero():
		return t.stillLeaving()
	case t.event.Kind == chat.Pressed:
		return t.press()
	case t.event.Place.Type == chat.Group:
		return t.inGroup()
	case t.event.Kind == chat.Command:
		return t.command()
	}
	return t.text()
}

// command carries out a command of a private chat.
func (t *turn) command() error {
	if t.event.Command == "start" {
		return t.start()
	}
	if !asksNothing(t.event.Command) && t.asksFirst() {
		return nil
	}
	if do := t.commands()[t.event.Command]; do != nil {
		return do()
	}
	t.reply(t.say.T("start.unknown_command"), t.menu())
	return nil
}

// asksNothing says whether a command is for those, too, who did not consent.
func asksNothing(command string) bool {
	return slices.Contains([]string{"help", "lang", "privacy", "mydata", "forget"}, command)
}

// commands are what people can type; those of admins say so to others.
func (t *turn) commands() map[string]func() error {
	return map[string]func() error{
		"book":     t.book,
		"my":       t.my,
		"schedule": t.schedule,
		"help":     t.help,
		"lang":     t.chooseLanguage,
		"settings": t.openSettings,
		"cancel":   t.cancel,
		"queue":    t.decidersOnly(t.queue),
		"admins":   t.staffOnly(t.admins),
		"away":     t.away,
		"log":      t.decidersOnly(t.log),
		"line":     t.staffOnly(t.lineUp),
		"house":    t.staffOnly(t.house),
		"close":    t.staffOnly(t.closeHouse),
		"hours":    t.staffOnly(t.changeHours),
		"seats":    t.staffOnly(t.changeSeats),
		"news":     t.staffOnly(t.news),
		"point":    t.choosePoint,

		"announce":    t.staffOnly(t.announce),
		"unreachable": t.staffOnly(t.unreachable),

		"community":   t.community,
		"communities": t.staffOnly(t.communities),
		"group":       t.ownGroups,

		"privacy": t.privacy,
		"mydata":  t.sendData,
		"forget":  t.forget,
	}
}

// edited says that a message counts as it was sent: what it did is done.
func (t *turn) edited() error {
	if t.event.Place.Type == chat.Private {
		t.reply(t.say.T("start.edited"), nil)
	}
	return nil
}

// press carries out a button. What it carries can be forged, so each of these
// looks at the rights of who pressed and at what is there now.
func (t *turn) press() error {
	p, err := chat.ParsePress(t.event.Data)
	if err != nil {
		t.stale()
		return nil
	}
	if t.event.Place.Type == chat.Group {
		if answered, err := t.pressedInGroup(p); answered || err != nil {
			return err
		}
		defer t.aside()
	}
	if p.Verb != verbAgree && p.Verb != verbLanguage && p.Verb != verbPoint && p.Verb != verbPrivacy && t.asksFirst() {
		return nil
	}
	do := t.presses()[p.Verb]
	if do == nil {
		t.stale()
		return nil
	}
	return do(p)
}

// presses are what buttons can do, by their verb.
func (t *turn) presses() map[string]func(chat.Press) error {
	return map[string]func(chat.Press) error{
		dialog.Verb:  t.talk,
		verbAgree:    t.agree,
		verbLanguage: t.setLanguage,
		verbSettings: t.settingsPressed,
		verbPoint:    t.setPoint,
		verbMenu:     t.fromMenu,
		verbMy:       t.myPage,
		verbShow:     t.showOwn,
		verbGiveUp:   t.giveUp,
		verbCalendar: t.sendCalendar,
		verbSchedule: t.schedulePage,
		verbDay:      t.bookDay,
		verbQueue:    t.queuePage,
		verbDecide:   t.decide,
		verbPropose:  t.propose,
		verbTake:     t.takeProposal,
		verbReply:    t.replyPress,
		verbAdmins:   t.adminsPress,
		verbAway:     t.awayPressed,
		verbAgain:    t.again,
		verbWish:     t.wishPress,
		verbChange:   t.changePress,
		verbAmend:    t.amend,
		verbLog:      t.logPress,
		verbLine:     t.linePress,
		verbHouse:    t.housePressed,
		verbDigest:   t.digestPressed,
		verbNews:     t.newsPressed,
		verbOffer:    t.answerOffer,
		verbStill:    t.stillOn,
		verbDoor:     t.atStart,
		verbSeries:   t.seriesPress,
		verbGroup:    t.groupPress,
		verbRest:     t.restPress,
		verbReach:    t.unreachablePage,

		chat.VerbBroadcast: t.broadcastPress,

		verbCommunity:   t.communityPress,
		verbCommunities: t.communitiesPage,
		verbOversee:     t.oversee,

		verbPrivacy: t.privacyPressed,
	}
}

// stale says that a button is no longer what it was.
func (t *turn) stale() { t.toast(t.say.Plain("start.stale")) }

// text answers what is written without a command, or sent without words.
func (t *turn) text() error {
	if t.asksFirst() {
		return nil
	}
	if t.known.Talking {
		return t.talkText()
	}
	if t.event.Kind == chat.Thing {
		t.reply(t.say.T("start.no_words"), t.menu())
		return nil
	}
	return t.bookFromWords()
}
