-- Gives the lead to who asks, or makes its lease longer, unless another has it.
-- KEYS: leader
-- ARGV: who asks, length of the lease (ms), what the name of a holder begins
--       with who is known to be dead, or ''
-- Returns 0 where who asks has the lead now, else how long the other's lease
-- holds (ms).
local holder = redis.call('GET', KEYS[1])
local dead = holder and ARGV[3] ~= '' and string.sub(holder, 1, #ARGV[3]) == ARGV[3]
if holder and holder ~= ARGV[1] and not dead then
  return math.max(1, redis.call('PTTL', KEYS[1]))
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 0
