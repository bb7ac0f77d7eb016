-- Takes updates into an inbox, each once.
-- KEYS: ready, claims, owners, items, bodies, seen
-- ARGV: now (ms), forget those seen before (ms), then for each update: id,
--       chat, what it says
-- Returns for each update 1, or 0 where it was taken in before.
redis.call('ZREMRANGEBYSCORE', KEYS[6], '-inf', ARGV[2])
local new, items = {}, {}
for i = 3, #ARGV, 3 do
  local added = redis.call('ZADD', KEYS[6], 'NX', ARGV[1], ARGV[i])
  if added == 1 then
    items[#items + 1] = {ARGV[i + 1], ARGV[i], ARGV[i + 2]}
  end
  new[#new + 1] = added
end
queue_put(1, items, ARGV[1])
return new
