package lang

// roles are the phrases that say an intent.
var roles = lexiconOf(entries[role]{
	wish: `хочу|хотим|хочется|хотел(а,и,) бы|хотелось бы|нужен|нужна|нужно|нужны|надо|понадобится|понадобилась|понадобился|требуется|необходим(а,о,)|ищу|ищем|планируем|планирую|
		need|i need|we need|want|i want|we want|would like|i would like|we would like|i'd like|we'd like|id like|looking for|i'm looking for|we're looking for|i am looking for|we are looking for|
		想|想要|要|需要|我想|我想要|我要|我需要|我们想|我们想要|我们要|我们需要|希望`,
	may: `можно|можно ли|могу ли я|могу я|можем ли мы|как|как мне|как нам|помоги|помогите|прошу|давай|давайте|
		can i|can we|could i|could we|could you|can you|may i|may we|how do i|how do we|how can i|how can we|how to|help me|let's|
		怎么|如何|怎样|可以|能不能|可不可以|能否|帮我|帮忙|麻烦`,
	orders: `забронировать|бронировать|забронируй|забронируйте|забронируем|зарезервировать|зарезервируй|зарезервируйте|
		reserve a|to reserve|make a booking|make a reservation`,
	deed: `to book|book a|book an|book the|book us|book me|book some|book one|i book|we book|you book|please book|订|预约|预定`,
	hire: `снять|арендовать|занять|rent|to rent|hire|to hire|定|租|借|用|租用|借用`,
	place: `зал|зала|залы|зале|залов|в зале|в залах|комнат(а,у,ы)|помещени(е,я)|аудитори(я,ю,и)|площадк(а,у,и)|переговорк(а,у,и)|
		room|rooms|hall|venue|meeting room|event space|房间|会议室|教室|场地|活动室|大厅|厅`,
	booking:        `бронь|брони|броней|бронирование|бронирования|бронирований|заявк(а,у,и)|заявок|booking|bookings|reservation|reservations|预订记录|预约记录`,
	booking | own:  `что я забронировал(а,)|что мы забронировали|what did i book|what have i booked|我订了什么`,
	booking | deed: `预订`,
	own:            `мой|моя|мое|мои|мою|моих|наш|наша|наше|наши|нашу|наших|my|our|我的|我们的`,
	endIt:          `отмени|отмените|отменить|отменяем|отозвать|отзови|отзовите|снимите|сними|cancel|to cancel|withdraw|取消|撤回|撤销|退掉|退订`,
	asks: `что|че|что у вас|что у нас|что там|что будет|что идет|что проходит|что происходит|что намечается|что интересного|какие события|какие мероприятия|какие события будут|какие мероприятия будут|какие будут события|какие будут мероприятия|есть что|
		what's on|what's on at|whats on|what is on|what's happening|what is happening|what's going on|what's up|what events|what events are there|which events|any events|are there any events|is there anything|is there anything on|what's planned|what's there|
		有什么|有什么活动|有哪些活动|什么活动|有活动|有没有活动|有啥|有啥活动`,
	program: `расписание|расписании|афиша|афишу|афиши|schedule|timetable|日程|日程表|活动安排|时间表|活动表`,
	free:    `свобод(ен,на,но,ны,ный,ная,ное,ные,ного)|свобод(ен,на,но,ны) ли|free|available|vacant|空|空的|空着|有空|空闲|空余|有空的`,
})

// idleWords say nothing by themselves.
var idleWords = set(`я|мы|мне|нам|у меня|у нас|у вас|бы|а|и|ну|вот|же|тут|там|еще|еще раз|один|одну|одно|какой-нибудь|какую-нибудь|какое-нибудь|какой-то|какую-то|какой|какие|какая|любой|любую|небольшой|небольшую|большой|большую|побольше|поменьше|срочно|пожалуйста|плиз|покажи|покажите|показать|посмотреть|глянуть|узнать|увидеть|где|есть|есть ли|все|на|
	i|we|me|us|please|pls|some|any|a|an|the|one|small|big|large|another|new|show|show me|see|view|look at|where is|where are|what are|is|are|there|is there|are there|do you have|all|for us|for me|to|at|in|on|of|
	我|我们|你们|一|个|一个|间|一间|把|请|吧|吗|嘛|么|呢|啊|呀|的|一下|下|看|看看|看一下|查|查看|查一下|查询|显示|在哪|哪里|有|有没有|还|都|能|会|去|来|新|小|大`)

// purposes stand before what a room is for.
var purposes = set("для|под|чтобы провести|for|to hold|to host|用来|用于|开|办|举办|举行|做|搞")
