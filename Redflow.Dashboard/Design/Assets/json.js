// Finds text in the JSON of a page and names the path of a value. The page folds by itself, and is redrawn while it is live: so nothing is put into the
// document but what it has left to scripts (data-own), and what is found is marked by ranges.

const places = new WeakMap();
const marks = globalThis.CSS?.highlights && globalThis.Highlight;

document.addEventListener('input', event => { if (event.target.matches?.('[data-json-find]')) find(event.target, 0); });

document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || !event.target.matches?.('[data-json-find]')) return;
  event.preventDefault();
  find(event.target, event.shiftKey ? -1 : 1);
});

document.addEventListener('click', event => name(event.target));
document.addEventListener('focusin', event => { if (event.target.localName === 'summary') name(event.target); });

function find(input, step) {
  const view = input.closest('.json');
  const wanted = input.value.trim().toLowerCase();
  const found = wanted ? rangesOf(view, wanted) : [];
  const at = found.length && step ? ((places.get(input) ?? 0) + step + found.length) % found.length : 0;
  places.set(input, at);
  view.querySelector('[data-json-found]').textContent = !wanted ? '' : found.length ? `${at + 1} of ${found.length}` : 'Not found';
  if (marks) {
    CSS.highlights.set('json-found', new Highlight(...found));
    CSS.highlights.set('json-at', new Highlight(...found.slice(at, at + 1)));
  }
  if (!found.length) return;
  const holder = found[at].startContainer.parentElement;
  for (let around = holder.closest('details'); around && view.contains(around); around = around.parentElement.closest('details')) {
    if (!(holder.closest('summary') && around === holder.closest('details'))) around.open = true;
  }
  holder.scrollIntoView({ block: 'nearest' });
  name(holder);
}

function rangesOf(view, wanted) {
  const found = [];
  for (const text of view.querySelectorAll('.member, [data-leaf] > span:not(.member, .punctuation)')) {
    const node = text.firstChild;
    const inLower = node?.data?.toLowerCase() ?? '';
    for (let at = inLower.indexOf(wanted); at >= 0; at = inLower.indexOf(wanted, at + wanted.length)) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, Math.min(at + wanted.length, node.length));
      found.push(range);
    }
  }
  return found;
}

// Shows the path of the value that an element belongs to.
function name(element) {
  const view = element.closest?.('.json');
  if (!view || !element.closest('summary, [data-leaf]')) return;
  const path = `$${partsOf(element.closest('li'), view)}`;
  const line = view.querySelector('.json-path');
  line.querySelector('[data-json-path]').textContent = path;
  const button = line.querySelector('[data-copy-path]');
  button.dataset.copyText = path;
  button.setAttribute('aria-label', `Copy the path ${path}`);
  line.classList.add('named');
}

function partsOf(item, view) {
  if (!item || !view.contains(item)) return '';
  const label = item.querySelector(':scope > details > summary > .member, :scope > [data-leaf] > .member');
  const own = label ? memberOf(label.textContent) : `[${[...item.parentElement.children].indexOf(item)}]`;
  return partsOf(item.parentElement.closest('li'), view) + own;
}

function memberOf(text) {
  return /^[A-Za-z_$][\w$]*$/.test(text) ? `.${text}` : `['${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;
}
