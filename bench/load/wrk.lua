-- wrk <url> -- <body file> [<file with a path per line>]: posts the body, to the one URL or to the paths in turn.
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
  if not args[2] then return end
  local requests = {}
  for path in io.lines(args[2]) do requests[#requests + 1] = wrk.format(nil, path) end
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
