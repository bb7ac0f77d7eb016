-- Claims chats whose time has come, the longest waiting first; before that it
-- frees those whose claim ran out.
-- KEYS: ready, claims, owners, items, bodies
-- ARGV: how many at most, owner, now (ms), end of the lease (ms)
-- Returns {member, body, member, body ...}: the oldest item of each chat.
local most, owner, now, lease = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
for _, chat in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, 100)) do
  queue_free(1, chat, now)
end
local claimed = {}
for _, chat in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, most)) do
  redis.call('ZREM', KEYS[1], chat)
  local member = queue_head(1, chat)
  if member then
    redis.call('ZADD', KEYS[2], lease, chat)
    redis.call('HSET', KEYS[3], chat, owner)
    claimed[#claimed + 1] = member
    claimed[#claimed + 1] = redis.call('HGET', KEYS[5], member) or ''
  end
end
return claimed
