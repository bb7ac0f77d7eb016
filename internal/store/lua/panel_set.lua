-- Remembers which message a panel is. Of too many panels the oldest messages
-- are forgotten: their numbers rise within a chat.
-- KEYS: the chat's panels (hash name -> message id)
-- ARGV: name, message id, how many are kept
-- Returns 1.
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
local most = tonumber(ARGV[3])
if redis.call('HLEN', KEYS[1]) <= most then
  return 1
end
local flat, panels = redis.call('HGETALL', KEYS[1]), {}
for i = 1, #flat, 2 do
  panels[#panels + 1] = {name = flat[i], id = tonumber(flat[i + 1])}
end
table.sort(panels, function(a, b) return a.id < b.id end)
for i = 1, #panels - most do
  redis.call('HDEL', KEYS[1], panels[i].name)
end
return 1
