-- Removes all items of a chat. One that is on its way goes on; who sends it
-- finds it gone and gives the chat back.
-- KEYS: ready, claims, owners, items, bodies; then the tallies of the broadcasts
--       that go on (hash: outcome, number)
-- ARGV: chat, how long tallies are kept (s); then the ids of those broadcasts
-- Returns how many were removed.
local all = redis.call('ZRANGEBYLEX', KEYS[4], '[' .. ARGV[1] .. ':', '[' .. ARGV[1] .. ';')
for _, member in ipairs(all) do
  local body = redis.call('HGET', KEYS[5], member)
  for i = 3, body and #ARGV or 0 do
    if string.find(body, '"broadcast":"' .. ARGV[i] .. '"', 1, true) then -- a quote within a text has a backslash
      redis.call('HINCRBY', KEYS[i + 3], 'stopped', 1)
      redis.call('EXPIRE', KEYS[i + 3], ARGV[2])
    end
  end
  redis.call('ZREM', KEYS[4], member)
  redis.call('HDEL', KEYS[5], member)
end
redis.call('ZREM', KEYS[1], ARGV[1])
return #all
