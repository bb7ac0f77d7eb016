-- Lists who waits in a line. Its members are "class holder time wish".
-- KEYS: the line (sorted set, all of one score)
-- ARGV: names of classes
-- Returns of each class the first member of each holder, in the order of their
-- names.
local all = {}
for i, class in ipairs(ARGV) do
  local firsts, from, after = {}, '[' .. class .. ' ', '(' .. class .. '!'
  while true do
    local member = redis.call('ZRANGEBYLEX', KEYS[1], from, after, 'LIMIT', 0, 1)[1]
    if not member then break end
    firsts[#firsts + 1] = member
    from = '(' .. class .. string.match(member, ' [^ ]+', #class + 1) .. '!'
  end
  all[i] = firsts
end
return all
