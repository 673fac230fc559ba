-- Asks the paths of a list in turn, or one address where no list is given, and prints: requests/s, p99 in ms, failed.
local paths, at = {}, 0
function init(args)
  if args[1] then
    for line in io.lines(args[1]) do paths[#paths + 1] = wrk.format("GET", line) end
    at = tonumber(args[2]) or 0 -- where in the list to begin
  end
end
function request()
  if #paths == 0 then return wrk.format() end
  at = at % #paths + 1
  return paths[at]
end
function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format("RESULT %.0f %.1f %d\n", summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.status + e.timeout))
end
