// The palette: one field that goes to pages, runs, workflows and schedules, and presses the buttons that the page has. What a viewer may not see or do is
// not on the page and not in the server's answer, so it is not here.

const dialog = document.getElementById('palette');
const opener = document.querySelector('[data-palette-open]');
const waitMs = 120;

if (dialog && opener) {
  const field = dialog.querySelector('input');
  const list = dialog.querySelector('[role=listbox]');
  const state = dialog.querySelector('[data-palette-state]');
  let hits = [];
  let shown = [];
  let chosen = 0;
  let timer = 0;
  let request;
  let hasty = false;

  function open() {
    if (dialog.open) { dialog.close(); return; }
    field.value = '';
    hits = [];
    dialog.showModal();
    look();
  }

  // What this page offers by itself: its confirmations, the pages, and what concerns how it is shown.
  function own() {
    const press = (group, button, title) => button && !button.hidden ? [{ group, title, act: () => button.click() }] : [];
    const confirmations = [...document.querySelectorAll('main button[popovertarget]')]
      .filter(button => !button.closest('table, [popover]') && document.getElementById(button.getAttribute('popovertarget'))?.matches('.ask'));
    const pause = document.querySelector('[data-pause]');
    return [
      ...confirmations.flatMap(button => press('This page', button, `${button.textContent.trim()}…`)),
      ...[...document.querySelectorAll('main .buttons a[href]')].flatMap(link => press('This page', link, link.textContent.trim())),
      ...[...document.querySelectorAll('#pages a')].map(link => ({ group: 'Pages', title: link.textContent.trim(), path: link.getAttribute('href') })),
      ...press('Actions', pause, pause?.getAttribute('aria-pressed') === 'true' ? 'Go on live' : 'Pause live'),
      ...press('Actions', document.querySelector('[data-theme-switch]'), 'Switch between light and dark'),
      ...press('Actions', dialog.querySelector('[data-keys-open]'), 'Show the keys'),
    ];
  }

  function look() {
    clearTimeout(timer);
    request?.abort();
    request = undefined;
    hasty = false;
    chosen = 0;
    const text = field.value.trim();
    if (text) timer = setTimeout(() => find(text), waitMs);
    show(Boolean(text));
  }

  async function find(text) {
    request = new AbortController();
    const { signal } = request;
    try {
      const response = await fetch(new URL(`palette?q=${encodeURIComponent(text)}`, document.baseURI), { signal, redirect: 'manual', headers: { accept: 'application/json' } });
      if (response.type === 'opaqueredirect' || response.status === 401) { location.reload(); return; }
      if (!response.ok) throw new Error(`${response.status}`);
      hits = await response.json();
      show(false);
      if (hasty && shown.length > 0) act(shown[chosen]);
    } catch {
      if (!signal.aborted) { hits = []; show(false); state.textContent = 'Runs, workflows and schedules can’t be looked for now.'; }
    }
  }

  // Hits of a shorter text stay while a longer one is looked for, where they fit it too.
  function show(isLooking) {
    const words = field.value.toLowerCase().split(' ').filter(Boolean);
    const fits = ({ title, detail }) => words.every(word => `${title} ${detail ?? ''}`.toLowerCase().includes(word));
    const found = [...own().filter(fits), ...(words.length > 0 ? hits.filter(fits) : [])];
    const groups = grouped(found);
    shown = [...groups.values()].flat();
    chosen = Math.min(chosen, Math.max(0, shown.length - 1));
    let number = 0;
    list.replaceChildren(...[...groups].map(([group, entries], at) => make('div', { role: 'group', 'aria-labelledby': `palette-group-${at}` },
      make('div', { id: `palette-group-${at}`, class: 'group', role: 'presentation' }, group),
      ...entries.map(entry => option(entry, number++)))));
    list.hidden = shown.length === 0;
    field.setAttribute('aria-expanded', shown.length > 0);
    state.textContent = isLooking ? 'Looking…' : shown.length > 0 ? `${shown.length} found` : 'Nothing has this name, and no run an id that begins so.';
    choose(chosen);
  }

  function grouped(entries) {
    const groups = new Map();
    for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
    return groups;
  }

  function option(entry, number) {
    const element = make('div', { role: 'option', id: `palette-option-${number}`, 'aria-selected': 'false' },
      ...(entry.status ? [make('span', { class: `pill ${entry.status}` }, entry.status), ' '] : []),
      make('span', { class: 'title' }, entry.title), ' ',
      ...(entry.detail ? [make('span', { class: 'sub' }, entry.detail)] : []));
    element.addEventListener('click', () => act(entry));
    element.addEventListener('pointermove', () => { if (chosen !== number) choose(number); });
    return element;
  }

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    element.append(...children);
    return element;
  }

  function choose(number) {
    chosen = number;
    const options = list.querySelectorAll('[role=option]');
    options.forEach((element, at) => element.setAttribute('aria-selected', at === number));
    if (options[number]) field.setAttribute('aria-activedescendant', options[number].id); else field.removeAttribute('aria-activedescendant');
    options[number]?.scrollIntoView({ block: 'nearest' });
  }

  function act(entry) {
    dialog.close();
    if (entry.act) entry.act(); else location.href = new URL(entry.path, document.baseURI);
  }

  field.addEventListener('input', look);
  field.addEventListener('keydown', event => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && shown.length > 0) {
      event.preventDefault();
      choose((chosen + by + shown.length) % shown.length);
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      // Who is faster than the answer means what comes first in it.
      if (shown.length > 0) act(shown[chosen]); else hasty = true;
    }
  });
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener('close', () => { clearTimeout(timer); request?.abort(); });
  document.addEventListener('keydown', event => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  opener.addEventListener('click', open);
  if (/^(Mac|iP)/.test(navigator.platform)) opener.querySelector('kbd').textContent = '⌘ K';
  opener.hidden = false;
}
