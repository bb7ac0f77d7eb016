package store

import (
	"strconv"

	"samovar/internal/chat"
	"samovar/internal/space"
)

// Shards is how many inboxes the updates are spread over, by chat.
const Shards = 16

// pointKeys builds the keys of one Point. They share its hash tag, so that one
// script may touch them all on a Redis Cluster.
type pointKeys struct{ prefix string }

func keysOf(point string) pointKeys { return pointKeys{"samovar:{" + point + "}:"} }

func (k pointKeys) handled() string            { return k.prefix + "handled" }
func (k pointKeys) due() string                { return k.prefix + "due" }
func (k pointKeys) heads() string              { return k.prefix + "heads" }
func (k pointKeys) pending() string            { return k.prefix + "pending" }
func (k pointKeys) room(id string) string      { return k.prefix + "room:" + id }
func (k pointKeys) booking(id string) string   { return k.prefix + "booking:" + id }
func (k pointKeys) session(chat int64) string  { return k.prefix + "session:" + dec(chat) }
func (k pointKeys) person(id int64) string     { return k.prefix + "person:" + dec(id) }
func (k pointKeys) community(id string) string { return k.prefix + "community:" + id }
func (k pointKeys) communities() string        { return k.prefix + "communities" }
func (k pointKeys) group(chat int64) string    { return k.prefix + "group:" + dec(chat) }
func (k pointKeys) leads(person int64) string  { return k.prefix + "leads:" + dec(person) }
func (k pointKeys) digested() string           { return k.prefix + "digested" }
func (k pointKeys) bookingsOf(p int64) string  { return k.prefix + "mine:" + dec(p) }
func (k pointKeys) bookingsIn(c string) string { return k.prefix + "held:" + c }
func (k pointKeys) admins() string             { return k.prefix + "admins" }
func (k pointKeys) house() string              { return k.prefix + "house" }
func (k pointKeys) news() string               { return k.prefix + "news" }
func (k pointKeys) invite(token string) string { return k.prefix + "invite:" + token }
func (k pointKeys) log(booking string) string  { return k.prefix + "log:" + booking }
func (k pointKeys) logs() string               { return k.prefix + "logs" }
func (k pointKeys) changed() string            { return k.prefix + "changed" }
func (k pointKeys) wish(id string) string      { return k.prefix + "wish:" + id }
func (k pointKeys) series(id string) string    { return k.prefix + "series:" + id }
func (k pointKeys) datesOf(id string) string   { return k.prefix + "dates:" + id }
func (k pointKeys) wishesOf(p int64) string    { return k.prefix + "wishes:" + dec(p) }
func (k pointKeys) ended() string              { return k.prefix + "ended" }
func (k pointKeys) line(day space.Date) string { return k.prefix + "line:" + day.String() }
func (k pointKeys) misses(w string) string     { return k.prefix + "misses:" + w }
func (k pointKeys) spent(holder string) string { return k.prefix + "spent:" + holder }
func (k pointKeys) people() string             { return k.prefix + "people" }
func (k pointKeys) broadcast(id string) string { return k.prefix + "cast:" + id }
func (k pointKeys) recipients(b string) string { return k.prefix + "cast:" + b + ":to" }
func (k pointKeys) tally(b string) string      { return k.prefix + "cast:" + b + ":tally" }
func (k pointKeys) missed(b string) string     { return k.prefix + "cast:" + b + ":missed" }
func (k pointKeys) seq() string                { return k.prefix + "out:seq" }
func (k pointKeys) panels(chat int64) string   { return k.prefix + "panels:" + dec(chat) }
func (k pointKeys) dataSent(p int64) string    { return k.prefix + "mydata:" + dec(p) }
func (k pointKeys) unreachable() string        { return k.prefix + "unreachable" }
func (k pointKeys) missesOf(day space.Date, c space.Class, holder string) string {
	return k.prefix + "misses:" + day.String() + ":" + c.String() + ":" + holder
}
func (k pointKeys) outbox(l chat.Lane) []string {
	return queueKeys(k.outPrefix(l))
}
func (k pointKeys) outPrefix(l chat.Lane) string { return k.prefix + "out:" + string(l) + ":" }

// inboxKeys are the keys of an inbox: those of its queue, then the updates
// already taken in.
func inboxKeys(shard int) []string {
	prefix := inPrefix(shard)
	return append(queueKeys(prefix), prefix+"seen")
}

func inPrefix(shard int) string { return "samovar:{in" + strconv.Itoa(shard) + "}:" }

// paceKey is how much somebody has sent lately into the chats of a shard.
func paceKey(shard int, sender int64) string { return inPrefix(shard) + "pace:" + dec(sender) }

// queueKeys are the keys of one queue, in the order its scripts have them:
// chats that can be claimed by the time from which they can (sorted set),
// claims by the end of their lease (sorted set), who claims (hash), the items
// "chat:number" (sorted set, by name), what they say (hash).
func queueKeys(prefix string) []string {
	return []string{prefix + "ready", prefix + "claims", prefix + "owners", prefix + "items", prefix + "bodies"}
}

// homeKey holds the Point a person picked. It stands outside the Points' tags.
func homeKey(person int64) string { return "samovar:home:" + dec(person) }

// Telegram's limits are the bot's, not a Point's: pausesKey holds what may not
// be sent to before when (hash "all", "broadcast", "menus" or chat -> ms), movedKey which
// group became which supergroup (hash), limitKey counts what was sent.
const (
	pausesKey = "samovar:pauses"
	movedKey  = "samovar:moved"
)

func limitKey(of string) string { return "samovar:{limit:" + of + "}" }

// windowKeys are the requests that may have arrived within the last second
// (sorted set), and when the next is due (string).
func windowKeys(of string) [2]string {
	return [2]string{limitKey(of) + ":passages", limitKey(of) + ":pace"}
}

// leaderKey names the process that takes the updates in, of those that poll.
const leaderKey = "samovar:leader"

// webhookKey holds what Telegram says of the webhook.
const webhookKey = "samovar:webhook"

// aliveKey holds what a process says of itself while it runs.
func aliveKey(process string) string { return "samovar:alive:" + process }

// schemaKey holds the number of the schema.
const schemaKey = "samovar:schema"

func dec(n int64) string { return strconv.FormatInt(n, 10) }
