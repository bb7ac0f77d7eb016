package lang

import "testing"

func TestWordsSayThatSomethingCanBeDoneWithout(t *testing.T) {
	for text, want := range map[string]bool{
		"Обойдёмся": true, "обойдёмся без этого": true, "без колонок": true, "колонки не нужны": true,
		"we can do without it": true, "without speakers": true, "we don't need them": true,
		"不用": true, "不需要音箱": true,
		"с 18 до 20": false, "без 10 восемь": false, "учебный класс": false, "the hall": false, "": false,
	} {
		if got := DoesWithout(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
