-- Removes all items of a chat. One that is on its way goes on; who sends it
-- finds it gone and gives the chat back.
-- KEYS: ready, claims, owners, items, bodies
-- ARGV: chat
-- Returns how many were removed.
local all = redis.call('ZRANGEBYLEX', KEYS[4], '[' .. ARGV[1] .. ':', '[' .. ARGV[1] .. ';')
for _, member in ipairs(all) do
  redis.call('ZREM', KEYS[4], member)
  redis.call('HDEL', KEYS[5], member)
end
redis.call('ZREM', KEYS[1], ARGV[1])
return #all
