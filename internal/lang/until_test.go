package lang

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

func TestUntilWhenSomebodyIsAwayIsUnderstood(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 30, 0, 0, time.FixedZone("", 9*3600)) // a Tuesday
	for text, want := range map[string]string{
		"до пятницы": "[2026-11-27]", "until Friday": "[2026-11-27]", "周五": "[2026-11-27]", "到周五": "[2026-11-27]", "直到周五": "[2026-11-27]",
		"пятница": "[2026-11-27]", "till monday": "[2026-11-30]", "до понедельника": "[2026-11-30]", "по пятницу": "[2026-11-28]", "through Friday": "[2026-11-28]",
		"3 дня": "[2026-11-27]", "на 3 дня": "[2026-11-27]", "на неделю": "[2026-12-01]", "неделю": "[2026-12-01]", "две недели": "[2026-12-08]",
		"for two weeks": "[2026-12-08]", "3 days": "[2026-11-27]", "a week": "[2026-12-01]", "三天": "[2026-11-27]", "一周": "[2026-12-01]", "两周": "[2026-12-08]",
		"до 10 января": "[2027-01-10]", "until 10 January": "[2027-01-10]", "1月10日": "[2027-01-10]", "до 10.01.2027": "[2027-01-10]", "на месяц": "[2026-12-24]",
		"до завтра": "[2026-11-25]", "завтра": "[2026-11-25]", "until tomorrow": "[2026-11-25]", "明天": "[2026-11-25]",
		"до среды": "[2026-11-25]", "до следующей среды": "[2026-11-25 2026-12-02]", "до субботы": "[2026-11-28]", "до следующего понедельника": "[2026-11-30]",
		"нет, лучше до субботы": "[2026-11-28]", "wait, until Saturday": "[2026-11-28]", "меня не будет до 3 декабря": "[2026-12-03]", "I am away for two weeks": "[2026-12-08]",
		"до конца марта": "[2027-04-01]", "until the end of March": "[2027-04-01]", "到三月底": "[2027-04-01]", "до конца месяца": "[2026-12-01]",
		"": "[]", "когда-нибудь": "[]", "🏖": "[]", "до вечера": "[]", "soon": "[]", "以后": "[]",
	} {
		if got := fmt.Sprint(Until(text, now, Russian).Days); got != want {
			t.Errorf("%q: back on %s, want %s", text, got, want)
		}
	}
}

func TestADayThatIsNoneCannotBeBackOn(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 30, 0, 0, time.UTC)
	for text, want := range map[string]Kind{"до вчера": PastDay, "until yesterday": PastDay, "до 31 февраля": NoSuchDay, "на 10 лет": FarDay, "昨天": PastDay} {
		u := Until(text, now, Russian)
		if len(u.Days) > 0 || !slices.ContainsFunc(u.Troubles, func(t Trouble) bool { return t.Kind == want }) {
			t.Errorf("%q: %v, %v, want %s", text, u.Days, u.Troubles, want)
		}
	}
}

func TestASeriesGoesOnUntilTheEndOfAMonth(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 30, 0, 0, time.FixedZone("", 9*3600))
	for text, want := range map[string]string{
		"до конца марта": "[2027-03-31]", "конец марта": "[2027-03-31]", "до конца февраля 2027 года": "[2027-02-28]", "до конца декабря": "[2026-12-31]",
		"until the end of March": "[2027-03-31]", "end of March": "[2027-03-31]", "till the end of February 2028": "[2028-02-29]",
		"到三月底": "[2027-03-31]", "3月底": "[2027-03-31]", "直到十二月末": "[2026-12-31]",
		"до конца года": "[2026-12-31]", "until the end of the year": "[2026-12-31]", "年底": "[2026-12-31]",
		"до конца месяца": "[2026-11-30]", "the end of the month": "[2026-11-30]", "到月底": "[2026-11-30]",
		"до 25 марта": "[2027-03-25]", "25 March": "[2027-03-25]", "3月25日": "[2027-03-25]", "31": "[2026-12-31]", "никогда": "[]",
	} {
		if got := fmt.Sprint(LastDayAnswer(text, now, Russian).Days); got != want {
			t.Errorf("%q: until %s, want %s", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"каждый четверг с 18 до 20 до конца марта, 20 человек": "2027-03-31",
		"every Thursday 6-8pm until the end of March":          "2027-03-31",
		"每周四下午三点到五点，到三月底，20人":                                  "2027-03-31",
	} {
		if got := Understand(text, now, Russian, rooms()); fmt.Sprint(got.Until) != want || got.Title != "" {
			t.Errorf("%q: until %s, titled %q, want %s", text, got.Until, got.Title, want)
		}
	}
}
