-- Makes a pause last until a moment, if it does not last longer already, and
-- forgets those that are over.
-- KEYS: pauses (hash what -> ms)
-- ARGV: what, until (ms), now (ms)
-- Returns 1.
local flat = redis.call('HGETALL', KEYS[1])
for i = 1, #flat, 2 do
  if tonumber(flat[i + 1]) <= tonumber(ARGV[3]) then
    redis.call('HDEL', KEYS[1], flat[i])
  end
end
if tonumber(ARGV[2]) > tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0) then
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
end
return 1
