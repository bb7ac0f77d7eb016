package lang

import "testing"

func TestATextThatIsTooLongEndsInASignOfIt(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"", 1, ""},
		{"Встреча", 7, "Встреча"},
		{"Встреча", 6, "Встре…"},
		{"量子俱乐部", 3, "量子…"},
		{"Клуб «Кванты»", 6, "Клуб…"},
	} {
		if got := Shorten(c.text, c.n); got != c.want {
			t.Errorf("%q in %d characters: %q, want %q", c.text, c.n, got, c.want)
		}
	}
}
