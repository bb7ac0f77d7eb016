package lang

// Asked is what a text without a booking in it asks for.
type Asked string

// What can be asked.
const (
	AskedHelp     Asked = "help"
	AskedSettings Asked = "settings"
	AskedLanguage Asked = "language"
	AskedCancel   Asked = "cancel" // how to cancel
	AskedWhere    Asked = "where"
	AskedPrice    Asked = "price"
)

var questions = lexiconOf(entries[Asked]{
	AskedHelp: `помощь|помогите|справка|инструкция|что ты умеешь|что умеешь|что вы умеете|что умеет бот|что ты можешь|что можно|как пользоваться|как это работает|меню|команды|
		help|help me|menu|commands|how does it work|how does this work|what can you do|what can this bot do|how to use|how to use this|帮助|帮忙|菜单|你会什么|你能做什么|怎么用|如何使用|使用说明`,
	AskedSettings: `настройки|настройка|открой настройки|мои настройки|settings|my settings|preferences|open settings|设置|我的设置|打开设置`,
	AskedLanguage: `сменить язык|смени язык|смените язык|поменять язык|поменяй язык|изменить язык|переключить язык|выбрать язык|другой язык|язык|как сменить язык|как поменять язык|
		change language|change the language|change my language|switch language|switch the language|language|how do i change the language|how to change the language|换语言|切换语言|更换语言|改语言|语言|怎么换语言|换个语言`,
	AskedCancel: `как отменить|как мне отменить|как отменить бронь|как отменить мою бронь|как отменить заявку|как отменить событие|как отменить бронирование|можно отменить|можно ли отменить|как перенести|как перенести бронь|как мне перенести бронь|
		how do i cancel|how do i cancel my booking|how do i cancel a booking|how to cancel|how to cancel a booking|how to cancel my booking|how can i cancel|how can i cancel my booking|can i cancel|how do i move my booking|how do i reschedule|how to reschedule|
		怎么取消|如何取消|怎样取消|怎么取消预订|如何取消预订|可以取消吗|怎么改期|如何改期`,
	AskedWhere: `где вы|где вы находитесь|где находитесь|где это|где это находится|где находится точка|где находится точка кипения|где точка кипения|а где это|где вас найти|как вас найти|как до вас добраться|как к вам добраться|как добраться|как доехать|как вас доехать|адрес|ваш адрес|какой у вас адрес|какой адрес|по какому адресу|куда приходить|куда идти|
		where are you|where are you located|where is it|where is the boiling point|where is this|where can i find you|address|your address|what is your address|what's your address|what is the address|what's the address|how do i get there|how to get there|how do i find you|
		你们在哪里|你们在哪儿|你们在哪|在哪里|在哪儿|地址|你们的地址|地址是什么|地址在哪里|怎么去|怎么走|怎么到你们那里|沸点在哪里`,
	AskedPrice: `сколько стоит|сколько это стоит|сколько стоит аренда|сколько стоит аренда зала|сколько стоит зал|сколько стоит забронировать|сколько стоит забронировать зал|сколько стоит бронь|сколько стоит снять зал|цена|цены|стоимость|стоимость аренды|какая цена|почем|это платно или бесплатно|нужно платить|надо платить|нужно ли платить|прайс|
		how much|how much is it|how much does it cost|how much does a room cost|how much is a room|how much is the room|how much is the rent|how much to rent a room|price|prices|what is the price|what's the price|what does it cost|is it free|is it free of charge|is it paid|do i have to pay|do we have to pay|
		多少钱|要多少钱|租金多少|费用|费用多少|价格|怎么收费|收费吗|要钱吗|免费吗|是免费的吗|要付钱吗`,
})

// askedWith is what people say with a question.
var askedWith = set("а|и|же|подскажите|скажите|скажи|извините|простите|у вас|мне|тут|здесь|and|so|excuse me|tell me|could you tell me|can you tell me|i need|i want to|i'd like to|хочу|нужна|нужны|请问|我想|我要|吗|呢|啊|一下|的")

// AskedOf reads a text that is nothing but such a question; "" for any other.
func AskedOf(text string) Asked {
	_, tokens := tokenize(text)
	var asked Asked
	for i := 0; i < len(tokens); {
		q, end, ok := questions.at(tokens, i)
		switch {
		case ok && (asked == "" || asked == q):
			asked = q
		case ok:
			return ""
		case tokens[i].kind == mark || tokens[i].kind == line:
			end = i + 1
		default:
			_, stop, with := askedWith.at(tokens, i)
			if end = max(kindly(tokens, i), stop); !with && end == i {
				return ""
			}
		}
		i = end
	}
	return asked
}
