-- Re-addresses all items of a chat to another, in their places by number, and
-- ends the claim on the old one.
-- KEYS: ready, claims, owners, items, bodies
-- ARGV: old chat, new chat, now (ms)
-- Returns how many were moved.
local moved = redis.call('ZRANGEBYLEX', KEYS[4], '[' .. ARGV[1] .. ':', '[' .. ARGV[1] .. ';')
for _, member in ipairs(moved) do
  local body = redis.call('HGET', KEYS[5], member) or ''
  redis.call('ZREM', KEYS[4], member)
  redis.call('HDEL', KEYS[5], member)
  queue_put(1, {{ARGV[2], string.sub(member, #ARGV[1] + 2), body}}, ARGV[3])
end
queue_free(1, ARGV[1], ARGV[3])
return #moved
