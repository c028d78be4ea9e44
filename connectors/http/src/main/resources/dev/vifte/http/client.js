// Talks to the gateway: fetches with the key, uploads with progress, follows events.

const KEY = 'vifte-key';

export const hasKey = () => sessionStorage.getItem(KEY) !== null;
export const useKey = key => sessionStorage.setItem(KEY, key);

const headers = more => {
  const key = sessionStorage.getItem(KEY);
  return key ? { ...more, Authorization: `Bearer ${key}` } : { ...more };
};

/** What went wrong, in words for people. */
export class Problem extends Error {
  constructor(status, text, retryAfter) {
    super(text);
    this.status = status;
    this.retryAfter = Number(retryAfter) || 0;
  }
}

const BROKEN = 'The connection to the server broke. Check that it runs, then try again.';

const problem = (status, body, retryAfter) => {
  let text = `The server answered ${status}.`;
  try {
    const told = JSON.parse(body);
    text = `${told.title}: ${told.detail}.`;
  } catch {
    // not a problem document: a proxy in between, perhaps
  }
  return new Problem(status, text, retryAfter);
};

export async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, { ...options, headers: headers(options.headers) });
  } catch {
    throw new Problem(0, BROKEN);
  }
  if (!response.ok) {
    throw problem(response.status, await response.text(), response.headers.get('Retry-After'));
  }
  return response;
}

export const json = async path => (await ask(path)).json();

/** Sends a file; resolves with the job document. Tries again while the server is busy. */
export async function upload(pipeline, file, told) {
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');
  for (let tries = 1; ; tries++) {
    try {
      return await send(pipeline, file, key, told);
    } catch (trouble) {
      const busy = trouble.status === 429 || trouble.status === 503 || trouble.status === 409;
      if (!busy || tries === 6) throw trouble;
      told.busy(trouble.retryAfter || 1);
      await new Promise(go => setTimeout(go, 1000 * (trouble.retryAfter || 1)));
    }
  }
}

const send = (pipeline, file, key, told) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.open('POST', `/v1/pipelines/${encodeURIComponent(pipeline)}/jobs`);
  const given = headers({ 'X-File-Name': encodeURIComponent(file.name), 'Idempotency-Key': key });
  Object.entries(given).forEach(([name, value]) => request.setRequestHeader(name, value));
  request.upload.onprogress = e => told.progress(e.loaded, e.total);
  request.onerror = () => reject(new Problem(0, BROKEN));
  request.onload = () => request.status < 300
    ? resolve(JSON.parse(request.responseText))
    : reject(problem(request.status, request.responseText, request.getResponseHeader('Retry-After')));
  request.send(file);
});

/** Calls `heard` with each event of a job until its end; resumes where a broken stream stopped. */
export async function follow(path, heard) {
  let last = '0';
  for (;;) {
    let ended = false;
    try {
      const response = await ask(path, { headers: { 'Last-Event-ID': last } });
      if (response.status === 204) return;
      for await (const event of events(response.body)) {
        last = event.id || last;
        if (event.event) heard(event.event, JSON.parse(event.data));
        ended = event.event === 'job.ended';
      }
      if (ended) return;
    } catch (trouble) {
      if (trouble.status >= 400 && trouble.status < 500) throw trouble;
    }
    await new Promise(go => setTimeout(go, 1000));
  }
}

/** The fields of each server-sent event of a stream. */
async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) yield fields(block);
  }
}

const fields = block => Object.fromEntries(block.split('\n')
  .filter(line => !line.startsWith(':'))
  .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]));
