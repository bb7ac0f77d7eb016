package lang

// Words that answer a question of yes or no.
var yesNo = lexiconOf(entries[bool]{
	true: "да|ага|угу|конечно|разумеется|верно|все верно|правильно|именно|точно|согласен|согласна|согласны|принимаю|подтверждаю|ок|окей|хорошо|ладно|давай|давайте|отправляй|отправляйте|отправить|+|" +
		"yes|yep|yeah|yup|sure|of course|ok|okay|y|agree|i agree|agreed|correct|right|confirm|confirmed|go ahead|send|send it|是|是的|对|对的|好|好的|好吧|可以|行|嗯|没问题|同意|我同意|确认|没错|提交|发送|👍|👌",
	false: "нет|не надо|не нужно|не стоит|неа|не согласен|не согласна|не согласны|отмена|отмени|отмените|no|nope|n|nah|don't|do not|cancel|i disagree|不|不是|不要|不用|不行|不可以|不同意|否|没有|取消|算了|👎",
})

// YesNo reads a text that is nothing but the answer to a yes-or-no question, said
// kindly or twice, and tells whether it is one.
func YesNo(text string) (yes, ok bool) {
	_, tokens := tokenize(text)
	for i := 0; i < len(tokens); {
		said, end, answers := yesNo.at(tokens, i)
		switch {
		case answers && ok && said != yes:
			return false, false
		case answers:
			yes, ok = said, true
		default:
			if end = aside(tokens, i); end == i {
				return false, false
			}
		}
		i = end
	}
	return yes, ok
}

// aside skips what says nothing: a mark, or a courtesy.
func aside(tokens []token, i int) int {
	if tokens[i].kind == mark || tokens[i].kind == line {
		return i + 1
	}
	return kindly(tokens, i)
}

// kindly skips a courtesy, or what is said with one.
func kindly(tokens []token, i int) int {
	if _, end, ok := courtesies.at(tokens, i); ok {
		return end
	}
	_, end, _ := beside.at(tokens, i)
	return end
}
