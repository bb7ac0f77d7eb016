package handlers

import (
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
	case t.event.Flooding:
		t.slowDown()
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
	may, known := commandRights()[t.event.Command]
	switch {
	case may != everyone && t.asksFirst():
		return nil
	case known:
		return t.order(t.event.Command)
	}
	t.reply(t.say.T("start.unknown_command"), t.menu())
	return nil
}

// commands are what people can type, but for /start; commandRights says who may.
func (t *turn) commands() map[string]func() error {
	return map[string]func() error{
		"book":     t.book,
		"my":       t.my,
		"schedule": t.schedule,
		"help":     t.help,
		"lang":     t.chooseLanguage,
		"settings": t.openSettings,
		"cancel":   t.cancel,
		"queue":    t.queue,
		"admins":   t.admins,
		"away":     t.away,
		"log":      t.log,
		"line":     t.lineUp,
		"house":    t.house,
		"close":    t.closeHouse,
		"hours":    t.changeHours,
		"seats":    t.changeSeats,
		"news":     t.news,
		"point":    t.choosePoint,

		"announce":    t.announce,
		"unreachable": t.unreachable,
		"status":      t.status,

		"community":   t.community,
		"communities": t.communities,
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

// press carries out a button. What it carries can be forged, so the rights of
// who pressed are looked at here, and again with what it is about, as that is
// now, by each of these.
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
	may, known := rightTo(p)
	if may != everyone && p.Verb != verbPoint && t.asksFirst() {
		return nil
	}
	if !known {
		t.stale()
		return nil
	}
	if why := t.lacks(may); why != "" {
		t.alert(t.say.Plain(why))
		return nil
	}
	return t.presses()[p.Verb](p)
}

// presses are what buttons can do, by their verb; buttonRights says who may.
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
		verbStatus:   t.statusPressed,

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
	if t.agreesInWords() {
		return t.agree(chat.Press{})
	}
	if t.asksFirst() {
		return nil
	}
	if done, err := t.answersCard(); done || err != nil {
		return err
	}
	if t.known.Talking {
		return t.talkText()
	}
	if t.event.Kind == chat.Thing {
		t.reply(t.say.T("start.no_words"), t.menu())
		return nil
	}
	for _, does := range []func() (bool, error){t.answersQuestion, t.intended, t.answersUnasked, t.answersStill} {
		if done, err := does(); done || err != nil {
			return err
		}
	}
	return t.bookFromWords()
}
