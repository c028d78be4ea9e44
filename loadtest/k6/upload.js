// Uploads a photo again and again at a rising rate, waits for each job's end and looks at what came out.
// Everything is set by variables, see below; ./dev load --k6 sets them. Nothing is loaded from elsewhere.
//
//   k6 run -e URL=http://127.0.0.1:8080 -e FILE=photo.jpg -e RATE=10 -e TIME=30s loadtest/k6/upload.js
import { check, fail, sleep } from 'k6'
import http from 'k6/http'
import { Counter, Trend } from 'k6/metrics'

const url = __ENV.URL || 'http://127.0.0.1:8080'
const key = __ENV.KEY || '' // an API key, where the gateway asks for one
const pipeline = __ENV.PIPELINE || 'media'
const file = __ENV.FILE || fail('FILE names the photo to upload')
const rate = Number(__ENV.RATE || 10) // uploads a second, once it is up
const time = __ENV.TIME || '30s' // at that rate
const rise = __ENV.RISE || '10s' // from one upload a second to the rate
const clients = Number(__ENV.CLIENTS || 50) // at once, at most
const wait = Number(__ENV.WAIT || 10) // seconds that an upload may wait for its job: 0 only polls
const patience = Number(__ENV.PATIENCE || 60) // seconds until a job counts as lost
const summary = __ENV.SUMMARY || 'k6-summary.json'

const bytes = open(file, 'b') // one copy a client: keep it small, or CLIENTS low
const name = file.split('/').pop()

const ready = new Trend('vifte_ready', true) // from the first byte of the upload to all outputs
const done = new Counter('vifte_jobs_done')
const lost = new Counter('vifte_jobs_lost') // accepted, and not completed within PATIENCE
const refused = new Counter('vifte_uploads_refused') // 429 or 503: no room, come back later

export const options = {
  scenarios: {
    uploads: {
      executor: 'ramping-arrival-rate',
      startRate: 1,
      timeUnit: '1s',
      preAllocatedVUs: Math.min(clients, 10),
      maxVUs: clients,
      stages: [
        { target: rate, duration: rise },
        { target: rate, duration: time },
      ],
      gracefulStop: `${patience}s`,
    },
  },
  thresholds: {
    checks: ['rate==1'],
    http_req_failed: ['rate==0'],
    vifte_jobs_lost: ['count==0'],
    vifte_uploads_refused: ['count==0'],
    vifte_ready: [`p(95)<${__ENV.P95 || 5000}`],
    dropped_iterations: ['count==0'], // more would have come than CLIENTS could carry
  },
  summaryTrendStats: ['min', 'med', 'p(95)', 'p(99)', 'max'],
}

const headers = key ? { Authorization: `Bearer ${key}` } : {}
const at = (path, of) => ({ headers: { ...headers, ...of }, tags: { name: path } })

export default function () {
  const from = Date.now()
  const job = ended(upload(), from)
  if (!job) return
  ready.add(Date.now() - from)
  done.add(1)
  check(job, { completed: (j) => j.state === 'completed' })
  for (const output of outputs(job)) look(output)
}

// The job document, as soon as the upload is taken; null when there was no room.
function upload() {
  const prefer = wait > 0 ? { Prefer: `wait=${wait}` } : { Prefer: 'respond-async' }
  const form = { file: http.file(bytes, name) }
  const answer = http.post(`${url}/v1/pipelines/${pipeline}/jobs`, form, at('upload', prefer))
  if (answer.status === 429 || answer.status === 503) {
    refused.add(1)
    return null
  }
  const taken = check(answer, {
    'upload taken': (r) => r.status === 200 || r.status === 202,
    'job has an address': (r) => r.status !== 202 || !!r.headers.Location,
  })
  return taken ? answer.json() : null
}

// The job document once the job has ended; null when it has not within PATIENCE.
function ended(job, from) {
  let seen = job
  while (seen && (seen.state === 'running' || seen.state === 'receiving')) {
    if (Date.now() - from > patience * 1000) {
      lost.add(1)
      return null
    }
    sleep(0.1)
    seen = http.get(`${url}/v1/jobs/${seen.job}`, at('job')).json()
  }
  return seen
}

function outputs(job) {
  return Object.values(job.stages).flatMap((stage) => stage.outputs || [])
}

function look(output) {
  const answer = http.get(`${url}${output.href}`, { ...at('output'), responseType: 'binary' })
  check(answer, {
    'output is there': (r) => r.status === 200,
    'output is whole': (r) => r.body && r.body.byteLength === output.size,
  })
}

export function handleSummary(data) {
  const of = (metric, stat) => data.metrics[metric]?.values[stat] ?? 0
  const seconds = (ms) => (ms / 1000).toFixed(2)
  const broken = Object.entries(data.metrics)
    .flatMap(([metric, m]) => Object.entries(m.thresholds || {}).map(([rule, t]) => [metric, rule, t.ok]))
    .filter(([, , ok]) => !ok)
  const lines = [
    `jobs done      ${of('vifte_jobs_done', 'count')} (${of('vifte_jobs_done', 'rate').toFixed(1)} a second)`,
    `jobs lost      ${of('vifte_jobs_lost', 'count')}`,
    `refused        ${of('vifte_uploads_refused', 'count')}`,
    `not started    ${of('dropped_iterations', 'count')}`,
    `checks failed  ${of('checks', 'fails')} of ${of('checks', 'fails') + of('checks', 'passes')}`,
    `ready after    p50 ${seconds(of('vifte_ready', 'med'))} s, p95 ${seconds(of('vifte_ready', 'p(95)'))} s, p99 ${seconds(of('vifte_ready', 'p(99)'))} s`,
    ...broken.map(([metric, rule]) => `BROKEN         ${metric} ${rule}`),
  ]
  return { stdout: lines.join('\n') + '\n', [summary]: JSON.stringify(data, null, 1) + '\n' }
}
