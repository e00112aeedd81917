// Sends the forms of the API's pages as JSON and shows what comes back beside the fields.
'use strict';

function valueOf(input) {
  const text = input.value;
  switch (input.dataset.type) {
    case 'boolean': return input.checked;
    case 'integer': return text === '' ? undefined : /^-?\d+$/.test(text) ? Number(text) : text;
    case 'list': { const lines = text.split('\n').map(l => l.trim()).filter(l => l); return lines.length ? lines : undefined; }
    case 'map': {
      const lines = text.split('\n').map(l => l.trim()).filter(l => l);
      return lines.length ? Object.fromEntries(lines.map(l => { const i = l.indexOf('='); return i < 0 ? [l, ''] : [l.slice(0, i), l.slice(i + 1)]; })) : undefined;
    }
    default: return text === '' ? undefined : text;
  }
}

function bodyOf(form) {
  const body = {};
  for (const input of form.querySelectorAll('[data-type]')) {
    const value = valueOf(input);
    if (value !== undefined) body[input.name] = value;
  }
  return body;
}

function showErrors(form, problem) {
  for (const place of form.querySelectorAll('[data-error]')) place.textContent = '';
  if (!problem) return;
  let shown = false;
  for (const error of problem.errors || []) {
    const place = [...form.querySelectorAll('[data-error]')].find(p => p.dataset.error === error.field);
    if (place && error.field) { place.textContent = error.message; shown = true; }
  }
  const whole = form.querySelector('[data-error=""]');
  if (!shown) whole.textContent = [problem.detail, problem.fix].filter(t => t).join(' – ');
}

function showPlan(form, plan) {
  const place = form.querySelector('.plan');
  place.replaceChildren();
  const say = (tag, text, parent, cls) => { const e = document.createElement(tag); e.textContent = text; if (cls) e.className = cls; parent.append(e); return e; };
  if (plan.problem) say('p', plan.problem.message, place, 'error');
  if (plan.waiting) say('p', 'It would wait: ' + plan.waiting, place);
  if (!plan.steps.length && !plan.problem) say('p', 'Nothing would have to be done.', place);
  const list = say('ol', '', place);
  for (const step of plan.steps) {
    const item = say('li', step.title, list, step.destroys ? 'destroys' : '');
    if (step.calls.length) say('pre', step.calls.join('\n'), item);
  }
}

async function send(form, planOnly) {
  const url = new URL(form.getAttribute('action'), location.href);
  if (planOnly) url.searchParams.set('plan', 'true');
  const method = form.dataset.method;
  const init = { method, headers: { 'X-Stampede': '1', 'Accept': 'application/json' } };
  if (method !== 'DELETE') {
    init.headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(bodyOf(form));
  }
  const response = await fetch(url, init);
  const json = await response.json().catch(() => ({}));
  if (!response.ok) { showErrors(form, json); return; }
  showErrors(form, null);
  if (planOnly) { showPlan(form, json); return; }
  if (method === 'DELETE') { location.href = location.pathname.replace(/\/[^/]+$/, ''); return; }
  if (json.links && json.links.self) { location.href = json.links.self; return; }
  const place = form.querySelector('.plan');
  const pre = document.createElement('pre');
  pre.textContent = JSON.stringify(json, null, 2);
  place.replaceChildren(pre);
}

function failed(form) {
  return () => showErrors(form, { detail: 'The server does not answer.' });
}

document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.classList.contains('api')) return;
  event.preventDefault();
  if (form.dataset.ask && !confirm(form.dataset.ask)) return;
  send(form, false).catch(failed(form));
});

document.addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) return;
  if ('plan' in button.dataset) send(button.form, true).catch(failed(button.form));
  if (button.dataset.copy) {
    navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  }
});
