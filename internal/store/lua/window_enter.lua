-- Lets one more request go if fewer than may be have arrived within the last
-- second. When a request arrives is not known before it is answered: until then
-- it counts, one without an answer until a moment. Who is patient is held to a
-- pace besides, so that the seconds are filled evenly; who could not be on time
-- catches up a little.
-- KEYS: passages (sorted set name -> us from which it counts no more), pace
--       (string: us at which the next patient one is due)
-- ARGV: name, most in a second, us that one without an answer counts, us from
--       one to the next, us to catch up by, 1 if patient
-- Returns the us to wait before asking again, 0 if it may go. The time is that
-- of Redis: all processes must count by one clock.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local due = tonumber(redis.call('GET', KEYS[2]) or 0)
if ARGV[6] == '1' and due - ARGV[5] > now then
  return due - ARGV[5] - now
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then
  return redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] - now
end
redis.call('ZADD', KEYS[1], now + ARGV[3], ARGV[1])
redis.call('SET', KEYS[2], string.format('%.0f', math.max(due, now) + ARGV[4]), 'PX', 60000)
redis.call('PEXPIRE', KEYS[1], 60000)
return 0
