package emulator_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"samovar/internal/emulator"
)

func TestWhatTelegramRefusesIsRefusedInItsWords(t *testing.T) {
	one := func(b fields) fields { return keys([]fields{b}) }
	say := func(more fields) fields {
		p := fields{"chat_id": 42, "text": "hi"}
		for k, v := range more {
			p[k] = v
		}
		return p
	}
	markup := func(m any) fields { return say(fields{"reply_markup": m}) }
	html := func(text string) fields { return say(fields{"text": text, "parse_mode": "HTML"}) }
	many := func(n int) []fields {
		row := make([]fields, n)
		for i := range row {
			row[i] = key("b", fields{"callback_data": "d"})
		}
		return row
	}
	eights := make([][]fields, 13)
	for i := range eights {
		eights[i] = many(8)
	}
	const button = "can't parse inline keyboard button: "
	for name, tt := range map[string]struct {
		method string
		params fields
		want   string
	}{
		"unknown field":        {"sendMessage", say(fields{"disable_web_page_preview": true}), `unknown field "disable_web_page_preview" in sendMessage`},
		"ill-typed flag":       {"sendMessage", say(fields{"protect_content": "maybe"}), `field "protect_content" must be of type Boolean`},
		"ill-typed text":       {"sendMessage", say(fields{"text": 5}), `field "text" must be of type String`},
		"ill-typed id":         {"deleteMessage", fields{"chat_id": 42, "message_id": "x"}, `field "message_id" must be of type Integer`},
		"no chat":              {"sendMessage", fields{"text": "hi"}, "chat_id is empty"},
		"no text":              {"sendMessage", fields{"chat_id": 42}, "message text is empty"},
		"empty text":           {"sendMessage", say(fields{"text": ""}), "message text is empty"},
		"blank text":           {"sendMessage", say(fields{"text": " \n\t"}), "text must be non-empty"},
		"long text":            {"sendMessage", say(fields{"text": strings.Repeat("я", 4097)}), "message is too long"},
		"long in UTF-16":       {"sendMessage", say(fields{"text": strings.Repeat("😀", 2049)}), "message is too long"},
		"unknown parse mode":   {"sendMessage", say(fields{"parse_mode": "Wiki"}), "unsupported parse_mode"},
		"unknown tag":          {"sendMessage", html("a <p>b</p>"), `can't parse entities: Unsupported start tag "p" at byte offset 2`},
		"time without a unix":  {"sendMessage", html(`<tg-time format="t">18:00</tg-time>`), `can't parse entities: Invalid unix time specified in the tag "tg-time" at byte offset 0`},
		"time of no format":    {"sendMessage", html(`<tg-time unix="1790000000" format="tD">18:00</tg-time>`), `can't parse entities: Invalid date-time format specified in the tag "tg-time" at byte offset 0`},
		"bare less-than":       {"sendMessage", html("1 < 2"), "can't parse entities: Unsupported start tag \"\" at byte offset 2"},
		"unclosed tag":         {"sendMessage", html("<b>bold"), `can't parse entities: Can't find end tag corresponding to start tag "b"`},
		"crossed tags":         {"sendMessage", html("<b><i>x</b></i>"), `can't parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"`},
		"end without start":    {"sendMessage", html("x</b>"), "can't parse entities: Unexpected end tag at byte offset 1"},
		"cut start tag":        {"sendMessage", html("x <b"), "can't parse entities: Unclosed start tag at byte offset 2"},
		"span without class":   {"sendMessage", html("<span>x</span>"), `can't parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0`},
		"attribute alone":      {"sendMessage", html("<a href>x</a>"), `can't parse entities: Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0`},
		"emoji without id":     {"sendMessage", html("<tg-emoji>x</tg-emoji>"), "can't parse entities: Invalid custom emoji identifier specified"},
		"entity past the end":  {"sendMessage", say(fields{"entities": []fields{{"type": "bold", "offset": 1, "length": 5}}}), "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 6"},
		"unknown chat":         {"sendMessage", say(fields{"chat_id": 99}), "chat not found"},
		"unknown username":     {"sendMessage", say(fields{"chat_id": "@nobody"}), "chat not found"},
		"general thread":       {"sendMessage", say(fields{"message_thread_id": 1}), "message thread not found"},
		"reply to nothing":     {"sendMessage", say(fields{"reply_parameters": fields{"message_id": 999}}), "message to be replied not found"},
		"markup is text":       {"sendMessage", markup("keys"), "can't parse reply keyboard markup JSON object"},
		"markup is a number":   {"sendMessage", markup(5), "object expected as reply markup"},
		"markup of nothing":    {"sendMessage", markup("null"), "object expected as reply markup"},
		"rows are null":        {"sendMessage", markup(fields{"inline_keyboard": nil}), `field "reply_markup.inline_keyboard" must be of type Array`},
		"button without text":  {"sendMessage", markup(one(fields{"callback_data": "x"})), button + `Can't find field "text"`},
		"button text a number": {"sendMessage", markup(one(fields{"text": 1, "callback_data": "x"})), button + `Field "text" must be of type String`},
		"button text empty":    {"sendMessage", markup(one(key("", fields{"callback_data": "x"}))), "inline keyboard button text must be non-empty"},
		"button of no action":  {"sendMessage", markup(one(key("b", nil))), button + "Text buttons are unallowed in the inline keyboard"},
		"two actions":          {"sendMessage", markup(one(key("b", fields{"callback_data": "x", "url": "https://example.org"}))), button + "Exactly one action is allowed, found callback_data and url"},
		"disabled and data":    {"sendMessage", markup(one(key("b", fields{"callback_data": "x", "disabled": fields{}}))), button + "Exactly one action is allowed, found callback_data and disabled"},
		"disabled is a flag":   {"sendMessage", markup(one(key("b", fields{"disabled": true}))), button + `Field "disabled" must be of type DisabledButton`},
		"unknown in button":    {"sendMessage", markup(one(key("b", fields{"callback_data": "x", "color": "red"}))), button + `Unknown field "color" in InlineKeyboardButton`},
		"data empty":           {"sendMessage", markup(one(key("b", fields{"callback_data": ""}))), "BUTTON_DATA_INVALID"},
		"data of 65 bytes":     {"sendMessage", markup(one(key("b", fields{"callback_data": strings.Repeat("я", 32) + "x"}))), "BUTTON_DATA_INVALID"},
		"style unknown":        {"sendMessage", markup(one(key("b", fields{"callback_data": "x", "style": "pink"}))), button + `Unsupported button style "pink" specified`},
		"link to nowhere":      {"sendMessage", markup(one(key("b", fields{"url": "http://localhost/"}))), "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL"},
		"link of odd protocol": {"sendMessage", markup(one(key("b", fields{"url": "ftp://example.org"}))), "inline keyboard button URL 'ftp://example.org' is invalid: Unsupported URL protocol"},
		"web app without TLS":  {"sendMessage", markup(one(key("b", fields{"web_app": fields{"url": "http://example.org"}}))), "inline keyboard button Web App URL 'http://example.org' is invalid: Only HTTPS links are allowed"},
		"copy too long":        {"sendMessage", markup(one(key("b", fields{"copy_text": fields{"text": strings.Repeat("c", 257)}}))), "BUTTON_COPY_TEXT_INVALID"},
		"nine in a row":        {"sendMessage", markup(keys(many(9))), "reply markup is too long"},
		"over a hundred":       {"sendMessage", markup(keys(eights...)), "reply markup is too long"},
		"no document":          {"sendDocument", fields{"chat_id": 42}, "there is no document in the request"},
		"no photo":             {"sendPhoto", fields{"chat_id": 42}, "there is no photo in the request"},
		"unknown file":         {"sendDocument", fields{"chat_id": 42, "document": "nope"}, "wrong remote file identifier specified: Wrong string length"},
		"long caption":         {"sendDocument", fields{"chat_id": 42, "document": "x", "caption": strings.Repeat("c", 1025)}, "message caption is too long"},
		"file unknown":         {"getFile", fields{"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"},
		"edit of nothing":      {"editMessageText", say(fields{"message_id": 999}), "message to edit not found"},
		"edit without id":      {"editMessageText", say(nil), "message identifier is not specified"},
		"edit of a person's":   {"editMessageText", say(fields{"message_id": 1}), "message can't be edited"},
		"edit to a reply keys": {"editMessageReplyMarkup", fields{"chat_id": 42, "message_id": 1, "reply_markup": fields{"remove_keyboard": true}}, `field "reply_markup" must be of type InlineKeyboardMarkup`},
		"delete of nothing":    {"deleteMessage", fields{"chat_id": 42, "message_id": 999}, "message to delete not found"},
		"pin of nothing":       {"pinChatMessage", fields{"chat_id": 42, "message_id": 999}, "message to pin not found"},
		"unknown query":        {"answerCallbackQuery", fields{"callback_query_id": "1"}, "query is too old and response timeout expired or query ID is invalid"},
		"no query":             {"answerCallbackQuery", fields{}, "query is too old and response timeout expired or query ID is invalid"},
		"unknown action":       {"sendChatAction", fields{"chat_id": 42, "action": "singing"}, "wrong parameter action in request"},
		"upper-case command":   {"setMyCommands", fields{"commands": []fields{{"command": "Book", "description": "x"}}}, "BOT_COMMAND_INVALID"},
		"long command":         {"setMyCommands", fields{"commands": []fields{{"command": strings.Repeat("a", 33), "description": "x"}}}, "BOT_COMMAND_INVALID"},
		"no description":       {"setMyCommands", fields{"commands": []fields{{"command": "book", "description": ""}}}, "BOT_COMMAND_DESCRIPTION_INVALID"},
		"scope unknown":        {"setMyCommands", fields{"commands": []fields{}, "scope": fields{"type": "planet"}}, `unsupported type "planet" of "scope" specified`},
		"scope of no chat":     {"setMyCommands", fields{"commands": []fields{}, "scope": fields{"type": "chat", "chat_id": 99}}, "chat not found"},
		"language unknown":     {"setMyCommands", fields{"commands": []fields{}, "language_code": "russian"}, "invalid language code specified"},
		"update kind unknown":  {"getUpdates", fields{"allowed_updates": []string{"massage"}}, `unknown update type "massage" in allowed_updates`},
		"webhook without TLS":  {"setWebhook", fields{"url": "http://example.org/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"},
		"webhook on port 9000": {"setWebhook", fields{"url": "https://example.org:9000/"}, "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"},
		"webhook secret":       {"setWebhook", fields{"url": "https://example.org/", "secret_token": "a b"}, "secret token contains unallowed characters"},
		"long bot name":        {"setMyName", fields{"name": strings.Repeat("n", 65)}, "bot name is too long"},
		"long short words":     {"setMyShortDescription", fields{"short_description": strings.Repeat("n", 121)}, "bot short_description is too long"},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := quietly(t)
			got := ask(t, s, tt.method, tt.params)
			if got.OK || got.ErrorCode != 400 || got.Description != "Bad Request: "+tt.want {
				t.Errorf("got %d %q\nwant 400 %q", got.ErrorCode, got.Description, "Bad Request: "+tt.want)
			}
			if s.Violations()[got.Description] != 1 {
				t.Errorf("violations: %v", s.Violations())
			}
		})
	}
}

