-- Removes an item that was dealt with. Doing so twice changes nothing.
-- KEYS: ready, claims, owners, items, bodies; of a broadcast's message besides
--       its tally (hash: outcome, number), whom it missed (hash: chat, why)
-- ARGV: chat, member, owner, now (ms), end of the lease (ms), keep: 1 or 0; of a
--       broadcast's message besides its outcome, how long that is kept (s)
-- Returns {member, body} of the chat's next item if keep is 1: the claim goes
-- on for it. Else, and where the chat is another owner's by now, {}.
local chat, member, owner, now, lease, keep = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
if redis.call('ZREM', KEYS[4], member) == 1 and KEYS[6] then
  redis.call('HINCRBY', KEYS[6], ARGV[7], 1)
  redis.call('EXPIRE', KEYS[6], ARGV[8])
  if ARGV[7] ~= 'delivered' and ARGV[7] ~= 'stopped' then
    redis.call('HSET', KEYS[7], chat, ARGV[7])
    redis.call('EXPIRE', KEYS[7], ARGV[8])
  end
end
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
