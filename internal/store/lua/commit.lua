-- Writes all that one decision changes, or nothing. Needs portions and
-- queue_put.
-- What is alike is written by one command: it is their number that costs.
--
-- KEYS[1]  handled: updates whose effect is written (sorted set: number, ms)
-- KEYS[2]  due: what the clock has to do (sorted set: name, ms)
-- KEYS[3]  heads: people expected in the building (hash: bucket, number)
-- KEYS[4]  seq: the number of the last outgoing message
-- KEYS[5..9], KEYS[10..14]  the outbox: lanes reply and broadcast
-- KEYS[15...]  what the plan names by its place in KEYS, as "k"
--
-- ARGV[1]  now, ms
-- ARGV[2]  number of the update that causes it, or ""
-- ARGV[3]  the plan, JSON:
--   capacity  people the building holds
--   fired     names of due things carried out by this: each must still be due
--   expect    {k, v}: the version that a record must have which is not written
--   seen      {k, min, max, from, slots}: of the slots of a room or of a holder
--             that start within min and max, in seconds, none but these may be
--             there, each as "start member"; of a room's only those count that
--             end after from
--   records   {k, v, body, ttl, lasts, same}: a hash {v, body}; v is the version
--             it must have (0: it must not be there, -1: whatever), body is its
--             place in ARGV, false deletes; with lasts it expires no more, with
--             same the version stays
--   over      {from, to}: buckets that are past: nobody asks for them any more
--   free      {k, member, from, to, heads}: slots given back
--   take      {k, start, stop, member, from, to, heads}: slots taken; start and
--             stop in seconds with set-up and clear-up, member "stop:id",
--             from and to the buckets [from, to) that heads people are counted in;
--             with the member "" they are people only and take no room
--   index     {k, member, score}: entries of sorted sets; score false removes
--   trim      {k, keep, ttl}: sorted sets of which the highest so many entries
--             are kept, for so many seconds
--   logs      {k, body}: lines added to lists, body their place in ARGV
--   relogs    {k, i, body}: lines of lists, by their place from 0, that say
--             something else; a list that is not as long makes it stale
--   due       {member, score}: likewise, of what is due
--   unsaid    {chat, words, about}: of what waits for a chat in the lane of
--             broadcasts, what has these words in its body is taken away; what is
--             about several bookings, "b1+b2", is from now on not about this one
--   uncount   {k, m, what, chats}: outcomes of messages that count no more: each
--             chat that the hash m has with this one is taken out of it, and
--             counted less in the tally k
--   outs      {lane, chat, panel, body, tally}: messages; lane is where its queue
--             begins in KEYS, panel the name of the message it edits in place, or
--             "", body its place in ARGV, tally that of what counts it in KEYS, if
--             it is of a broadcast
-- ARGV[4...] the bodies: outside of the plan, so that they are not parsed
--
-- Returns "ok", or what stands against it, with nothing written: "handled",
-- "fired", {"stale", k}, {"taken", n}, {"house_full", n, free} with n the place
-- in take, from 1.
local now, event, plan = tonumber(ARGV[1]), ARGV[2], cjson.decode(ARGV[3])

if event ~= '' and redis.call('ZSCORE', KEYS[1], event) then return 'handled' end
for _, name in ipairs(plan.fired) do
  if not redis.call('ZSCORE', KEYS[2], name) then return 'fired' end
end
for _, e in ipairs(plan.expect) do
  if tonumber(redis.call('HGET', KEYS[e.k], 'v') or 0) ~= e.v then return {'stale', e.k} end
end
for _, s in ipairs(plan.seen) do
  local known = {}
  for _, slot in ipairs(s.slots) do known[slot] = true end
  local there = redis.call('ZRANGEBYSCORE', KEYS[s.k], s.min, s.max, 'WITHSCORES')
  for i = 1, #there, 2 do
    local counts = not s.from or tonumber(string.match(there[i], '^%d+')) > s.from
    if counts and not known[there[i + 1] .. ' ' .. there[i]] then
      return {'stale', s.k}
    end
  end
end
for _, r in ipairs(plan.records) do
  if r.v >= 0 and tonumber(redis.call('HGET', KEYS[r.k], 'v') or 0) ~= r.v then
    return {'stale', r.k}
  end