func TestWhatTelegramTakesIsTaken(t *testing.T) {
	full := []fields{key("b", fields{"callback_data": strings.Repeat("d", 64), "style": "danger"}),
		key("off", fields{"disabled": fields{}}), key("copy", fields{"copy_text": fields{"text": "c"}})}
	for name, params := range map[string]fields{
		"4096 units":        {"text": strings.Repeat("я", 4096)},
		"4096 after markup": {"text": "<b>" + strings.Repeat("&lt;", 4096) + "</b>", "parse_mode": "HTML"},
		"all buttons":       {"text": "x", "reply_markup": keys(full)},
		"reply keyboard":    {"text": "x", "reply_markup": fields{"keyboard": [][]fields{{key("Share", fields{"request_contact": true})}}}},
		"removed keyboard":  {"text": "x", "reply_markup": fields{"remove_keyboard": true}},
		"id as text":        {"text": "x", "chat_id": "42"},
		"reply, if any":     {"text": "x", "reply_parameters": fields{"message_id": 999, "allow_sending_without_reply": true}},
		"no preview":        {"text": "x", "link_preview_options": fields{"is_disabled": true}},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := quietly(t)
			if params["chat_id"] == nil {
				params["chat_id"] = 42
			}
			must(t, s, "sendMessage", params)
		})
	}
}

