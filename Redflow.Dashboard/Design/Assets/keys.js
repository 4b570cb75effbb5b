// The keys of one character: to the query bar, through rows, and to what may be done to a run. They are not heard while somebody types, and can be turned off.

const help = document.getElementById('keys');
const heard = help?.querySelector('[data-keys-on]');
const setting = 'redflow-keys';
const typing = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';
const asks = { r: ['retry', 'rerun'], c: ['cancel'] };
const nothing = {
  r: 'There is nothing to retry or rerun here, or you may not.',
  c: 'There is nothing to cancel here: it has ended, or you may not.',
};

// Where storage is closed to pages, the setting holds for this page alone.
function stored(value) {
  try { return value === undefined ? localStorage.getItem(setting) : localStorage.setItem(setting, value); } catch { return null; }
}

function say(text) {
  const notice = Object.assign(document.createElement('p'), { className: 'notice', textContent: text });
  document.querySelector('.notices').replaceChildren(notice);
}

// Opens the confirmation that the page has.
function ask(key) {
  const found = asks[key].map(id => document.getElementById(id)).find(element => element?.popover);
  if (found) found.showPopover(); else say(nothing[key]);
}

// The link of the row that has the focus, on itself or on something in it.
function rowWithFocus() {
  return document.activeElement?.closest('[data-row]') ?? document.activeElement?.closest('tr')?.querySelector('[data-row]');
}

// Asks about the run of the row that has the focus, on that run's page; about the page's run where no row has it.
function askAbout(key) {
  const row = rowWithFocus();
  if (!row) { ask(key); return; }
  const run = /^runs\/([0-9a-z]{23})(?:$|[?#])/.exec(row.getAttribute('href') ?? '');
  if (run) location.href = new URL(`runs/${run[1]}?ask=${key}`, document.baseURI); else say('This row is not that of a run.');
}

function move(by) {
  const rows = [...document.querySelectorAll('[data-row]')].filter(row => row.getClientRects().length > 0);
  rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(rowWithFocus()) + by))]?.focus();
}

function search() {
  const bar = document.getElementById('q');
  if (bar) { bar.focus(); bar.select(); } else location.href = new URL('runs#q', document.baseURI);
}

function showHelp() { if (help && !help.open) { document.querySelector('dialog[open]')?.close(); help.showModal(); } }

const does = { '/': search, j: () => move(1), k: () => move(-1), '?': showHelp, r: askAbout, c: askAbout };

document.addEventListener('keydown', event => {
  if (!heard?.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !Object.hasOwn(does, event.key)) return;
  if (event.target.closest?.(typing) || document.querySelector('dialog[open], .ask:popover-open')) return;
  event.preventDefault();
  if (!event.repeat || event.key === 'j' || event.key === 'k') does[event.key](event.key);
});

for (const button of document.querySelectorAll('[data-keys-open]')) button.addEventListener('click', showHelp);
if (heard) {
  heard.checked = stored() !== 'off';
  heard.addEventListener('change', () => stored(heard.checked ? 'on' : 'off'));
}

// What the row of another page has asked for. It is taken out of the address, so that loading the page again does not ask again.
const address = new URL(location.href);
const asked = address.searchParams.get('ask');
if (asked !== null) {
  address.searchParams.delete('ask');
  history.replaceState(null, '', address);
  if (Object.hasOwn(asks, asked)) ask(asked);
}
if (location.hash === '#q') document.getElementById('q')?.focus();
