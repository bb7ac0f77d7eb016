-- Takes updates into an inbox, each once. Of a sender who sends too many the
-- first that is too much is taken in with a mark, so that they are told; what
-- comes after it too soon is dropped, until they have been quiet for a while.
-- KEYS: ready, claims, owners, items, bodies, seen, then the paces of senders:
--       the moment (ms) at which all they sent is made up for, with "!" behind
--       it once they were told
-- ARGV: now (ms), forget those seen before (ms), then for each update: id,
--       chat, what it says (a JSON object), the place of its sender's pace in
--       KEYS or 0, how long (ms) one is made up for in, how many may come at once
-- Returns for each update 1, or 0 where it was taken in before, or is dropped.
local now = tonumber(ARGV[1])

-- Counts one more. Returns whether it is taken in, and whether with a mark.
local function paced(key, each, burst)
  local known = redis.call('GET', key) or '0'
  local told = string.sub(known, -1) == '!'
  local free = math.max(tonumber((string.gsub(known, '!', ''))), now)
  local fits = free + each - now <= burst * each
  if fits then free = free + each end
  if fits or not told then
    local mark = (told or not fits) and '!' or ''
    redis.call('SET', key, string.format('%.0f', free) .. mark, 'PX', math.max(1, free - now))
  end
  return fits or not told, not fits
end

redis.call('ZREMRANGEBYSCORE', KEYS[6], '-inf', ARGV[2])
local new, items = {}, {}
for i = 3, #ARGV, 6 do
  local id, body, sender = ARGV[i], ARGV[i + 2], tonumber(ARGV[i + 3])
  local added = redis.call('ZADD', KEYS[6], 'NX', now, id)
  if added == 1 and sender > 0 then
    local take, mark = paced(KEYS[sender], tonumber(ARGV[i + 4]), tonumber(ARGV[i + 5]))
    if mark then body = string.sub(body, 1, -2) .. ',"flooding":true}' end
    if not take then added = 0 end
  end
  if added == 1 then items[#items + 1] = {ARGV[i + 1], id, body} end
  new[#new + 1] = added
end
queue_put(1, items, ARGV[1])
return new
