package space

import "time"

// Unreachable is why a chat could not be written to, and since when.
type Unreachable struct {
	Why   string // as package bot calls it: "blocked", "chat_gone" ...
	Since time.Time
}

// Tried says whether a chat marked so is written to all the same when there is
// something for it. A group may have given back the right to write, and not
// every way of doing so is told to the bot; it gets few messages. People who
// blocked the bot are heard of when they come back, and accounts and groups
// that are gone do not come back. A general topic that is closed is marked as a
// right that is lacking, and was marked by its own word before.
func (u Unreachable) Tried() bool {
	return u.Why == GroupMuted.String() || u.Why == TopicClosed.String()
}
