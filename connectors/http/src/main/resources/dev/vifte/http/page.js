// The page: takes files, shows each as a job, follows it live, and lists the recent ones.

import { Problem, ask, follow, json, upload, useKey } from './client.js';
import { bytes, element, reasons, results, stageList } from './results.js';

const AT_ONCE = 3;
const at = id => document.getElementById(id);
const say = text => { at('said').textContent = text; };
const waiting = [];
let sending = 0;
let pipelines = [];

/** Shows trouble in words; asks for a key where one is missing. */
const trouble = problem => {
  if (problem.status === 401) {
    at('key').hidden = false;
    at('key-field').focus();
  }
  say(problem instanceof Problem ? problem.message : `This page has a fault: ${problem.message}`);
};

async function begin() {
  try {
    pipelines = (await json('/v1/pipelines')).pipelines;
    at('pipeline').replaceChildren(...pipelines.map(p => element('option', {}, p.name)));
    takes();
    await recent();
    say('');
  } catch (problem) {
    trouble(problem);
  }
}

const takes = () => {
  const chosen = pipelines.find(p => p.name === at('pipeline').value);
  at('takes').textContent = chosen
    ? `Takes ${chosen.accept.join(', ').replace('*/*', 'any file')}, up to ${bytes(chosen.limits.size)} each.`
    : 'This server runs no pipeline yet.';
};

const take = files => {
  for (const file of files) waiting.push([at('pipeline').value, file, new Card(file.name, bytes(file.size))]);
  next();
};

const next = () => {
  while (sending < AT_ONCE && waiting.length) {
    sending++;
    start(...waiting.shift()).finally(() => { sending--; next(); });
  }
};

async function start(pipeline, file, card) {
  try {
    const job = await upload(pipeline, file, {
      progress: (sent, all) => card.sent(sent, all),
      busy: seconds => card.state('queued', `busy, trying again in ${seconds} s`),
    });
    watch(card, job);
  } catch (problem) {
    card.state('failed', 'not accepted');
    card.complain(problem.message);
    trouble(problem);
  }
}

/** Follows a job to its end. The document is the truth; events say when to look again. */
async function watch(card, job) {
  card.show(job);
  let asked = false;
  const look = async () => {
    asked = false;
    card.show(await json(job.links.self));
  };
  try {
    await follow(job.links.events, (type, data) => {
      if (type === 'task.started') card.running(data.stage);
      if (!asked) {
        asked = true;
        setTimeout(() => look().catch(trouble), 120);
      }
    });
    await look();
    setTimeout(() => recent().catch(trouble), 500); // listings may lag behind the job itself
  } catch (problem) {
    trouble(problem);
  }
}

class Card {
  #stages = new Set();
  #progress = element('progress', { max: 1, 'aria-label': 'Upload' });
  #state = element('span', { class: 'state queued' }, 'uploading');
  #about = element('span', { class: 'about' });
  #body = element('div');
  #foot = element('footer');
  #card;
  #job;

  constructor(name, about) {
    this.#about.textContent = about;
    this.#card = element('article', { class: 'job' },
      element('header', {}, element('h3', {}, name), this.#about, this.#state),
      this.#progress, this.#body, this.#foot);
    at('jobs').prepend(this.#card);
  }

  sent(some, all) {
    this.#progress.value = all ? some / all : 0;
    this.state('queued', some < all ? `uploading ${Math.round(100 * some / all)} %` : 'storing');
  }

  state(state, words) {
    this.#state.className = `state ${state}`;
    this.#state.textContent = words || state;
  }

  running(stage) {
    this.#stages.add(stage);
    if (this.#job) this.show(this.#job);
  }

  complain(why) {
    this.#progress.hidden = true;
    this.#body.replaceChildren(element('p', { class: 'why' }, why));
  }

  show(job) {
    this.#job = job;
    this.#progress.hidden = true;
    this.#card.dataset.job = job.job;
    this.#card.dataset.state = job.state;
    this.state(job.state);
    if (job.input) this.#about.textContent = `${job.input.type}, ${bytes(job.input.size)}`;
    const ended = !['receiving', 'running'].includes(job.state);
    this.#body.replaceChildren(
      stageList(job.stages, this.#stages),
      ...(job.why ? [element('p', { class: 'why' }, job.why)] : []),
      ...reasons(job.stages),
      ...Object.entries(job.stages || {}).filter(([, s]) => s.state === 'done').flatMap(([n, s]) => this.#drawn(n, s)));
    this.#foot.replaceChildren(ended ? this.#erase(job) : this.#cancel(job));
    if (ended) say(`${job.input ? job.input.name : 'The job'}: ${job.state}.`);
  }

  /** A stage that is done does not change: its results are drawn once. */
  #done = new Map();
  #drawn(name, stage) {
    const key = `${name} ${stage.finished}`;
    if (!this.#done.has(key)) this.#done.set(key, results(name, stage));
    return this.#done.get(key);
  }

  #cancel(job) {
    const button = element('button', { type: 'button' }, 'Cancel');
    button.onclick = () => ask(`${job.links.self}/cancel`, { method: 'POST' })
      .then(response => response.json()).then(now => this.show(now)).catch(trouble);
    return button;
  }

  #erase(job) {
    const button = element('button', { type: 'button' }, 'Erase');
    button.onclick = () => confirm('Erase the file and its results for good?')
      && ask(job.links.self, { method: 'DELETE' })
        .then(() => { this.#card.remove(); say('Erased.'); return recent(); }).catch(trouble);
    return button;
  }
}

async function recent() {
  const { jobs } = await json('/v1/jobs?limit=20');
  at('recent').hidden = jobs.length === 0;
  at('recent-rows').replaceChildren(...jobs.map(job => {
    const open = element('button', { class: 'link', type: 'button' }, job.name || job.job);
    open.onclick = () => show(job.href).catch(trouble);
    return element('tr', {}, element('td', {}, open), element('td', {}, job.pipeline),
      element('td', { class: `state ${job.state}` }, job.state),
      element('td', {}, new Date(job.created).toLocaleString()));
  }));
}

async function show(path) {
  const job = await json(path);
  const shown = document.querySelector(`[data-job="${CSS.escape(job.job)}"]`);
  if (shown) return shown.scrollIntoView({ behavior: 'smooth' });
  watch(new Card(job.input ? job.input.name : job.job, ''), job);
  window.scrollTo({ top: 0, behavior: 'smooth' });
}

at('pipeline').onchange = takes;
at('files').onchange = () => { take(at('files').files); at('files').value = ''; };
at('key').onsubmit = e => {
  e.preventDefault();
  useKey(at('key-field').value.trim());
  at('key').hidden = true;
  begin();
};
for (const type of ['dragenter', 'dragover']) {
  document.addEventListener(type, e => { e.preventDefault(); at('drop').classList.add('over'); });
}
for (const type of ['dragleave', 'drop']) {
  document.addEventListener(type, e => { e.preventDefault(); at('drop').classList.remove('over'); });
}
document.addEventListener('drop', e => take(e.dataTransfer.files));
begin();
