// Copies what a button names: an element's text (data-copy="#id"), a text of its own (data-copy-text) or what an address answers (data-copy-from).
// Without a script the buttons are not shown, and the text can be selected.

const shownMs = 2500;
let said;
let timer = 0;

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy], [data-copy-text], [data-copy-from]');
  if (!button) return;
  const what = button.getAttribute('aria-label')?.replace(/^Copy /, '') || 'the text';
  try {
    const isCopied = await write(await textOf(button));
    say(isCopied ? `Copied ${what}` : 'It can\'t be copied here: select it and press Ctrl+C');
  } catch { say('It could not be read. Nothing is copied'); }
});

async function textOf(button) {
  if (button.dataset.copyText !== undefined) return button.dataset.copyText;
  if (button.dataset.copy) return document.querySelector(button.dataset.copy).textContent;
  const response = await fetch(new URL(button.dataset.copyFrom, document.baseURI), { redirect: 'error' });
  if (!response.ok) throw new Error(response.statusText);
  return response.text();
}

// Browsers have a clipboard for pages of https and of this machine; others are asked the old way.
async function write(text) {
  if (navigator.clipboard) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* It may be forbidden, and the old way be not. */ }
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'unseen';
  area.setAttribute('readonly', '');
  document.body.append(area);
  const focused = document.activeElement;
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  focused?.focus();
  return isCopied;
}

function say(text) {
  if (!said) {
    said = document.createElement('p');
    said.className = 'said';
    said.setAttribute('aria-live', 'polite');
    document.body.append(said);
  }
  clearTimeout(timer);
  said.textContent = '';
  // A region is read out when it changes, and it has to be there before.
  requestAnimationFrame(() => { said.textContent = text; });
  timer = setTimeout(() => { said.textContent = ''; }, shownMs);
}
