// Package bot is the edge to Telegram's Bot API, and alone in knowing it:
// updates come in by polling or webhook and are stored before they are
// acknowledged; workers hand them to a Handler, each chat in its order; what
// the handlers committed to the outbox is rendered and sent under Telegram's
// limits. What is said, and why, is decided elsewhere.
package bot
