// Package emulator is a Bot API server that stands in for Telegram in the
// demo and in the tests. It is strict: whatever Telegram would refuse is
// refused here, in Telegram's own words where they are known, and also some
// things that Telegram lets pass in silence, such as unknown fields.
//
// A [Server] is an http.Handler. A bot talks to it under /bot<token>/<method>;
// people are played by a test through [Person] and [Group], or by hand on the
// chat page that stands at "/". Faults of the network and of Telegram are
// switched on with [Server.AddFault], from another process by POST
// /demo/fault with {"fault": {"kind": "429", "seconds": 5, "next": 3}}, and by
// hand in the page's drawer.
//
// What the bot means by its messages is none of the emulator's business: it
// knows chats, messages and buttons, and nothing of bookings.
package emulator
