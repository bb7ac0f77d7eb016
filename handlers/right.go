package handlers

import (
	"slices"
	"strings"

	"samovar/internal/chat"
)

// right is who may do something: one word of the table of rights.
type right string

// The rights. What of them has to do with what a button is about, such as whose
// booking it is, is looked at where that is read; the rest before anything else.
const (
	everyone     right = "everyone"           // also who has not agreed to be remembered
	residents    right = "residents"          // who agreed
	answering    right = "who answers for it" // its resident, and the leads of its community
	answerOrHost right = "who answers for it, and admins"
	leading      right = "leads" // of the community it is about
	leadOrHost   right = "leads, and admins"
	judging      right = "who decides"          // about any room
	judgingIt    right = "who decides about it" // about the room it is about
	hosts        right = "admins"               // with their deputies
	hostsByRight right = "admins, not deputies" // who change who is one
	serving      right = "who decides, themselves"
)

// row is one line of the table of rights: what a button of the verb does where
// its Arg up to the "=" is one of those; none stand for all others. One that
// ends in "*" stands for all that begin so.
type row struct {
	verb string
	args []string
	does string
	may  right
}

// covers says whether the line is about the press.
func (r row) covers(p chat.Press) bool {
	do, _ := cut(p.Arg)
	return r.verb == p.Verb && (r.args == nil || slices.ContainsFunc(r.args, func(arg string) bool {
		start, open := strings.CutSuffix(arg, "*")
		return do == arg || open && strings.HasPrefix(do, start)
	}))
}

// rightTo returns who may press it; false where no such button is known.
func rightTo(p chat.Press) (right, bool) {
	rows := buttonRights()
	i := slices.IndexFunc(rows, func(r row) bool { return r.covers(p) })
	if i < 0 {
		return "", false
	}
	return rows[i].may, true
}

// lacks names the sentence that tells who did it that they have not the right,
// as far as that can be said before it is known what it is about; "" where they
// may have it.
func (t *turn) lacks(r right) string {
	switch {
	case r == "":
		return "start.unknown_command" // nobody's
	case r == serving && !t.decides():
		return "away.not_staff"
	case (r == judging || r == judgingIt) && !t.decides():
		return "admin.only"
	case (r == hosts || r == hostsByRight) && !t.isAdmin():
		return t.notMine()
	case r == hostsByRight && !slices.Contains(t.staff(), t.event.From.ID):
		return "away.admins_only"
	}
	return ""
}

// order carries out a command, if who gave it has the right to.
func (t *turn) order(name string) error {
	do := t.commands()[name]
	why := t.lacks(commandRights()[name])
	if why == "" {
		return do()
	}
	t.hints() // the menu may still be that of a time as a deputy
	t.reply(t.say.T(why), t.menu())
	return nil
}
