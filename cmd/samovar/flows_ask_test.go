package main

import (
	"testing"

	"samovar/internal/lang"
)

func TestChangesAreAskedForAndRivalsShownInThreeLanguages(t *testing.T) {
	inEachLanguage(t, (*flows).wordsGoToAndFro)
}

// wordsGoToAndFro has the admin ask for changes in their own words and the guest
// reply, while somebody else waits for the same evening.
func (f *flows) wordsGoToAndFro() {
	day, guest, rival, title, other := f.freeDay(10, "hall"), f.guest(), f.guest(), f.event(), f.event()
	f.asks(guest, day, "hall", 40, title)
	guest.chooses(f.Plain("book.send"))
	f.waitsFor(rival, day, "hall", other, f.Plain("queue.want_slot", "Room", f.room("hall")))

	words, reply := f.said("Начните на час позже", "Begin an hour later", "请晚一个小时开始"), f.said("Раньше не сможем", "We cannot, sorry", "不行，抱歉")
	f.boss.on(f.Plain("ask.ask"), title)
	f.boss.gets(append(f.boss.pieces("ask.ask_words", "Title"), title)...)
	f.boss.Says(words)
	guest.gets(guest.text("ask.notice"), title, words)
	guest.chooses(f.Plain("ask.reply"))
	guest.Says(reply)
	guest.gets(append(guest.pieces("ask.replied", "Title", "Words"), reply)...)

	f.boss.gets(append(f.boss.pieces("rivals.head", "Many"), title, words, reply, "Guest2")...)
	f.boss.on(f.Plain("request.approve"), title, words, reply)
	guest.gets(guest.text("notice.confirmed"), title, words, reply)
}

// said is what somebody says in the language of the play.
func (f *flows) said(ru, en, zh string) string {
	return map[lang.Tag]string{lang.Russian: ru, lang.English: en, lang.Chinese: zh}[f.Tag()]
}

func TestAReplyThatNobodyAskedForIsSentWithATapOrAYesInThreeLanguages(t *testing.T) {
	inEachLanguage(t, (*flows).repliesUnasked)
}

// repliesUnasked has the guest type what they reply, and reply to the message about
// the request, without pressing its button.
func (f *flows) repliesUnasked() {
	day, guest, title := f.freeDay(10, "hall"), f.guest(), f.event()
	f.asks(guest, day, "hall", 40, title)
	guest.gets(append(guest.pieces("book.card", "Lines"), title)...)
	guest.Says(f.said("Да", "Yes", "好的"))
	guest.gets(guest.pieces("book.sent", "ID", "Lines")...)

	first, reply := f.said("Нужно меньше людей", "Fewer people, please", "人数要少一些"), f.said("Хватит и тридцати", "Thirty will do", "三十就够了")
	f.boss.on(f.Plain("ask.ask"), title)
	f.boss.gets(append(f.boss.pieces("ask.ask_words", "Title"), title)...)
	f.boss.Says(first)
	guest.gets(guest.text("ask.notice"), title, first)
	guest.Says(reply)
	guest.gets(append(guest.pieces("ask.is_reply", "Title", "Words"), title, reply)...)
	guest.Says(f.said("да", "yes", "好"))
	guest.gets(append(guest.pieces("ask.replied", "Title", "Words"), reply)...)

	second, last := f.said("А без сцены?", "And without the stage?", "不用舞台可以吗？"), f.said("Сцена не нужна", "We need no stage", "不需要舞台")
	f.boss.on(f.Plain("ask.ask"), title, reply)
	f.boss.gets(append(f.boss.pieces("ask.ask_words", "Title"), title)...)
	f.boss.Says(second)
	notice := guest.gets(guest.text("ask.notice"), title, second)
	guest.Replies(notice.ID, last)
	guest.gets(append(guest.pieces("ask.is_reply", "Title", "Words"), last)...)
	guest.chooses(f.Plain("ask.send_reply"))
	guest.gets(append(guest.pieces("ask.replied", "Title", "Words"), last)...)
	f.boss.gets(title, reply, second, last)
}
