-- A prelude: defines queue_put, which other scripts call. It does nothing alone.
-- Needs portions.
--
-- queue_put(first, items, now) appends items to the queues of their chats, all
-- with a few commands: that is what costs.
--   KEYS[first]..KEYS[first+4]  ready, claims, owners, items, bodies
--   items  {chat, seq, body} each: the chat's id, a string; the item's number,
--          which orders the items of a chat, below 2^53; what it says
--   now    ms; from then on the chats can be claimed, if they were not waiting yet
-- An item put a second time under its number replaces what it said.
local function queue_put(first, items, now)
  if #items == 0 then return end
  local names, bodies, chats, known = {}, {}, {}, {}
  for i, item in ipairs(items) do
    local member = item[1] .. ':' .. string.format('%016d', tonumber(item[2]))
    names[2 * i - 1], names[2 * i] = 0, member
    bodies[2 * i - 1], bodies[2 * i] = member, item[3]
    if not known[item[1]] then
      known[item[1]] = true
      chats[#chats + 1] = item[1]
    end
  end
  for from, to in portions(names) do
    redis.call('ZADD', KEYS[first + 3], unpack(names, from, to))
    redis.call('HSET', KEYS[first + 4], unpack(bodies, from, to))
  end
  local ready = {}
  for from, to in portions(chats) do
    local claimed = redis.call('ZMSCORE', KEYS[first + 1], unpack(chats, from, to))
    for i = from, to do
      if not claimed[i - from + 1] then
        ready[#ready + 1] = now
        ready[#ready + 1] = chats[i]
      end
    end
  end
  for from, to in portions(ready) do redis.call('ZADD', KEYS[first], 'NX', unpack(ready, from, to)) end
end
