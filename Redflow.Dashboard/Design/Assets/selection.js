// Keeps which runs are checked, while the page is read again and from one page of a search to the next.

const main = document.getElementById('main');
const form = () => document.getElementById('bulk');
const boxes = () => [...main.querySelectorAll('[data-choose]')];
const key = () => `${prefix}${new URLSearchParams(location.search).get('q')?.trim() ?? ''}`;
const most = () => Number(form()?.dataset.most) || 0;
const prefix = 'redflow-chosen ';
let chosen = new Set(read());

function read() {
  try { return JSON.parse(sessionStorage.getItem(key()) ?? '[]'); } catch { return []; }
}

function keep() {
  try {
    if (chosen.size) sessionStorage.setItem(key(), JSON.stringify([...chosen]));
    else sessionStorage.removeItem(key());
  } catch { /* It is kept on this page. */ }
}

// Sets only what is different: what it sets is seen as a change of the page too.
function set(element, name, value) { if (element && element[name] !== value) element[name] = value; }

function show() {
  const bar = form();
  if (!bar) return;
  const rows = boxes();
  const here = rows.filter(box => chosen.has(box.value)).length;
  for (const box of rows) {
    set(box, 'checked', chosen.has(box.value));
    set(box, 'disabled', chosen.size >= most() && !chosen.has(box.value));
  }
  const elsewhere = chosen.size - here;
  const words = chosen.size === 0 ? 'the runs that are checked'
    : `${chosen.size === 1 ? 'the run' : `the ${chosen.size} runs`} that ${chosen.size === 1 ? 'is' : 'are'} checked${elsewhere ? `, ${elsewhere} not on this page` : ''}${chosen.size >= most() ? ': no more can be' : ''}`;
  set(bar.querySelector('[data-chosen]'), 'textContent', words);
  const all = bar.querySelector('[data-choose-page]');
  set(all, 'checked', rows.length > 0 && here === rows.length);
  set(all, 'indeterminate', here > 0 && here < rows.length);
  set(bar.querySelector('[data-choose-none]'), 'disabled', chosen.size === 0);
}

function choose(box, is) {
  if (!is) chosen.delete(box.value);
  else if (chosen.size < most()) chosen.add(box.value);
}

document.addEventListener('change', event => {
  const box = event.target;
  if (box.matches('[data-choose]')) choose(box, box.checked);
  else if (box.matches('[data-choose-page]')) for (const row of boxes()) choose(row, box.checked);
  else return;
  if (chosen.size) set(form().querySelector('[value="chosen"]'), 'checked', true);
  keep();
  show();
});

document.addEventListener('click', event => {
  if (!event.target.closest('[data-choose-none]')) return;
  chosen = new Set();
  keep();
  show();
});

// Those that are not on this page go along; what is acted on is not checked any more when one comes back.
document.addEventListener('submit', event => {
  if (event.target.matches('[data-forget-chosen]')) {
    for (const old of Object.keys(sessionStorage).filter(name => name.startsWith(prefix))) sessionStorage.removeItem(old);
    return;
  }
  const bar = form();
  if (event.target !== bar) return;
  for (const field of bar.querySelectorAll('[data-elsewhere]')) field.remove();
  if (new FormData(bar).get('of') !== 'chosen') return;
  const here = new Set(boxes().map(box => box.value));
  for (const id of chosen) {
    if (here.has(id)) continue;
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name: 'id', value: id });
    field.dataset.elsewhere = '';
    bar.append(field);
  }
});

new MutationObserver(show).observe(main, { childList: true, subtree: true, characterData: true });
addEventListener('pageshow', () => { chosen = new Set(read()); show(); });
show();
