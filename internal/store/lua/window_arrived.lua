-- Notes that a request was answered: it counts for one second more.
-- KEYS: passages (sorted set name -> us from which it counts no more)
-- ARGV: name
-- Returns 1.
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], 'XX', 'LT', time[1] * 1000000 + time[2] + 1000000, ARGV[1])
return 1