func TestAWrongTokenAndAnUnknownMethodAreTold(t *testing.T) {
	s, _ := quietly(t)
	for path, want := range map[string]string{
		"/bot1:wrong/getMe":               `{"description":"Unauthorized","error_code":401,"ok":false}`,
		"/bot" + s.Token() + "/sendPizza": `{"description":"Not Found","error_code":404,"ok":false}`,
	} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Body.String() != want {
			t.Errorf("%s: %s", path, w.Body)
		}
	}
}

func TestEveryWayOfPassingParametersWorks(t *testing.T) {
	s, anna := quietly(t)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/bot"+s.Token()+"/sendmessage?chat_id=42&text=by+query", nil))
	if r := request(t, s, "sendMessage", "application/x-www-form-urlencoded", []byte("chat_id=42&text=by+form")); !r.OK {
		t.Error(r.Description)
	}
	kind, body := form(t, map[string]string{"chat_id": "42", "caption": "by upload", "reply_markup": `{"inline_keyboard":[[{"text":"b","callback_data":"d"}]]}`}, "document", "a.txt", []byte("bytes"))
	if r := request(t, s, "sendDocument", kind, body); !r.OK {
		t.Error(r.Description)
	}
	for _, text := range []string{"by query", "by form", "by upload"} {
		if _, ok := anna.Chat().Find(text); !ok {
			t.Errorf("%q has not arrived", text)
		}
	}
	if r := request(t, s, "sendMessage", "text/plain", []byte("x")); r.OK {
		t.Error("text/plain is taken")
	}
}

