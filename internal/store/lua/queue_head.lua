-- A prelude: defines queue_head and queue_free. It does nothing alone.
-- KEYS[first]..KEYS[first+4] are ready, claims, owners, items, bodies.

-- queue_head(first, chat) returns the member of a chat's oldest item, or nil.
local function queue_head(first, chat)
  return redis.call('ZRANGEBYLEX', KEYS[first + 3], '[' .. chat .. ':', '[' .. chat .. ';', 'LIMIT', 0, 1)[1]
end

-- queue_free(first, chat, at) ends the claim on a chat. From `at` (ms) on it
-- can be claimed again, if it has items left.
local function queue_free(first, chat, at)
  redis.call('ZREM', KEYS[first + 1], chat)
  redis.call('HDEL', KEYS[first + 2], chat)
  if queue_head(first, chat) then
    redis.call('ZADD', KEYS[first], at, chat)
  else
    redis.call('ZREM', KEYS[first], chat)
  end
end
