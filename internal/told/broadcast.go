package told

import (
	"samovar/internal/chat"
	"samovar/internal/lang"
	"samovar/internal/space"
)

// announcedShown is how much of a broadcast's text is shown to those who send
// it, in characters.
const announcedShown = 200

// BroadcastHead says what is sent to whom.
func BroadcastHead(say lang.Speaker, p *space.Point, b space.Broadcast) string {
	return say.T("announce.head", "To", Audience(say, p, b.To), "Text", lang.Shorten(b.Text, announcedShown))
}

// Audience is whom a broadcast is for, in words.
func Audience(say lang.Speaker, p *space.Point, to space.Audience) string {
	topic, _ := p.Topic(to.Topic)
	return say.Plain("announce.to."+to.Kind.String(), "Topic", topic.Name.In(string(say.Tag())))
}

// BroadcastStop stops a broadcast that is being sent.
func BroadcastStop(say lang.Speaker, b space.Broadcast) chat.Keyboard {
	if b.State != space.BroadcastSending {
		return nil
	}
	return chat.Keyboard{}.Row(broadcastStop(say, b))
}

func broadcastStop(say lang.Speaker, b space.Broadcast) chat.Button {
	stop := chat.NewButton(say.Plain("announce.stop"), chat.Press{Verb: chat.VerbBroadcast, Subject: b.ID, Arg: chat.BroadcastStop})
	return stop.Styled(chat.Danger)
}

// BroadcastPaused goes on with a broadcast after this pause of it, or stops it.
func BroadcastPaused(say lang.Speaker, b space.Broadcast) chat.Keyboard {
	on := chat.NewButton(say.Plain("announce.go_on"), chat.Press{Verb: chat.VerbBroadcast, Subject: b.ID, Version: b.Paused.Unix(), Arg: chat.BroadcastGoOn})
	return chat.Keyboard{}.Row(on, broadcastStop(say, b))
}

// PauseOver ends a paused broadcast if nobody says whether to go on.
func PauseOver(b space.Broadcast) space.Due {
	return space.Due{Kind: space.DueBroadcast, Subject: b.ID, For: b.PauseOver(), At: b.PauseOver()}
}
