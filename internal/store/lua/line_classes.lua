-- Lists the classes of a line. Its members begin with the class and a space.
-- KEYS: the line (sorted set, all of one score)
-- ARGV: none
-- Returns the names of the classes, in their order; "!" for lifted wishes.
local names, from = {}, '-'
while true do
  local member = redis.call('ZRANGEBYLEX', KEYS[1], from, '+', 'LIMIT', 0, 1)[1]
  if not member then return names end
  names[#names + 1] = string.match(member, '^[^ ]+')
  from = '(' .. names[#names] .. '!'
end
