package main

import (
	"strings"
	"testing"
	"time"

	"samovar/internal/emulator"
	"samovar/internal/lang"
)

// mistakes are the words of a language for what the list of bad input names.
type mistakes struct {
	tag                                   lang.Tag
	hundred, noDay, past, backwards, late string
}

func inThreeLanguages() []mistakes {
	return []mistakes{
		{lang.Russian, "сто", "31 февраля", "вчера", "с 20 до 18", "с 22 до 1"},
		{lang.English, "a hundred", "31 February", "yesterday", "from 8pm to 6pm", "10pm to 1am"},
		{lang.Chinese, "一百", "2月31日", "昨天", "20点到18点", "22点到凌晨1点"},
	}
}

const closure = `    closures:
      - {from: DAY, room: "", reason: {ru: "Санитарный <день>", en: "Cleaning <day>", zh: "清洁<日>"}}
    rooms:
`

func TestBadInputIsAnsweredClearlyAndChangesNothing(t *testing.T) {
	closed := time.Now().AddDate(0, 0, 20)
	if closed.Weekday() == time.Sunday { // closed for another reason
		closed = closed.AddDate(0, 0, 1)
	}
	h := prepare(t, strings.Replace(crowded, "    rooms:\n", strings.Replace(closure, "DAY", closed.Format(time.DateOnly), 1), 1))
	h.begin()
	for i, words := range inThreeLanguages() {
		c := clumsy{h, h.telegram.Person(int64(700+i), emulator.Profile{
			First: "<b>Боб</b>", Last: "\u202e</b><script>alert(1)</script>👩‍👩‍👧", Lang: string(words.tag)}), h.texts.In(words.tag)}
		c.meets()
		c.blundersIdly()
		if words.tag == lang.Russian {
			c.blundersInOneMessage()
		}
		c.blundersAtTheTitle()
		c.blundersAtTheHeadcount(words)
		c.blundersAtTheTime(words, closed)
		c.pressesOldAndForged()
	}
	h.nothingWasRefused()
}

// meets gets to know the bot under a name that is all traps.
func (c clumsy) meets() {
	c.t.Helper()
	const name = "<b>Боб</b> </b><script>alert(1)</script>👩‍👩‍👧"
	c.Says("/start")
	consent := c.is(name)
	if len(consent.Entities) > 0 || strings.ContainsRune(consent.Text, '\u202e') {
		c.t.Errorf("a name becomes markup: %+v", consent)
	}
	c.twin().presses("agree", "")
}

// blundersIdly sends what is no request while nothing goes on.
func (c clumsy) blundersIdly() {
	c.t.Helper()
	noWords, unclear, unknown := c.text("start.no_words"), c.text("start.not_understood"), c.text("start.unknown_command")
	group := c.telegram.Group(-100-c.ID(), "Club", c.Person)
	c.makes(
		blunder{"a sticker", func() { c.SendsSticker("👍") }, noWords},
		blunder{"a photo", func() { c.SendsPhoto(nil, "") }, noWords},
		blunder{"a voice message", func() { c.SendsVoice() }, noWords},
		blunder{"a place", func() { c.SendsLocation(50.3, 127.5) }, noWords},
		blunder{"a contact", func() { c.SendsContact("+7") }, noWords},
		blunder{"a photo with words", func() { c.SendsPhoto(nil, "🍵🍵") }, unclear},
		blunder{"a forwarded message", func() { c.SendsForward(emulator.Profile{First: "X"}, "завтра с 18 до 20, 40 человек") }, unclear},
		blunder{"emoji", func() { c.Says("🫖🫖🫖") }, unclear},
		blunder{"direction marks", func() { c.Says("\u202e\u2066\u200f") }, unclear},
		blunder{"HTML", func() { c.Says("<script>alert('x')</script> &amp; </b>") }, unclear},
		blunder{"a long text", func() { c.Says(strings.Repeat("я", 4096)) }, unclear},
		blunder{"an unknown command", func() { c.Says("/teleport") }, unknown},
		blunder{"a command of another bot", func() { c.Says("/book@other_bot") }, unknown},
		blunder{"an admin's command", func() { c.Says("/queue@" + c.telegram.Username()) }, c.text("admin.only")},
		blunder{"nothing to cancel", func() { c.Says("/CANCEL@SAMOVAR_BOT") }, c.text("start.nothing_to_cancel")},
		blunder{"an edited message", c.editsLast, c.text("start.edited")},
		blunder{"a link of nobody's", func() { c.Starts("admin-aaaaaaaaaaaaaaaaaaaaaaaa") }, c.text("admin.link_used")},
	)
	before := c.memory()
	c.telegram.Channel(-100500, "News").Posts("/book")
	c.telegram.Deliver("channel_post", map[string]any{"message_id": 1, "date": 1, "chat": map[string]any{"id": -100500, "type": "channel"}, "text": "/book"})
	group.Says(c.Person, "/book@other_bot")
	group.Says(c.Person, "/book@samovar_bot завтра")
	if _, err := group.WaitText(c.ctx, c.text("start.in_private")); err != nil {
		c.t.Fatal(err)
	}
	c.settled()
	if changed := before.changed(c.memory()); len(changed) > 0 || len(group.Chat().FromBot()) != 1 {
		c.t.Errorf("a channel and a group change %v, and read %+v", changed, group.Chat().FromBot())
	}
}

