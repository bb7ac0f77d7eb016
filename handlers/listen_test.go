package handlers

import (
	"testing"
	"time"

	"samovar/internal/space"
)

func TestWhatAnAdminTypesUnderTheQuestionIsTheReason(t *testing.T) {
	for _, c := range []struct{ language, decline, question, words, told string }{
		{"ru", "Отклонить", "Почему отклоняем?", "завтра с 18 до 20 в классе ремонт", "отклонена"},
		{"en", "Decline", "Why is it declined?", "tomorrow 6-8pm the classroom is painted", "is declined"},
		{"zh", "拒绝", "为什么拒绝？", "明天18点到20点教室装修", "已拒绝"},
	} {
		h := openHouse(t)
		anna, boss := h.guest(42, "Анна", "ru"), h.guest(theBoss, "Boss", c.language)
		b := anna.asks(nil)
		boss.presses(c.decline)
		boss.sees(c.question)
		boss.says(c.words)
		if after := h.is(b, space.Declined); after.Decision.Reason != c.words {
			t.Errorf("%s: the reason is %q", c.language, after.Decision.Reason)
		}
		boss.sees(c.told, c.words)
		anna.sees(c.words)
		boss.bookedNothing()
	}
}

func TestWhoGoesOnToSomethingElseGivesNoReason(t *testing.T) {
	for _, goesOn := range []func(boss *guest){
		func(boss *guest) { boss.presses("Back") },
		func(boss *guest) { boss.says("/schedule") },
	} {
		h, anna, boss, _ := staffed(t)
		b := anna.asks(nil)
		boss.presses("Decline")
		goesOn(boss)
		boss.says("tomorrow 18-20, classroom, 10 people, Chess")
		h.is(b, space.Requested)
		boss.sees("Chess")
	}
}

func TestAReasonTypedAfterAnotherDecidedChangesNothing(t *testing.T) {
	h, anna, boss, other := staffed(t)
	b := anna.asks(nil)
	boss.presses("Decline")
	other.presses("Одобрить")
	boss.says("too loud")
	h.is(b, space.Confirmed)
	boss.sees("Already decided", "Approved: Другая")
}

func TestAQuestionForAReasonTakesTheConversationsPlace(t *testing.T) {
	h, anna, boss, _ := staffed(t)
	b := anna.asks(nil)
	boss.says("/book tomorrow, classroom, 10 people")
	boss.presses("Decline")
	boss.does(thing())
	boss.sees("Words are needed")
	boss.says("too loud")
	if after := h.is(b, space.Declined); after.Decision.Reason != "too loud" {
		t.Errorf("the reason is %q", after.Decision.Reason)
	}
	h.now = h.now.Add(25 * time.Hour)
	boss.says("/my")
	boss.seesNot("broke off")
}

func TestWhatIsTypedUnderASeriesIsTheReasonForAllThatIsDeclined(t *testing.T) {
	_, anna, boss, _ := staffed(t)
	anna.repeats("Каждый четверг", "4 даты")
	anna.presses("отправить 4")
	boss.presses("Decline")
	boss.says("the room is painted on Thursdays")
	if got := states(anna.dates()); got != "[declined:4]" {
		t.Errorf("decided %s", got)
	}
	anna.sees("the room is painted on Thursdays")
}

func TestWhatIsTypedUnderAProposedCommunityOrALiftIsTheReason(t *testing.T) {
	h, _, anna, _ := full(t)
	boss := h.guest(theBoss, "Boss", "en")
	boss.says("/line")
	boss.presses("⬆️ 1.")
	boss.does(thing())
	boss.sees("Words, please")
	boss.says("they <sing> for the hospital")
	boss.sees("⬆️ Boss", "they &lt;sing&gt; for the hospital")
	anna.sees("Вас подняли", "they &lt;sing&gt; for the hospital")

	lena := h.guest(61, "Лена", "ru")
	lena.proposes("Шахматы")
	boss.presses("Decline")
	boss.says("come back in spring")
	lena.sees("come back in spring")
	boss.sees("Declined: <b>Шахматы</b>")
}
