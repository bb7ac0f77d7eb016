// Package chaos plans the faults that the whole bot is put through, and audits
// what came of it. Three records are held against each other, none of which
// knows of the others: what people did, as who played them wrote it down; what
// Redis wrote into its append-only file, or into the stream that its replicas
// get; and what Telegram accepted. Starting
// processes and playing people is not this package's business.
package chaos