// editsLast edits what the person wrote last.
func (c clumsy) editsLast() {
	all := c.Messages()
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].From == c.ID() {
			_, _ = c.Edits(all[i].ID, "/book завтра с 10 до 12") // it is their own
			return
		}
	}
}

// blundersAtTheTitle begins to book, and ends up with a title that is all traps.
func (c clumsy) blundersAtTheTitle() {
	c.t.Helper()
	const title = "<script>alert(1)</script> & <b>чай</b> 🫖"
	c.Says("/book@samovar_bot")
	c.is(c.text("book.ask_title"))
	c.makes(
		c.wrote("🫖🫖", "book.not_understood.title"),
		c.wrote("\u202e\u200f \u2069", "book.not_understood.title"),
		c.wrote(strings.Repeat("ы", 4096), "book.long_title", "Count", 4096, "Most", 120),
		c.wrote(strings.Repeat("👩‍👩‍👧", 400), "book.not_understood.title"),
		blunder{"a sticker", func() { c.SendsSticker("👍") }, c.text("book.no_words")},
		blunder{"a forwarded message", func() { c.SendsForward(emulator.Profile{First: "X"}, "Чай") }, c.text("book.forwarded")},
		blunder{"an edited message", c.editsLast, c.text("start.edited")},
	)
	c.Says("\u202e" + title + "\n\n\x00")
	c.is(c.text("book.ask_heads", "Title", title, "Known", ""))
}

func (c clumsy) blundersAtTheHeadcount(words mistakes) {
	c.t.Helper()
	c.makes(
		c.wrote("-1", "trouble.not_positive"), c.wrote("0", "trouble.not_positive"),
		c.wrote("1000000000", "trouble.absurd_count"), c.wrote("10⁹", "trouble.absurd_count"),
		c.wrote(strings.Repeat("9", 400), "trouble.absurd_count"),
		c.wrote(words.hundred, "book.too_many", "Count", 100, "Most", 60),
		c.wrote("🫖", "book.not_understood.heads"),
	)
	c.chooses("n=20")
}

