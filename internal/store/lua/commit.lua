-- Writes all that one decision changes, or nothing. Needs queue_put.
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
--   records   {k, v, body, ttl}: a hash {v, body}; v is the version it must
--             have (0: it must not be there, -1: whatever), body false deletes
--   free      {k, member, from, to, heads}: slots given back
--   take      {k, start, stop, member, from, to, heads}: slots taken; start and
--             stop in seconds with set-up and clear-up, member "stop:id",
--             from and to the buckets [from, to) that heads people are counted in
--   index     {k, member, score}: entries of sorted sets; score false removes
--   due       {member, score}: likewise, of what is due
--   outs      {lane, chat, panel, body}: messages; lane is where its queue begins
--             in KEYS, panel the name of the message it edits in place, or ""
--
-- Returns "ok", or what stands against it, with nothing written: "handled",
-- "fired", {"stale", k}, {"taken", n}, {"house_full", n, free} with n the place
-- in take, from 1.
local now, event, plan = tonumber(ARGV[1]), ARGV[2], cjson.decode(ARGV[3])

if event ~= '' and redis.call('ZSCORE', KEYS[1], event) then return 'handled' end
for _, name in ipairs(plan.fired) do
  if not redis.call('ZSCORE', KEYS[2], name) then return 'fired' end
end
for _, r in ipairs(plan.records) do
  if r.v >= 0 and tonumber(redis.call('HGET', KEYS[r.k], 'v') or 0) ~= r.v then
    return {'stale', r.k}
  end
end

-- A room's slots do not overlap, so of those that start before the wanted end
-- the last one decides, once those given back by this plan are passed over.
local freed = {}
for _, f in ipairs(plan.free) do freed[f.k .. ' ' .. f.member] = true end
local function taken(t)
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
    if o.k == t.k and o.start < t.stop and t.start < o.stop then return {'taken', i} end
  end
end

local change = {}
for _, f in ipairs(plan.free) do
  for b = f.from, f.to - 1 do change[b] = (change[b] or 0) - f.heads end
end
local heads = {}
for i, t in ipairs(plan.take) do
  for b = t.from, t.to - 1 do
    change[b] = (change[b] or 0) + t.heads
    heads[b] = heads[b] or tonumber(redis.call('HGET', KEYS[3], b) or 0)
    if heads[b] + change[b] > plan.capacity then
      return {'house_full', i, plan.capacity - heads[b] - change[b] + t.heads}
    end
  end
end

-- A message that is edited before it was sent need not be sent as it was: only
-- how it looks last. One that is on its way, or must be sent anew, stays.
local function supersede(first, chat, panel)
  local waiting = redis.call('ZRANGEBYLEX', KEYS[first + 3], '[' .. chat .. ':', '(' .. chat .. ';')
  local name = '"panel":' .. cjson.encode(panel)
  for i = redis.call('ZSCORE', KEYS[first + 1], chat) and 2 or 1, #waiting do
    local body = redis.call('HGET', KEYS[first + 4], waiting[i])
    if body and string.find(body, name, 1, true) and not string.find(body, '"fresh":true', 1, true) then
      redis.call('ZREM', KEYS[first + 3], waiting[i])
      redis.call('HDEL', KEYS[first + 4], waiting[i])
    end
  end
end

-- From here on everything is written. The first command may be refused by a
-- full Redis, and then none of the rest is done.
redis.call('INCRBY', KEYS[4], 0)
if event ~= '' then
  redis.call('ZADD', KEYS[1], now, event)
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - 2 * 86400000)
end
for _, name in ipairs(plan.fired) do redis.call('ZREM', KEYS[2], name) end
for _, f in ipairs(plan.free) do redis.call('ZREM', KEYS[f.k], f.member) end
for _, t in ipairs(plan.take) do redis.call('ZADD', KEYS[t.k], t.start, t.member) end
for b, n in pairs(change) do
  if n ~= 0 and redis.call('HINCRBY', KEYS[3], b, n) <= 0 then redis.call('HDEL', KEYS[3], b) end
end
for _, r in ipairs(plan.records) do
  if r.body then
    redis.call('HSET', KEYS[r.k], 'body', r.body)
    redis.call('HINCRBY', KEYS[r.k], 'v', 1)
    if r.ttl then redis.call('EXPIRE', KEYS[r.k], r.ttl) end
  else
    redis.call('DEL', KEYS[r.k])
  end
end
for _, e in ipairs(plan.index) do
  if e.score then
    redis.call('ZADD', KEYS[e.k], e.score, e.member)
  else
    redis.call('ZREM', KEYS[e.k], e.member)
  end
end
for _, d in ipairs(plan.due) do
  if d.score then
    redis.call('ZADD', KEYS[2], d.score, d.member)
  else
    redis.call('ZREM', KEYS[2], d.member)
  end
end
for _, o in ipairs(plan.outs) do
  if o.panel ~= '' then supersede(o.lane, o.chat, o.panel) end
  queue_put(o.lane, o.chat, redis.call('INCR', KEYS[4]), o.body, now)
end
return 'ok'
