-- A prelude: defines queue_put, which other scripts call. It does nothing alone.
--
-- queue_put(first, chat, seq, body, now) appends an item to a chat's queue.
--   KEYS[first]..KEYS[first+4]  ready, claims, owners, items, bodies
--   chat  the chat's id, a string
--   seq   the item's number: orders the items of a chat, below 2^53
--   body  what the item says
--   now   ms; from then on the chat can be claimed, if it was not waiting yet
-- An item put a second time under its number replaces what it said.
local function queue_put(first, chat, seq, body, now)
  local member = chat .. ':' .. string.format('%016d', tonumber(seq))
  redis.call('ZADD', KEYS[first + 3], 0, member)
  redis.call('HSET', KEYS[first + 4], member, body)
  if not redis.call('ZSCORE', KEYS[first + 1], chat) then
    redis.call('ZADD', KEYS[first], 'NX', now, chat)
  end
end
