package handlers

import (
	"samovar/internal/chat"
	"samovar/internal/dialog"
	"samovar/internal/digest"
)

// commandRights is the table of rights of the commands.
func commandRights() map[string]right {
	return map[string]right{
		"start": everyone, "help": everyone, "lang": everyone, "privacy": everyone, "mydata": everyone, "forget": everyone,
		"book": residents, "my": residents, "schedule": residents, "settings": residents, "cancel": residents,
		"point": residents, "community": residents, "group": residents,
		"queue": judging, "log": judgingIt, "away": serving,
		"admins": hosts, "line": hosts, "house": hosts, "close": hosts, "hours": hosts, "seats": hosts,
		"news": hosts, "announce": hosts, "unreachable": hosts, "status": hosts, "communities": hosts,
	}
}

// buttonRights is the table of rights of the buttons; the first line that covers
// a press counts.
func buttonRights() []row {
	return []row{
		{verbAgree, nil, "agrees to be remembered", everyone},
		{verbLanguage, nil, "chooses one's language", everyone},
		{verbPrivacy, nil, "gets or removes what is kept about oneself", everyone},
		{verbPoint, nil, "chooses one's Point", residents},
		{verbMenu, nil, "an item of the menu: what its command may", residents},
		{dialog.Verb, nil, "answers in one's own conversation, whose steps look again", residents},
		{verbSettings, []string{"/*"}, "one's own settings", residents},
		{verbSettings, nil, "a community's settings", leading},
		{verbSchedule, nil, "turns the schedule", residents},
		{verbDay, nil, "books on a day", residents},
		{verbMy, nil, "turns the list of one's own bookings", residents},

		{verbShow, nil, "opens a booking", answering},
		{verbGiveUp, nil, "gives a booking up", answering},
		{verbChange, nil, "changes a booking, or hands it over", answering},
		{verbCalendar, nil, "sends a booking as a calendar's file", answering},
		{verbReply, nil, "replies to what an admin asked", answering},
		{verbTake, nil, "takes a time that an admin proposed", answering},
		{verbAgain, nil, "books again what was declined", answering},
		{verbWish, nil, "leaves the queue", answering},
		{verbOffer, nil, "takes an offer, or passes it on", answering},
		{verbRest, nil, "moves or gives up all later dates of a series", answering},
		{verbSeries, []string{"mine", "stop", "reply", "at.*"}, "opens a series, ends it, replies about it, books another time for a date", answering},
		{verbSeries, nil, "decides about a series, asks for changes", judgingIt},
		{verbStill, nil, "says whether an event still takes place", answerOrHost},
		{verbDoor, []string{chat.DoorThere, chat.DoorNobody, doorNobodySure}, "says whether anybody came", hosts},
		{verbDoor, nil, "says that an event has begun, or is off", answering},
		{verbDigest, []string{string(digest.OnDay)}, "books on a day that a digest names", residents},
		{verbDigest, []string{string(digest.Book)}, "books a free time like one's own event", answering},
		{verbDigest, []string{string(digest.Turn)}, "turns a community's digest; one's own anybody, a group's all who are in it", leadOrHost},
		{verbDigest, nil, "answers for an event in a digest", answerOrHost},

		{verbCommunity, []string{"list", "found"}, "lists what one leads, proposes a community", residents},
		{verbCommunity, nil, "changes a community, invites and hands over", leading},
		{verbGroup, []string{groupMove, groupKeep}, "decides whose group it is", hosts},
		{verbGroup, []string{groupTie, groupNo}, "says whose group it is, of leads who were asked", leading},
		{verbGroup, nil, "sees to a community's group", leadOrHost},

		{verbQueue, nil, "turns the requests that wait", judging},
		{verbDecide, nil, "decides about a request", judgingIt},
		{verbPropose, nil, "proposes other times", judgingIt},
		{verbAmend, nil, "decides about a change", judgingIt},
		{verbLog, nil, "opens a booking's log", judgingIt},
		{verbAway, nil, "comes back from one's own absence, or names another deputy", residents},
		{verbAdmins, []string{"list"}, "lists the admins", hosts},
		{verbAdmins, nil, "invites and removes admins", hostsByRight},
		{verbLine, nil, "lifts a wish in the queue", hosts},
		{verbHouse, nil, "changes closures, hours and seats", hosts},
		{verbNews, nil, "changes the line of news", hosts},
		{verbStatus, nil, "looks at how the bot and the house do", hosts},
		{verbReach, nil, "turns the list of the unreachable", hosts},
		{chat.VerbBroadcast, nil, "stops a broadcast, or goes on with it", hosts},
		{verbCommunities, nil, "turns the list of communities", hosts},
		{verbOversee, nil, "oversees a community", hosts},
	}
}
