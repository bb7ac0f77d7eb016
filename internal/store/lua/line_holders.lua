-- Lists who waits in a line. Its members are "holder time wish".
-- KEYS: the line (sorted set, all of one score)
-- ARGV: none
-- Returns the first member of each holder, in the order of their names.
local firsts, from = {}, '-'
while true do
  local member = redis.call('ZRANGEBYLEX', KEYS[1], from, '+', 'LIMIT', 0, 1)[1]
  if not member then return firsts end
  firsts[#firsts + 1] = member
  from = '[' .. string.match(member, '^[^ ]+') .. '!'
end
