-- Removes an item that was dealt with. Doing so twice changes nothing.
-- KEYS: ready, claims, owners, items, bodies
-- ARGV: chat, member, owner, now (ms), end of the lease (ms), keep: 1 or 0
-- Returns {member, body} of the chat's next item if keep is 1: the claim goes
-- on for it. Else, and where the chat is another owner's by now, {}.
local chat, member, owner, now, lease, keep = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
redis.call('ZREM', KEYS[4], member)
redis.call('HDEL', KEYS[5], member)
if redis.call('HGET', KEYS[3], chat) ~= owner then
  return {}
end
local nxt = keep == '1' and queue_head(1, chat)
if not nxt then
  queue_free(1, chat, now)
  return {}
end
redis.call('ZADD', KEYS[2], lease, chat)
return {nxt, redis.call('HGET', KEYS[5], nxt) or ''}
