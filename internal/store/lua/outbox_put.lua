-- Puts one message into an outbox.
-- KEYS: ready, claims, owners, items, bodies, the Point's counter of messages
-- ARGV: chat, what to send, now (ms)
-- Returns 1.
queue_put(1, {{ARGV[1], redis.call('INCR', KEYS[6]), ARGV[2]}}, ARGV[3])
return 1