func TestTheLogReadsAlikeWhateverWayParametersCame(t *testing.T) {
	s, _ := quietly(t)
	const markup = `{"inline_keyboard":[[{"callback_data":"d","text":"b"}]]}`
	request(t, s, "sendMessage", "application/x-www-form-urlencoded", []byte("chat_id=42&text=x&reply_markup="+url.QueryEscape(markup)))
	request(t, s, "sendMessage", "application/json", []byte(`{"chat_id":42,"text":"x","reply_markup":`+markup+`}`))
	for _, c := range s.Calls() {
		if got := fmt.Sprintf("%s", c.Params["reply_markup"]); !c.OK || c.ChatID != 42 || got != markup {
			t.Errorf("in chat %d with the markup %s: %s", c.ChatID, got, c.Error)
		}
	}
}

func TestAnEditThatChangesNothingIsRefused(t *testing.T) {
	s, _ := quietly(t)
	rows := keys([]fields{key("b", fields{"callback_data": "d"})})
	id := messageID(t, must(t, s, "sendMessage", fields{"chat_id": 42, "text": "x", "reply_markup": rows}))
	const want = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
	same := fields{"chat_id": 42, "message_id": id, "text": "<b></b>x", "parse_mode": "HTML", "reply_markup": rows}
	if r := ask(t, s, "editMessageText", same); r.Description != want {
		t.Errorf("text: %q", r.Description)
	}
	if r := ask(t, s, "editMessageReplyMarkup", fields{"chat_id": 42, "message_id": id, "reply_markup": rows}); r.Description != want {
		t.Errorf("markup: %q", r.Description)
	}
	must(t, s, "editMessageText", fields{"chat_id": 42, "message_id": id, "text": "x"})
	must(t, s, "deleteMessage", fields{"chat_id": 42, "message_id": id})
	if r := ask(t, s, "editMessageText", fields{"chat_id": 42, "message_id": id, "text": "y"}); r.Description != "Bad Request: message to edit not found" {
		t.Errorf("deleted: %q", r.Description)
	}
}

func TestAChatThatCannotBeWrittenToSaysWhy(t *testing.T) {
	s, anna := quietly(t)
	boris := s.Person(43, emulator.Profile{First: "Boris"})
	group, super := s.Group(-7, "Group", boris), s.Group(-1000000000008, "Super", boris)
	moved := s.Group(-9, "Moved", boris)
	refused := func(chat int64, want string) reply {
		t.Helper()
		r := ask(t, s, "sendMessage", fields{"chat_id": chat, "text": "x"})
		if r.Description != want {
			t.Errorf("chat %d: got %q, want %q", chat, r.Description, want)
		}
		return r
	}
	refused(43, "Forbidden: bot can't initiate conversation with a user")
	anna.Blocks()
	refused(42, "Forbidden: bot was blocked by the user")
	anna.Unblocks()
	must(t, s, "sendMessage", fields{"chat_id": 42, "text": "x"})
	anna.Deactivates()
	refused(42, "Forbidden: user is deactivated")
	group.Kicks(boris)
	refused(-7, "Forbidden: bot was kicked from the group chat")
	super.Kicks(boris)
	refused(-1000000000008, "Forbidden: bot was kicked from the supergroup chat")
	moved.Migrates(-1000000000009)
	if r := refused(-9, "Bad Request: group chat was upgraded to a supergroup chat"); r.Parameters.MigrateTo != -1000000000009 {
		t.Errorf("migrate_to_chat_id: %d", r.Parameters.MigrateTo)
	}
	must(t, s, "sendMessage", fields{"chat_id": -1000000000009, "text": "x"})
}
