// Uploads photos for DURATION and waits for each job's end. The totals go to TOTALS as JSON.
import http from 'k6/http';
import { check } from 'k6';
import { Counter } from 'k6/metrics';

const photo = open(__ENV.PHOTO, 'b');
const accepted = new Counter('accepted');
const completed = new Counter('completed');

export const options = {
  scenarios: {
    uploads: { executor: 'constant-vus', vus: Number(__ENV.VUS || 4), duration: __ENV.DURATION || '20s', gracefulStop: '60s' },
  },
  insecureSkipTLSVerify: true,
  thresholds: { checks: ['rate==1'] },
};

const headers = { Authorization: `Bearer ${__ENV.VIFTE_API_KEY}` };

export default function () {
  const up = http.post(`${__ENV.VIFTE_URL}/v1/pipelines/media/jobs`, { file: http.file(photo, 'photo.jpg', 'image/jpeg') },
    { headers: { ...headers, Prefer: 'wait=10' } });
  if (check(up, { 'taken': (r) => r.status === 200 || r.status === 202 })) {
    accepted.add(1);
  }
  if (up.status === 200 && up.json('state') === 'completed') {
    completed.add(1);
  }
}

export function handleSummary(data) {
  const count = (name) => (data.metrics[name] ? data.metrics[name].values.count : 0);
  const took = data.metrics.http_req_duration.values;
  const totals = { accepted: count('accepted'), completedAtOnce: count('completed'), requests: count('http_reqs'),
    p50ms: Math.round(took.med), p95ms: Math.round(took['p(95)']) };
  return { [__ENV.TOTALS]: JSON.stringify(totals), stdout: `${JSON.stringify(totals)}\n` };
}
