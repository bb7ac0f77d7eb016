-- Reads keys as they all are at one moment. It writes nothing, and so runs on a
-- replica too.
-- KEYS: what is read, of one tag, so that a Cluster keeps it together; where
--       ARGV[1] is given, one key of the tag that it names: the others cannot be
--       declared, since which there are is found in here.
-- ARGV: a pattern, whose keys are read instead, or ''. All keys of the server are
--       looked through for it: only where they cannot be known beforehand
-- Returns of each key that is there its name, its type, when it expires (ms, -1
-- for never) and what it holds: a string, a list, or a flat list of pairs; false
-- for a type that is not known.
local names = {}
if ARGV[1] == '' then
  names = KEYS
else
  local cursor, known = '0', {}
  repeat
    local page = redis.call('SCAN', cursor, 'MATCH', ARGV[1], 'COUNT', 1000)
    cursor = page[1]
    for _, name in ipairs(page[2]) do
      if not known[name] then
        known[name] = true
        names[#names + 1] = name
      end
    end
  until cursor == '0'
end
local read = {
  string = function(name) return redis.call('GET', name) end,
  list = function(name) return redis.call('LRANGE', name, 0, -1) end,
  set = function(name) return redis.call('SMEMBERS', name) end,
  hash = function(name) return redis.call('HGETALL', name) end,
  zset = function(name) return redis.call('ZRANGE', name, 0, -1, 'WITHSCORES') end,
}
local all = {}
for _, name in ipairs(names) do
  local kind = redis.call('TYPE', name).ok
  if kind ~= 'none' then
    all[#all + 1] = {name, kind, redis.call('PEXPIRETIME', name), read[kind] and read[kind](name) or false}
  end
end
return all
