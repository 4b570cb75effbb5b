// Completes what is written into the query bar: a combobox whose list is outside of what a page that is read again replaces.

const most = 12;
const list = document.createElement('ul');
let input;
let known;
let options = [];
let active = -1;

list.id = 'completions';
list.className = 'completions';
list.hidden = true;
list.setAttribute('role', 'listbox');
list.setAttribute('aria-label', 'Completions');
document.body.append(list);

async function load() {
  if (known) return;
  known = { words: [], statuses: [], workflows: [], queues: [] };
  try {
    const response = await fetch(new URL(input.dataset.words, document.baseURI), { headers: { accept: 'application/json' }, redirect: 'manual' });
    if (response.ok) known = await response.json();
    else known = undefined;
  } catch { known = undefined; }
}

// The term that the caret is in: what stands between it and the blank before.
function term() {
  const caret = input.selectionEnd ?? input.value.length;
  const before = input.value.slice(0, caret);
  const from = before.search(/\S*$/);
  const text = before.slice(from);
  const colon = text.indexOf(':');
  return { from, caret, word: colon < 0 ? undefined : text.slice(0, colon).toLowerCase(), part: colon < 0 ? text : text.slice(colon + 1) };
}

function offers({ word, part }) {
  if (!known || part.startsWith('"')) return [];
  if (word === undefined) {
    return known.words.filter(one => one.word.startsWith(part.toLowerCase())).map(one => ({ text: `${one.word}:`, hint: one.takes, stays: true }));
  }
  const chosen = word === 'status' ? part.split(',').slice(0, -1) : [];
  const last = word === 'status' ? part.split(',').at(-1) : part;
  const names = { status: known.statuses, workflow: known.workflows, queue: known.queues, since: ['15m', '1h', '24h', '7d'], before: ['15m', '1h', '24h', '7d'] }[word] ?? [];
  const found = names.filter(name => name.includes(last) && name !== last && !chosen.includes(name));
  found.sort((one, other) => Number(other.startsWith(last)) - Number(one.startsWith(last)));
  return found.map(name => ({ text: `${word}:${[...chosen, name].join(',')}`, hint: '' }));
}

function show() {
  options = document.activeElement === input ? offers(term()).slice(0, most) : [];
  active = -1;
  list.replaceChildren(...options.map((option, i) => {
    const item = document.createElement('li');
    const text = document.createElement('code');
    const hint = document.createElement('span');
    item.id = `completion-${i}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    text.textContent = option.text;
    hint.textContent = option.hint;
    item.append(text, hint);
    return item;
  }));
  list.hidden = options.length === 0;
  input.setAttribute('aria-expanded', String(!list.hidden));
  input.removeAttribute('aria-activedescendant');
  if (!list.hidden) place();
}

function place() {
  const box = input.getBoundingClientRect();
  list.style.left = `${box.left + scrollX}px`;
  list.style.top = `${box.bottom + scrollY + 4}px`;
  list.style.width = `${box.width}px`;
}

function hide() {
  list.hidden = true;
  options = [];
  input?.setAttribute('aria-expanded', 'false');
  input?.removeAttribute('aria-activedescendant');
}

function move(by) {
  list.children[active]?.setAttribute('aria-selected', 'false');
  active = (active + by + options.length + (active < 0 && by < 0 ? 1 : 0)) % options.length;
  const item = list.children[active];
  item.setAttribute('aria-selected', 'true');
  item.scrollIntoView({ block: 'nearest' });
  input.setAttribute('aria-activedescendant', item.id);
}

function take(option) {
  const { from, caret } = term();
  const rest = input.value.slice(caret).replace(/^\S*/, '');
  const text = option.stays ? option.text : `${option.text}${rest.startsWith(' ') ? '' : ' '}`;
  input.value = input.value.slice(0, from) + text + rest;
  input.setSelectionRange(from + text.length, from + text.length);
  show();
}

function isBar(element) { return element instanceof HTMLInputElement && element.dataset.words !== undefined; }

document.addEventListener('focusin', async event => {
  if (!isBar(event.target)) return;
  input = event.target;
  await load();
  show();
});
document.addEventListener('focusout', event => { if (isBar(event.target)) hide(); });
document.addEventListener('input', event => { if (isBar(event.target)) show(); });
document.addEventListener('click', event => { if (isBar(event.target)) show(); });
document.addEventListener('keydown', event => {
  if (!isBar(event.target) || event.isComposing) return;
  if (event.key === 'ArrowDown' && list.hidden) { event.preventDefault(); show(); }
  else if (list.hidden) return;
  else if (event.key === 'ArrowDown') { event.preventDefault(); move(1); }
  else if (event.key === 'ArrowUp') { event.preventDefault(); move(-1); }
  else if (event.key === 'Enter' && active >= 0) { event.preventDefault(); take(options[active]); }
  else if (event.key === 'Escape') { event.preventDefault(); hide(); }
});
// The field keeps the focus while an option is taken by the mouse.
list.addEventListener('mousedown', event => event.preventDefault());
list.addEventListener('click', event => {
  const at = [...list.children].indexOf(event.target.closest('li'));
  if (at >= 0) take(options[at]);
});
addEventListener('resize', () => { if (!list.hidden) place(); });

// The field may have the focus before this is read.
if (isBar(document.activeElement)) document.activeElement.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
