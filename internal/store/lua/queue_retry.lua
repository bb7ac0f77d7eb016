-- Gives a claimed chat back, to be claimed again from a moment on. Its items
-- stay as they are.
-- KEYS: ready, claims, owners, items, bodies
-- ARGV: chat, owner, at (ms)
-- Returns 1, or 0 where the chat is another owner's by now.
if redis.call('HGET', KEYS[3], ARGV[1]) ~= ARGV[2] then
  return 0
end
queue_free(1, ARGV[1], ARGV[3])
return 1
