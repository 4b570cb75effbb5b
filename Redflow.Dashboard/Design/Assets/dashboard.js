// Keeps an open page as the server would show it now. The server draws; this reads the page again when it is told to, and puts in what is different.

const main = document.getElementById('main');
const pauseButton = document.querySelector('[data-pause]');
const themeButton = document.querySelector('[data-theme-switch]');
const leastMs = 300;
const retryMs = 2000;
let url = new URL(location.href);
let paused = false;
let reading = false;
let again = false;
let wanted = false;
let lastRead = performance.now();
let timer = 0;
let due = Infinity;
let source;

document.documentElement.dataset.scripts = 'yes';
if (url.searchParams.has('did')) {
  url.searchParams.delete('did');
  history.replaceState(null, '', url);
}

// A live region is read out when something comes into it, not for what it has when the page comes.
const notice = document.querySelector('.notice');
if (notice) setTimeout(() => notice.replaceWith(notice.cloneNode(true)), 100);

async function read() {
  if (reading) { again = true; return; }
  reading = true;
  again = false;
  const asked = url.href;
  const isWanted = wanted;
  wanted = false;
  try {
    const response = await fetch(asked, { headers: { accept: 'text/html' }, redirect: 'manual' });
    if (response.type === 'opaqueredirect' || response.status === 401) { location.reload(); return; }
    const page = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('main');
    if (page && asked === url.href) {
      // A page that was paused meanwhile stays as it is.
      if (isWanted || !paused) morph(main, page);
      showLost(false);
      if (!source) listen();
    } else if (!page) { showLost(true); }
  } catch { showLost(true); }
  reading = false;
  lastRead = performance.now();
  if (wanted) read();
  else schedule(again ? leastMs : Number(main.dataset.every) || Infinity);
}

// What somebody has asked for is read and shown at once, paused or not.
function show(address) {
  url = address;
  wanted = true;
  read();
}

function schedule(inMs) {
  const at = performance.now() + inMs;
  if (paused || document.hidden || !Number.isFinite(at) || (timer && due <= at)) return;
  clearTimeout(timer);
  due = at;
  timer = setTimeout(() => { timer = 0; due = Infinity; read(); }, inMs);
}

function changed() { schedule(Math.max(0, leastMs - (performance.now() - lastRead))); }

function listen() {
  source?.close();
  source = undefined;
  if (!main.dataset.live || paused || document.hidden) return;
  source = new EventSource(new URL(main.dataset.live, document.baseURI));
  source.addEventListener('open', () => { main.dataset.listens = 'yes'; showLost(false); });
  source.addEventListener('changed', changed);
  source.addEventListener('heartbeat', changed);
  source.addEventListener('error', () => {
    showLost(true);
    if (source?.readyState === EventSource.CLOSED) { changed(); setTimeout(listen, retryMs); }
  });
}

function resume() {
  clearTimeout(timer);
  timer = 0;
  due = Infinity;
  listen();
  if (!paused && !document.hidden && isLive()) read();
}

function isLive() { return Boolean(main.dataset.live || main.dataset.every); }

function showLost(isLost) {
  if (!pauseButton) return;
  pauseButton.classList.toggle('lost', isLost && !paused);
  const text = pauseButton.querySelector('[data-pause-text]');
  const state = paused ? 'Paused' : isLost ? 'No connection' : 'Live';
  if (text.textContent !== state) text.textContent = state;
}

// Makes one element like another: what is the same stays, with its focus, its selection and whether it is open.
// What is left to another script (data-own) is that script's.
function morph(from, to) {
  if (from.hasAttribute('data-own')) return;
  for (const { name, value } of [...to.attributes]) if (!isOwn(from, name) && from.getAttribute(name) !== value) from.setAttribute(name, value);
  for (const { name } of [...from.attributes]) if (!isOwn(from, name) && !to.hasAttribute(name)) from.removeAttribute(name);
  const keyed = new Map([...from.children].filter(keyOf).map(child => [keyOf(child), child]));
  // What goes, goes first: what is moved loses an open dialog.
  const wantedKeys = new Set([...to.children].map(keyOf));
  for (const [key, child] of keyed) if (!wantedKeys.has(key)) child.remove();
  let at = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const known = keyOf(wanted) ? keyed.get(keyOf(wanted)) : undefined;
    if (known && known !== at) from.insertBefore(known, at);
    const node = known ?? at;
    if (node && isAlike(node, wanted)) {
      at = node.nextSibling;
      if (node.nodeType === Node.ELEMENT_NODE) morph(node, wanted);
      else if (node.data !== wanted.data) node.data = wanted.data;
    } else {
      from.insertBefore(document.importNode(wanted, true), at);
    }
  }
  while (at) { const next = at.nextSibling; at.remove(); at = next; }
}

function keyOf(node) { return node.dataset?.key ? `${node.localName} ${node.dataset.key}` : ''; }

function isAlike(one, other) {
  return one.nodeType === other.nodeType && one.localName === other.localName && keyOf(one) === keyOf(other) && one.id === other.id;
}

function isOwn(element, name) { return (name === 'open' && element.localName === 'details') || (element.localName === 'input' && element.type !== 'hidden' && name === 'value') || name === 'data-listens' || (name.startsWith('aria-') && element.getAttribute('role') === 'combobox'); }

pauseButton?.addEventListener('click', () => {
  paused = !paused;
  pauseButton.setAttribute('aria-pressed', paused);
  showLost(false);
  resume();
});
if (pauseButton) pauseButton.hidden = !isLive();

if (themeButton) {
  themeButton.hidden = false;
  themeButton.addEventListener('click', () => {
    const chosen = document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
    const next = chosen === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = next;
    document.cookie = `redflow-theme=${next}; path=${new URL(document.baseURI).pathname}; max-age=31536000; samesite=lax`;
  });
}

// A step is chosen in place: the page keeps its position.
document.addEventListener('click', event => {
  const link = event.target.closest('a[data-swap]');
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const address = new URL(link.href);
  history.pushState(null, '', address);
  show(address);
});
addEventListener('popstate', () => show(new URL(location.href)));

document.addEventListener('visibilitychange', resume);
addEventListener('pagehide', () => source?.close());
addEventListener('pageshow', event => { if (event.persisted) resume(); });
listen();
schedule(Number(main.dataset.every) || Infinity);
