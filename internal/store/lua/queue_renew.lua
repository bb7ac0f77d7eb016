-- Makes the leases of an owner longer.
-- KEYS: ready, claims, owners, items, bodies
-- ARGV: owner, end of the lease (ms), chat, chat ...
-- Returns the chats that are another owner's by now.
local lost = {}
for i = 3, #ARGV do
  if redis.call('HGET', KEYS[3], ARGV[i]) == ARGV[1] then
    redis.call('ZADD', KEYS[2], ARGV[2], ARGV[i])
  else
    lost[#lost + 1] = ARGV[i]
  end
end
return lost
