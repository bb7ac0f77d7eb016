-- A prelude: defines portions. It does nothing alone.

-- portions(list) goes through a list by the places of the first and the last of
-- some thousands at a time: Lua can unpack no more. Pairs stay together.
local function portions(list)
  local last = 0
  return function()
    if last == #list then return nil end
    local first = last + 1
    last = math.min(last + 4000, #list)
    return first, last
  end
end
