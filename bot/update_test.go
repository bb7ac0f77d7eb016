package bot

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"samovar/internal/chat"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

const (
	anna  = `"from":{"id":5,"is_bot":false,"first_name":"Анна","last_name":"К","username":"anna","language_code":"ru"}`
	alone = `"chat":{"id":5,"type":"private","first_name":"Анна"}`
	club  = `"chat":{"id":-100,"type":"supergroup","title":"Chess"}`
)

func decoded(t *testing.T, raw string) *chat.Event {
	t.Helper()
	e, err := decode([]byte(raw), "samovar_bot", noon)
	if err != nil {
		t.Fatalf("decode %s: %v", raw, err)
	}
	return e
}

func TestUpdatesBecomeEvents(t *testing.T) {
	from := chat.Person{ID: 5, Name: "Анна К", Username: "anna", Language: "ru"}
	private, group := chat.Place{ID: 5, Type: chat.Private}, chat.Place{ID: -100, Type: chat.Group, Title: "Chess"}
	for name, c := range map[string]struct {
		raw  string
		want chat.Event
	}{
		"text":                             {`"message":{"message_id":7,` + anna + `,` + alone + `,"text":"в пятницу 👍"}`, chat.Event{Kind: chat.Text, Place: private, MessageID: 7, Text: "в пятницу 👍"}},
		"command":                          {`"message":{"message_id":7,` + anna + `,` + club + `,"text":"/BOOK@Samovar_Bot  завтра с 18 ","entities":[{"type":"bot_command","offset":0,"length":17}]}`, chat.Event{Kind: chat.Command, Place: group, MessageID: 7, Command: "book", Text: "завтра с 18", Named: true}},
		"command in a caption":             {`"message":{"message_id":7,` + anna + `,` + alone + `,"photo":[],"caption":"/my x","caption_entities":[{"type":"bot_command","offset":0,"length":3}]}`, chat.Event{Kind: chat.Command, Place: private, MessageID: 7, Command: "my", Text: "x", Attached: true}},
		"a command for another bot, alone": {`"message":{"message_id":7,` + anna + `,` + alone + `,"text":"/start@OtherBot","entities":[{"type":"bot_command","offset":0,"length":15}]}`, chat.Event{Kind: chat.Command, Place: private, MessageID: 7, Command: "start@OtherBot"}},
		"a command later is text":          {`"message":{"message_id":7,` + anna + `,` + alone + `,"text":"👍 /my","entities":[{"type":"bot_command","offset":3,"length":3}]}`, chat.Event{Kind: chat.Text, Place: private, MessageID: 7, Text: "👍 /my"}},
		"an entity beyond the text":        {`"message":{"message_id":7,` + anna + `,` + alone + `,"text":"/👍","entities":[{"type":"bot_command","offset":0,"length":9000}]}`, chat.Event{Kind: chat.Command, Place: private, MessageID: 7, Command: "👍"}},
		"caption":                          {`"message":{"message_id":7,` + anna + `,` + alone + `,"document":{"file_id":"x"},"caption":"plan"}`, chat.Event{Kind: chat.Text, Place: private, MessageID: 7, Text: "plan", Attached: true}},
		"sticker":                          {`"message":{"message_id":7,` + anna + `,` + alone + `,"sticker":{"emoji":"👍"}}`, chat.Event{Kind: chat.Thing, Place: private, MessageID: 7, Attached: true}},
		"forwarded":                        {`"message":{"message_id":7,` + anna + `,` + alone + `,"text":"hi","forward_origin":{"type":"hidden_user"}}`, chat.Event{Kind: chat.Text, Place: private, MessageID: 7, Text: "hi", Forwarded: true}},
		"a reply":                          {`"message":{"message_id":7,` + anna + `,` + alone + `,"reply_to_message":{"message_id":4,"text":"x"},"text":"hi"}`, chat.Event{Kind: chat.Text, Place: private, MessageID: 7, Text: "hi", ReplyTo: 4}},
		"edited":                           {`"edited_message":{"message_id":7,` + anna + `,` + alone + `,"text":"hi","edit_date":1}`, chat.Event{Kind: chat.Edited, Place: private, MessageID: 7, Text: "hi"}},
		"press":                            {`"callback_query":{"id":"99",` + anna + `,"message":{"message_id":7,"date":1,` + alone + `,"text":"card"},"data":"yes:::"}`, chat.Event{Kind: chat.Pressed, Place: private, MessageID: 7, PressID: "99", Data: "yes:::"}},
		"press on an inaccessible message": {`"callback_query":{"id":"99",` + anna + `,"message":{"message_id":7,"date":0,"chat":{"id":-100}},"data":"x"}`, chat.Event{Kind: chat.Pressed, Place: chat.Place{ID: -100, Type: chat.Group}, MessageID: 7, PressID: "99", Data: "x"}},
		"blocked":                          {`"my_chat_member":{` + anna + `,` + alone + `,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"kicked"}}`, chat.Event{Kind: chat.Blocked, Place: private}},
		"unblocked":                        {`"my_chat_member":{` + anna + `,` + alone + `,"old_chat_member":{"status":"kicked"},"new_chat_member":{"status":"member"}}`, chat.Event{Kind: chat.Opened, Place: private}},
		"added":                            {`"my_chat_member":{` + anna + `,` + club + `,"old_chat_member":{"status":"left"},"new_chat_member":{"status":"administrator"}}`, chat.Event{Kind: chat.Opened, Place: group, Standing: chat.Ruling}},
		"added without a voice":            {`"my_chat_member":{` + anna + `,` + club + `,"old_chat_member":{"status":"kicked"},"new_chat_member":{"status":"restricted","is_member":true,"can_send_messages":false}}`, chat.Event{Kind: chat.Opened, Place: group, Standing: chat.Muted}},
		"muted":                            {`"my_chat_member":{` + anna + `,` + club + `,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"restricted","is_member":true}}`, chat.Event{Kind: chat.Ranked, Place: group, Standing: chat.Muted}},
		"given a voice":                    {`"my_chat_member":{` + anna + `,` + club + `,"old_chat_member":{"status":"restricted","is_member":true},"new_chat_member":{"status":"restricted","is_member":true,"can_send_messages":true}}`, chat.Event{Kind: chat.Ranked, Place: group, Standing: chat.Member}},
		"a promotion":                      {`"my_chat_member":{` + anna + `,` + club + `,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"administrator"}}`, chat.Event{Kind: chat.Ranked, Place: group, Standing: chat.Ruling}},
		"restricted and gone":              {`"my_chat_member":{` + anna + `,` + club + `,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"restricted","is_member":false}}`, chat.Event{Kind: chat.Blocked, Place: group, Standing: chat.Kicked}},
		"the other side of a migration":    {`"message":{"message_id":1,` + anna + `,` + club + `,"migrate_from_chat_id":-5}`, chat.Event{Kind: chat.Migrated, Place: chat.Place{ID: -5, Type: chat.Group, Title: "Chess"}, NewChat: -100}},
		"in a topic":                       {`"message":{"message_id":9,` + anna + `,` + club + `,"message_thread_id":4,"is_topic_message":true,"reply_to_message":{"message_id":4,"forum_topic_created":{"name":"События"}},"text":"/topic@samovar_bot","entities":[{"type":"bot_command","offset":0,"length":18}]}`, chat.Event{Kind: chat.Command, Place: group, MessageID: 9, Command: "topic", Named: true, Thread: 4, Topic: "События"}},
		"a reply is no topic":              {`"message":{"message_id":9,` + anna + `,` + club + `,"message_thread_id":4,"reply_to_message":{"message_id":4,"text":"x"},"text":"/topic","entities":[{"type":"bot_command","offset":0,"length":6}]}`, chat.Event{Kind: chat.Command, Place: group, MessageID: 9, Command: "topic"}},
		"a command in reply to the bot":    {`"message":{"message_id":9,` + anna + `,` + club + `,"reply_to_message":{"message_id":4,"from":{"id":1,"is_bot":true,"username":"Samovar_Bot"},"text":"x"},"text":"/my","entities":[{"type":"bot_command","offset":0,"length":3}]}`, chat.Event{Kind: chat.Command, Place: group, MessageID: 9, Command: "my", Named: true}},
		"one in reply to another bot":      {`"message":{"message_id":9,` + anna + `,` + club + `,"reply_to_message":{"message_id":4,"from":{"id":2,"is_bot":true,"username":"other_bot"},"text":"x"},"text":"/my","entities":[{"type":"bot_command","offset":0,"length":3}]}`, chat.Event{Kind: chat.Command, Place: group, MessageID: 9, Command: "my"}},
		"a press in a topic":               {`"callback_query":{"id":"99",` + anna + `,"message":{"message_id":7,"date":1,"message_thread_id":4,"is_topic_message":true,` + club + `,"text":"card"},"data":"yes:::"}`, chat.Event{Kind: chat.Pressed, Place: group, MessageID: 7, PressID: "99", Data: "yes:::", Thread: 4}},
		"a topic is closed":                {`"message":{"message_id":9,` + anna + `,` + club + `,"message_thread_id":4,"is_topic_message":true,"forum_topic_closed":{}}`, chat.Event{Kind: chat.Topical, Place: group, Thread: 4, Standing: chat.TopicClosed}},
		"a topic is opened again":          {`"message":{"message_id":9,` + anna + `,` + club + `,"message_thread_id":4,"is_topic_message":true,"forum_topic_reopened":{}}`, chat.Event{Kind: chat.Topical, Place: group, Thread: 4, Standing: chat.TopicOpen}},
		"the general topic is opened":      {`"message":{"message_id":9,` + anna + `,` + club + `,"message_thread_id":1,"forum_topic_reopened":{}}`, chat.Event{Kind: chat.Topical, Place: group, Standing: chat.TopicOpen}},
		"the general topic is shown":       {`"message":{"message_id":9,` + anna + `,` + club + `,"general_forum_topic_unhidden":{}}`, chat.Event{Kind: chat.Topical, Place: group, Standing: chat.TopicOpen}},
		"migrated":                         {`"message":{"message_id":7,` + anna + `,"sender_chat":{"id":-5},"chat":{"id":-5,"type":"group","title":"Chess"},"migrate_to_chat_id":-100}`, chat.Event{Kind: chat.Migrated, Place: chat.Place{ID: -5, Type: chat.Group, Title: "Chess"}, NewChat: -100}},
	} {
		c.want.ID, c.want.At, c.want.From = 3, noon, from
		got := decoded(t, `{"update_id":3,`+c.raw+`}`)
		if got == nil || !reflect.DeepEqual(*got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestAnAnonymousAdminsCommandIsThatOfTheGroup(t *testing.T) {
	from := `{"update_id":3,"message":{"message_id":9,"from":{"id":1087968824,"is_bot":true,"username":"GroupAnonymousBot"},"sender_chat":{"id":%s,"type":"supergroup"},` + club
	command := `,"text":"/topic@samovar_bot","entities":[{"type":"bot_command","offset":0,"length":18}]}}`
	want := chat.Event{ID: 3, At: noon, Kind: chat.Command, Place: chat.Place{ID: -100, Type: chat.Group, Title: "Chess"},
		From: chat.Person{ID: -100, Name: "Chess"}, MessageID: 9, Command: "topic", Named: true, Anonymous: true}
	if got := decoded(t, strings.Replace(from, "%s", "-100", 1)+command); got == nil || !reflect.DeepEqual(*got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := decoded(t, strings.Replace(from, "%s", "-200", 1)+command); got != nil {
		t.Errorf("a channel that the group is linked to: %+v", got)
	}
}

func TestWhatIsNoEventIsLeftOut(t *testing.T) {
	for name, raw := range map[string]string{
		"nothing known":                   `"poll":{"id":"1"}`,
		"nulls":                           `"message":null,"callback_query":null`,
		"no sender":                       `"message":{"message_id":7,` + club + `,"text":"hi"}`,
		"a bot":                           `"message":{"message_id":7,"from":{"id":9,"is_bot":true,"first_name":"b"},` + club + `,"text":"hi"}`,
		"an anonymous admin":              `"message":{"message_id":7,` + anna + `,"sender_chat":{"id":-100,"type":"supergroup"},` + club + `,"text":"hi"}`,
		"a channel post":                  `"channel_post":{"message_id":7,"chat":{"id":-9,"type":"channel"},"text":"hi"}`,
		"a message in a channel":          `"message":{"message_id":7,` + anna + `,"chat":{"id":-9,"type":"channel"},"text":"hi"}`,
		"a command for another bot":       `"message":{"message_id":7,` + anna + `,` + club + `,"text":"/start@OtherBot","entities":[{"type":"bot_command","offset":0,"length":15}]}`,
		"a notice":                        `"message":{"message_id":7,` + anna + `,` + club + `,"new_chat_title":"Go"}`,
		"a press on an inline message":    `"callback_query":{"id":"99",` + anna + `,"inline_message_id":"i","data":"x"}`,
		"the same standing":               `"my_chat_member":{` + anna + `,` + club + `,"old_chat_member":{"status":"administrator"},"new_chat_member":{"status":"administrator"}}`,
		"a topic is opened":               `"message":{"message_id":4,` + anna + `,` + club + `,"message_thread_id":4,"is_topic_message":true,"forum_topic_created":{"name":"События"}}`,
		"an edit that takes the text off": `"edited_message":{"message_id":7,` + anna + `,` + alone + `,"photo":[]}`,
	} {
		if got := decoded(t, `{"update_id":3,`+raw+`}`); got != nil {
			t.Errorf("%s became %+v", name, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(`{"update_id":3,"message":{"message_id":7,` + anna + `,` + alone + `,"text":"/a👍b","entities":[{"type":"bot_command","offset":0,"length":3}]}}`)
	f.Add(`{"update_id":-1,"message":{"chat":{"id":1},"from":{},"text":"\ud800","entities":[{"type":"bot_command","length":-4}]}}`)
	f.Add(`{"update_id":3,"callback_query":{"from":null,"message":{"chat":null}}}`)
	f.Add("{\"message\":{\"from\":{\"id\":1},\"chat\":{\"id\":1},\"text\":\"\xff\xfe\"}}")
	f.Fuzz(func(t *testing.T, raw string) {
		e, err := decode([]byte(raw), "samovar_bot", noon)
		if err != nil || e == nil {
			return
		}
		body, err := json.Marshal(e)
		if err != nil || !utf8.Valid(body) {
			t.Fatalf("%+v: %v", e, err)
		}
		if e.Place.ID == 0 || e.Kind == "" || strings.HasPrefix(e.Command, "/") && e.Command == "" {
			t.Errorf("half an event: %+v", e)
		}
	})
}
