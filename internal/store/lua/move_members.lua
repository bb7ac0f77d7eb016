-- Gives members of a sorted set other names. One that is gone stays away.
-- KEYS: the sorted set
-- ARGV: pairs of a member and what it becomes, "" for nothing
-- Returns nothing.
for i = 1, #ARGV, 2 do
  local score = redis.call('ZSCORE', KEYS[1], ARGV[i])
  if score then
    redis.call('ZREM', KEYS[1], ARGV[i])
    if ARGV[i + 1] ~= '' then redis.call('ZADD', KEYS[1], score, ARGV[i + 1]) end
  end
end
