-- Reads what is known of a person who writes.
-- KEYS: the person, the private chat's session, the admins (hashes {v, body}),
--       the updates handled (sorted set), the unreachable chats (hash)
-- ARGV: number of the update, private chat
-- Returns {v, body} of each of the three, false in it where there is none; then
-- 1 where the update was handled, else 0; 1 where the chat is marked, else 0.
local known = {}
for i = 1, 3 do known[i] = redis.call('HMGET', KEYS[i], 'v', 'body') end
known[4] = redis.call('ZSCORE', KEYS[4], ARGV[1]) and 1 or 0
known[5] = redis.call('HEXISTS', KEYS[5], ARGV[2])
return known