func (c clumsy) blundersAtTheTime(words mistakes, closed time.Time) {
	c.t.Helper()
	sunday := closed.AddDate(0, 0, (7-int(closed.Weekday()))%7+7)
	c.makes(
		c.wrote(words.noDay, "trouble.no_such_day", "Words", words.noDay),
		c.wrote(words.past, "trouble.past_day", "Words", words.past),
		c.wrote(sunday.Format("02.01.2006"), "refusal.closed"),
		c.wrote(closed.Format("02.01.2006"), "refusal.closed_days", "Days", c.say.Day(closed), "Why",
			map[lang.Tag]string{lang.Russian: "Санитарный <день>", lang.English: "Cleaning <day>", lang.Chinese: "清洁<日>"}[words.tag]),
		c.wrote(strings.Repeat("₽", 4096), "book.not_understood.day"),
	)
	c.Says(c.day(5))
	c.finds("s=")
	c.makes(
		c.wrote(words.backwards, "trouble.end_before_start", "Words", words.backwards),
		c.wrote(words.late, "trouble.across_midnight", "Words", words.late),
		c.wrote("25:00", "trouble.no_such_clock", "Words", "25:00"),
	)
}

// blundersInOneMessage says all at once, and something of it wrong: that is said,
// and asked for again; nothing is booked.
func (c clumsy) blundersInOneMessage() {
	c.t.Helper()
	before := c.memory()
	point, _ := c.point()
	tomorrow := point.At(point.Day(time.Now()).Plus(1), 12*60)
	for _, b := range []blunder{
		c.wrote("/book 31 февраля с 18 до 20, 20 человек, Лекция", "trouble.no_such_day", "Words", "31 февраля"),
		c.wrote("/book вчера с 18 до 20, 20 человек, Лекция", "trouble.past_day", "Words", "вчера"),
		c.wrote("/book завтра с 20 до 18, 20 человек, Лекция", "trouble.end_before_start", "Words", "с 20 до 18"),
		c.wrote("/book завтра с 22 до 1, 20 человек, Лекция", "trouble.across_midnight", "Words", "с 22 до 1"),
		c.wrote("/book завтра с 18 до 20, -1 человек, Лекция", "trouble.not_positive"),
		c.wrote("/book завтра с 18 до 20, 0 человек, Лекция", "trouble.not_positive"),
		c.wrote("/book завтра с 18 до 20, 1000000000 человек, Лекция", "trouble.absurd_count"),
		c.wrote("/book "+c.day(5)+" с 18 до 20, сто человек, Лекция", "refusal.too_big_for_all", "Count", 60),
		c.wrote("/book "+strings.Repeat("ы", 4090), "book.long_title", "Count", 4090, "Most", 120),
		c.wrote("/book <script>alert(1)</script> завтра", "book.ask_heads", "Title", "<script>alert(1)</script>", "Known", " · "+c.say.Day(tomorrow.In(point.Zone))),
	} {
		b.do()
		c.is(b.answer)
		if changed := before.changed(c.memory(), c.ID()); len(changed) > 0 {
			c.t.Errorf("%.60s changes %v", b.what, changed)
		}
	}
	c.makes(blunder{"a command of another bot", func() { c.Says("/book@other_bot") }, c.text("start.unknown_command")})
	c.Says("/cancel")
	c.is(c.text("talk.cancelled"))
}

// pressesOldAndForged presses what is out of date and what was never drawn.
func (c clumsy) pressesOldAndForged() {
	c.t.Helper()
	old := c.chooses("s=")
	_, length := c.finds("l=")
	for _, data := range []string{
		old.Buttons[0][0].Data, "talk:x:0:n=1", "talk:::", "decide:abcd:1:yes", "💥", "a", strings.Repeat("z", 64),
		strings.Replace(length, "l=", "l=-", 1), strings.Replace(length, "l=", "go=", 1),
	} {
		c.forges(old.ID, data)
	}
	c.chooses("l=")
	c.chooses("send=")
}

// forges presses a value that no button has now: it is answered, in words, and
// changes nothing.
func (c clumsy) forges(message int, data string) {
	c.t.Helper()
	before := c.memory()
	answer := c.twin().answered(c.PressesData(message, data))
	if answer != c.text("start.stale") && answer != c.text("admin.only") {
		c.t.Errorf("pressing %q is answered %q", data, answer)
	}
	if changed := before.changed(c.memory()); len(changed) > 0 {
		c.t.Errorf("pressing %q changes %v", data, changed)
	}
}
