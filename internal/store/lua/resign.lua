-- Gives the lead up, unless it is another's.
-- KEYS: leader
-- ARGV: who gives it up
-- Returns 1, or 0 where it had no lead.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('DEL', KEYS[1])