end
for _, l in ipairs(plan.relogs) do
  if redis.call('LLEN', KEYS[l.k]) <= l.i then return {'stale', l.k} end
end

-- A room's slots do not overlap, so of those that start before the wanted end
-- the last one decides, once those given back by this plan are passed over.
local freed = {}
for _, f in ipairs(plan.free) do freed[f.k .. ' ' .. f.member] = true end
local function taken(t)
  if t.member == '' then return false end
  local before = redis.call('ZREVRANGEBYSCORE', KEYS[t.k], '(' .. t.stop, '-inf', 'LIMIT', 0, #plan.free + 1)
  for _, member in ipairs(before) do
    if not freed[t.k .. ' ' .. member] then
      return tonumber(string.match(member, '^%d+')) > t.start
    end
  end
  return false
end
for i, t in ipairs(plan.take) do
  if taken(t) then return {'taken', i} end
  for j = 1, i - 1 do
    local o = plan.take[j]
    if o.member ~= '' and o.k == t.k and o.start < t.stop and t.start < o.stop then return {'taken', i} end
  end
end

-- The people expected now in the buckets that this plan changes. A bucket is
-- counted under its number as a string: the Lua of miniredis makes an array as
-- long as the highest number, and theirs are in the millions.
local heads, buckets = {}, {}
for _, list in ipairs({plan.free, plan.take}) do
  for _, t in ipairs(list) do
    for n = t.from, t.to - 1 do
      local b = tostring(n)
      if not heads[b] then
        heads[b] = 0
        buckets[#buckets + 1] = b
      end
    end
  end
end
for first, last in portions(buckets) do
  local some = redis.call('HMGET', KEYS[3], unpack(buckets, first, last))
  for i, n in ipairs(some) do heads[buckets[first + i - 1]] = tonumber(n or 0) end
end
for _, f in ipairs(plan.free) do
  for n = f.from, f.to - 1 do
    local b = tostring(n)
    heads[b] = heads[b] - f.heads
  end
end
for i, t in ipairs(plan.take) do
  for n = t.from, t.to - 1 do
    local b = tostring(n)
    heads[b] = heads[b] + t.heads
    if heads[b] > plan.capacity then
      return {'house_full', i, plan.capacity - heads[b] + t.heads}
    end
  end
end

-- Visits what waits for a chat. What is on its way stays as it is. Only the newest
-- are looked at, so that a long queue makes no commit slow.
local function visit(first, chat, most, each)
  local newest = redis.call('ZREVRANGEBYLEX', KEYS[first + 3], '(' .. chat .. ';', '[' .. chat .. ':', 'LIMIT', 0, most)
  if #newest == 0 then return end
  local bodies = redis.call('HMGET', KEYS[first + 4], unpack(newest))
  for i = 1, redis.call('ZSCORE', KEYS[first + 1], chat) and #newest - 1 or #newest do
    if bodies[i] then each(newest[i], bodies[i]) end
  end
end

-- Takes away what waits for a chat and has some words in its body, and not
-- others.
local function take_back(first, chat, most, words, but)
  visit(first, chat, most, function(member, body)
    if string.find(body, words, 1, true) and not (but and string.find(body, but, 1, true)) then
      redis.call('ZREM', KEYS[first + 3], member)
      redis.call('HDEL', KEYS[first + 4], member)
    end
  end)
end

-- Takes a booking out of those that a waiting message is about, if there are
-- several. The last one of them takes the message back as if it had been alone.
local function strike_out(first, chat, most, booking)
  visit(first, chat, most, function(member, body)
    local before, about, after = string.match(body, '^(.-"about":")([^"]*)(".*)$')
    if not about or not string.find(about, '+', 1, true) then return end
    local left = {}
    for id in string.gmatch(about, '[^+]+') do
      if id ~= booking then left[#left + 1] = id end
    end
    redis.call('HSET', KEYS[first + 4], member, before .. table.concat(left, '+') .. after)
  end)
end

-- A message that is edited before it was sent need not be sent as it was: only
-- how it looks last, unless it must be sent anew.
local function supersede(first, chat, panel)
  take_back(first, chat, 8, '"panel":' .. cjson.encode(panel), '"fresh":true')
end

-- Enters into a sorted set and removes from it what has a score and what has
-- false.
local function update(key, scores)
  local enter, leave = {}, {}
  for member, score in pairs(scores) do
    if score then
      enter[#enter + 1] = score
      enter[#enter + 1] = member
    else
      leave[#leave + 1] = member
    end
  end
  for first, last in portions(leave) do redis.call('ZREM', key, unpack(leave, first, last)) end
  for first, last in portions(enter) do redis.call('ZADD', key, unpack(enter, first, last)) end
end

-- From here on everything is written, and nothing may fail any more: what was
-- written until then would stay. The first command may be refused by a full
-- Redis, and then none of the rest is done.
local seq = redis.call('INCRBY', KEYS[4], #plan.outs) - #plan.outs
if event ~= '' then
  redis.call('ZADD', KEYS[1], now, event)
  if tonumber(event) % 64 == 0 then
    redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - 2 * 86400000)
  end
end

for _, o in ipairs(plan.over) do
  local past = {}
  for b = o.from, o.to - 1 do past[#past + 1] = b end
  for first, last in portions(past) do redis.call('HDEL', KEYS[3], unpack(past, first, last)) end
end
for _, f in ipairs(plan.free) do
  if f.member ~= '' then redis.call('ZREM', KEYS[f.k], f.member) end
end
for _, t in ipairs(plan.take) do
  if t.member ~= '' then redis.call('ZADD', KEYS[t.k], t.start, t.member) end
end
local expected, empty = {}, {}
for b, n in pairs(heads) do
  if n > 0 then
    expected[#expected + 1] = b
    expected[#expected + 1] = n
  else
    empty[#empty + 1] = b
  end
end
for first, last in portions(expected) do redis.call('HSET', KEYS[3], unpack(expected, first, last)) end
for first, last in portions(empty) do redis.call('HDEL', KEYS[3], unpack(empty, first, last)) end

for _, r in ipairs(plan.records) do
  if not r.body then
    redis.call('DEL', KEYS[r.k])
  elseif r.v >= 0 then
    redis.call('HSET', KEYS[r.k], 'v', r.v + (r.same and 0 or 1), 'body', ARGV[r.body])
  else
    redis.call('HSET', KEYS[r.k], 'body', ARGV[r.body])
    redis.call('HINCRBY', KEYS[r.k], 'v', 1)
  end
  if r.ttl then redis.call('EXPIRE', KEYS[r.k], r.ttl) end
  if r.lasts then redis.call('PERSIST', KEYS[r.k]) end
end

for _, l in ipairs(plan.relogs) do redis.call('LSET', KEYS[l.k], l.i, ARGV[l.body]) end
for _, l in ipairs(plan.logs) do redis.call('RPUSH', KEYS[l.k], ARGV[l.body]) end

local entries, due = {}, {}
for _, e in ipairs(plan.index) do
  entries[e.k] = entries[e.k] or {}
  entries[e.k][e.member] = e.score
end
for k, scores in pairs(entries) do update(KEYS[k], scores) end
for _, t in ipairs(plan.trim) do
  redis.call('ZREMRANGEBYRANK', KEYS[t.k], 0, -t.keep - 1)
  redis.call('EXPIRE', KEYS[t.k], t.ttl)
end
for _, name in ipairs(plan.fired) do due[name] = false end
for _, d in ipairs(plan.due) do due[d.member] = d.score end
update(KEYS[2], due)

for _, u in ipairs(plan.unsaid) do
  take_back(10, u.chat, 32, u.words)
  if u.about ~= '' then strike_out(10, u.chat, 32, u.about) end
end
for _, u in ipairs(plan.uncount) do
  for _, chat in ipairs(u.chats) do
    if redis.call('HGET', KEYS[u.m], chat) == u.what then
      redis.call('HDEL', KEYS[u.m], chat)
      redis.call('HINCRBY', KEYS[u.k], u.what, -1)
    end
  end
end
local lanes, made = {}, {}
for i, o in ipairs(plan.outs) do
  if o.tally then made[o.tally] = (made[o.tally] or 0) + 1 end
  if o.panel ~= '' then supersede(o.lane, o.chat, o.panel) end
  lanes[o.lane] = lanes[o.lane] or {}
  table.insert(lanes[o.lane], {o.chat, seq + i, ARGV[o.body]})
end
for lane, items in pairs(lanes) do queue_put(lane, items, now) end
for k, n in pairs(made) do redis.call('HINCRBY', KEYS[k], 'made', n) end
return 'ok'
