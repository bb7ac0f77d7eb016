package chaos

// Kind is a way in which the world fails the bot.
type Kind string

// The kinds of faults.
const (
	KillBot   Kind = "kill -9 of a bot"
	FreezeBot Kind = "a bot frozen (SIGSTOP)"
	StopBot   Kind = "a bot stopped and started"

	KillRedis   Kind = "kill -9 of Redis"
	StopRedis   Kind = "Redis stopped (SIGSTOP)"
	FullRedis   Kind = "Redis full (maxmemory)"
	FullDisk    Kind = "disk of the AOF full"
	SlowRedis   Kind = "slow Redis"
	CutRedis    Kind = "replies of Redis cut off"
	HangRedis   Kind = "Redis hangs for one bot"
	Failover    Kind = "Sentinel failover"
	LoseMaster  Kind = "loss of a Cluster master"
	TooMany     Kind = "storm of 429"
	ServerError Kind = "5xx of Telegram"
	Hang        Kind = "request hangs, not done"
	HangDone    Kind = "request hangs, done"
	LostAnswer  Kind = "answer lost, done"
	LostPoll    Kind = "updates lost on their way"
	Again       Kind = "updates delivered again"
	Twice       Kind = "button pressed twice"
	Shuffled    Kind = "updates out of order"
	ClockAhead  Kind = "clock put ahead"
	ClockBack   Kind = "clock put back"
)

// traits are what a plan has to know of a kind.
type traits struct {
	often  int // of about a hundred faults
	least  int // ms that it lasts, or how many it hits where it lasts as long as they take
	most   int
	length bool // least and most are ms
}

// kinds is what there is to choose from. Which of them a run can have depends on
// the Redis that it stands on: the others are left out of its plan.
func kinds() map[Kind]traits {
	return map[Kind]traits{
		KillBot: {9, 0, 1500, true}, FreezeBot: {4, 50, 8000, true}, StopBot: {2, 0, 300, true},
		KillRedis: {4, 0, 500, true}, StopRedis: {7, 50, 500, true}, FullRedis: {6, 50, 500, true}, FullDisk: {2, 100, 800, true},
		SlowRedis: {8, 100, 500, true}, CutRedis: {8, 1, 6, false}, HangRedis: {6, 100, 8000, true},
		Failover: {14, 0, 1500, true}, LoseMaster: {14, 0, 1500, true},
		TooMany: {6, 3, 15, false}, ServerError: {7, 2, 10, false}, Hang: {3, 1, 3, false}, HangDone: {3, 1, 2, false},
		LostAnswer: {6, 1, 4, false}, LostPoll: {5, 1, 2, false},
		Again: {7, 1, 8, false}, Twice: {5, 1, 3, false}, Shuffled: {4, 3, 20, false},
		ClockAhead: {3, 1, 100, false}, ClockBack: {2, 1, 100, false},
	}
}

// Kinds are all of them, in the order of the report.
func Kinds() []Kind {
	return []Kind{KillBot, FreezeBot, StopBot, KillRedis, StopRedis, FullRedis, FullDisk, SlowRedis, CutRedis, HangRedis,
		Failover, LoseMaster, TooMany, ServerError, Hang, HangDone, LostAnswer, LostPoll, Again, Twice, Shuffled, ClockAhead, ClockBack}
}
