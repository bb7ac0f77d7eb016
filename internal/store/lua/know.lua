-- Reads what is known of a person who writes.
-- KEYS: the person, the private chat's session, the admins, what they changed of
--       the house (hashes {v, body}), the updates handled (sorted set), the
--       unreachable chats (hash)
-- ARGV: number of the update, private chat
-- Returns {v, body} of each of the four, false in it where there is none; then
-- 1 where the update was handled, else 0; 1 where the chat is marked, else 0.
local known = {}
for i = 1, 4 do known[i] = redis.call('HMGET', KEYS[i], 'v', 'body') end
known[5] = redis.call('ZSCORE', KEYS[5], ARGV[1]) and 1 or 0
known[6] = redis.call('HEXISTS', KEYS[6], ARGV[2])
return known
