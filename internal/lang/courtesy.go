package lang

// Courtesy is what people say to be kind, and ask for nothing by it.
type Courtesy string

// The courtesies.
const (
	Greeting Courtesy = "greeting"
	Thanks   Courtesy = "thanks"
)

var courtesies = lexiconOf(entries[Courtesy]{
	Greeting: "привет|приветик|приветики|приветствую|здравствуй(,те)|здрасте|здрасьте|здорово|добрый день|доброе утро|добрый вечер|доброго дня|доброго утра|доброго вечера|доброго времени суток|салют|хай|" +
		"hi|hello|hey|hiya|howdy|good morning|good afternoon|good evening|good day|你好|您好|大家好|早上好|上午好|中午好|下午好|晚上好|早安|嗨|哈喽|哈罗",
	Thanks: "спасибо|спасибочки|спасиб|пасиб(,о)|спс|благодарю|благодарим|благодарствую|мерси|" +
		"thanks|thank you|thank u|thx|thnx|ty|tysm|cheers|much appreciated|谢谢|谢了|谢啦|多谢|感谢|十分感谢|非常感谢",
})

// beside is what people say with a courtesy.
var beside = set("большое|огромное|преогромное|вам|тебе|всем|очень|еще раз|за помощь|за ответ|за все|ок|окей|хорошо|понятно|ясно|понял(,а)|отлично|супер|здорово|самовар|бот|дорогой|друзья|пожалуйста|" +
	"please|very much|so much|a lot|a million|again|there|everyone|everybody|all|bot|samovar|ok|okay|great|perfect|got it|for your help|for the help|many|you|" +
	"您|你|大家|了|啊|呀|哦|太|好|好的|帮忙|的|您的帮助|你的帮助|机器人")

// CourtesyOf reads a text that is nothing but a courtesy; "" for any other.
// Thanks count for more than the greeting that comes with them.
func CourtesyOf(text string) Courtesy {
	_, tokens := tokenize(text)
	var said Courtesy
	for i := 0; i < len(tokens); {
		c, end, ok := courtesies.at(tokens, i)
		switch {
		case ok && said != Thanks:
			said = c
		case ok:
		case tokens[i].kind == mark || tokens[i].kind == line:
			end = i + 1
		default:
			if _, end, ok = beside.at(tokens, i); !ok {
				return ""
			}
		}
		i = end
	}
	return said
}
