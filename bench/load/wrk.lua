-- wrk <url> -- <body file> <file with a header per line> [<file with a path per line>]: posts the body, to the one URL or to the
-- paths in turn. {n} in a header's value is another text in each call.
-- The last line of the output is the result as JSON.

local started = 0

-- Each thread begins elsewhere in the list, so that two do not run side by side through it.
function setup(thread)
  thread:set('offset', started * 7919)
  started = started + 1
end

function init(args)
  local file = assert(io.open(args[1], 'rb'))
  wrk.method = 'POST'
  wrk.body = file:read('*a')
  wrk.headers['Content-Type'] = 'application/json'
  file:close()
  local changing = {}
  for line in io.lines(args[2]) do
    local name, value = line:match('^([^:]+): (.*)$')
    wrk.headers[name] = value
    if value:find('{n}', 1, true) then changing[name] = value end
  end
  if next(changing) then
    local run, n = string.format('%x-%d-', os.time(), offset) .. tostring({}):sub(-8), 0
    function request()
      n = n + 1
      for name, value in pairs(changing) do wrk.headers[name] = (value:gsub('{n}', run .. '-' .. n)) end
      return wrk.format()
    end
    return
  end
  if not args[3] then return end
  local requests = {}
  for path in io.lines(args[3]) do requests[#requests + 1] = wrk.format(nil, path) end
  local at = offset
  -- Defined only here: with a `request` function wrk asks for each single one.
  function request()
    at = at % #requests + 1
    return requests[at]
  end
end

function done(summary, latency)
  io.write(string.format(
    '\n{"answered":%d,"refused":%d,"broken":%d,"durationUs":%d,"p50Us":%d,"p99Us":%d,"maxUs":%d}\n',
    summary.requests, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    summary.duration, latency:percentile(50), latency:percentile(99), latency.max))
end
