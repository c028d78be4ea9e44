// Draws one job: its stages as they go, then what they gave. Everything a file could have brought
// along is put in as text, never as markup.

import { ask, hasKey } from './client.js';

const MARKS = {
  waiting: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2',
  queued: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 5v3l2 1.500',
  running: 'M14 8a6 6 0 1 1-4-5.650',
  parked: 'M6 4v8M10 4v8',
  done: 'M3 8.500 6.500 12 13 4.500',
  skipped: 'M4 8h8',
  cancelled: 'M4 8h8',
  rejected: 'M4 4l8 8M12 4l-8 8',
  dead: 'M4 4l8 8M12 4l-8 8',
};
const TEXT_SHOWN = 20000;
const ROWS_SHOWN = 60;

export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
};

export const bytes = n =>
  n < 1000 ? `${n} B` : n < 1e6 ? `${(n / 1e3).toFixed(1)} kB` : n < 1e9 ? `${(n / 1e6).toFixed(1)} MB` : `${(n / 1e9).toFixed(2)} GB`;

const took = stage => {
  if (!stage.started || !stage.finished) return '';
  const ms = new Date(stage.finished) - new Date(stage.started);
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
};

const mark = state => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'mark');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', MARKS[state] || MARKS.waiting);
  svg.append(path);
  return svg;
};

export const stageList = (stages, running) => element('ul', { class: 'stages' },
  ...Object.entries(stages || {}).map(([name, stage]) => {
    const state = running.has(name) && ['queued', 'waiting'].includes(stage.state) ? 'running' : stage.state;
    return element('li', { class: state, 'data-stage': name, 'data-state': state },
      mark(state), element('span', {}, name), element('span', { class: 'time' }, took(stage) || state));
  }));

/** Why stages failed, in words. */
export const reasons = stages => Object.entries(stages || {})
  .filter(([, stage]) => stage.why)
  .map(([name, stage]) => element('p', { class: 'why' }, `${name}: ${stage.why}`));

/** The results of a finished stage. */
export const results = (name, stage) => {
  const outputs = stage.outputs || [];
  const pictures = outputs.filter(o => o.type.startsWith('image/'));
  const texts = outputs.filter(o => o.type === 'text/plain' || o.type === 'application/json');
  const others = outputs.filter(o => !pictures.includes(o) && !texts.includes(o));
  const rows = flat(stage.data || {}, '');
  return [
    ...(outputs.length + rows.length ? [element('h4', {}, name)] : []),
    ...(pictures.length ? [element('div', { class: 'pictures' }, ...pictures.map(picture))] : []),
    ...texts.map(text),
    ...(others.length ? [element('ul', { class: 'files' }, ...others.map(o => element('li', {}, link(o))))] : []),
    ...(rows.length ? [table(rows)] : []),
  ];
};

const caption = output => [output.name, output.width ? `${output.width} × ${output.height}` : '', bytes(output.size)]
  .filter(Boolean).join(', ');

const picture = output => {
  const image = element('img', { alt: output.name });
  if (output.width) {
    image.width = output.width;
    image.height = output.height;
    image.style.height = 'auto';
  }
  blob(output).then(url => { image.src = url; }).catch(trouble => { image.alt = trouble.message; });
  return element('figure', {}, image, element('figcaption', {}, link(output)));
};

const text = output => {
  const shown = element('pre', { tabindex: '0', 'aria-label': output.name }, '…');
  ask(output.href, { headers: { Range: `bytes=0-${TEXT_SHOWN - 1}` } })
    .then(response => response.text())
    .then(start => { shown.textContent = start; })
    .catch(trouble => { shown.textContent = trouble.message; });
  return element('div', {}, shown, element('figcaption', {}, link(output)));
};

const blob = async output => URL.createObjectURL(await (await ask(output.href)).blob());

/** A plain link, or, where a key must be sent along, a button that fetches first. */
const link = output => {
  if (!hasKey()) return element('a', { href: output.href, target: '_blank', rel: 'noopener' }, caption(output));
  const button = element('button', { class: 'link', type: 'button' }, caption(output));
  button.onclick = async () => {
    const url = await blob(output);
    element('a', { href: url, download: output.name }).click();
    URL.revokeObjectURL(url);
  };
  return button;
};

const table = rows => {
  const line = ([key, value]) => element('tr', {}, element('th', { scope: 'row' }, key), element('td', {}, value));
  const first = element('table', {}, element('tbody', {}, ...rows.slice(0, ROWS_SHOWN).map(line)));
  if (rows.length <= 12) return first;
  return element('details', {}, element('summary', {}, `${rows.length} findings`), first);
};

/** Nested findings as rows: `camera.model` and its value. */
const flat = (value, path) => {
  if (value === null || typeof value !== 'object') return [[path, String(value)]];
  if (Array.isArray(value) && value.every(v => v === null || typeof v !== 'object')) {
    return value.length ? [[path, value.slice(0, 20).join(', ')]] : [];
  }
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, path ? `${path}.${key}` : key));
};
