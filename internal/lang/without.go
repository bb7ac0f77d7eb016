package lang

// withouts say that something can be left out.
var withouts = set("обойдемся|обойдусь|без|не нужно|не нужен|не нужна|не нужны|не надо|" +
	"without|do without|don't need|do not need|no need|not needed|不用|不需要|不要|没有也行|没有也可以")

// DoesWithout says whether a text says that something can be left out, and
// nothing with a number in it, such as a time.
func DoesWithout(text string) bool {
	_, tokens := tokenize(text)
	said := false
	for i, t := range tokens {
		if t.kind == number {
			return false
		}
		_, _, ok := withouts.at(tokens, i)
		said = said || ok
	}
	return said
}
