// Saves searches under names, in a cookie of this browser; the server shows them.

const mostBytes = 3800;
const cookie = 'redflow-views';

function read() {
  const text = document.cookie.split('; ').find(one => one.startsWith(`${cookie}=`))?.slice(cookie.length + 1);
  try { return JSON.parse(decodeURIComponent(text ?? '%5B%5D')).filter(view => Array.isArray(view) && view.length === 2); } catch { return []; }
}

function write(views) {
  const text = encodeURIComponent(JSON.stringify(views));
  if (text.length > mostBytes) return false;
  document.cookie = `${cookie}=${text}; path=${new URL(document.baseURI).pathname}; max-age=${views.length ? 31536000 : 0}; samesite=lax`;
  return true;
}

document.addEventListener('submit', event => {
  const form = event.target.closest('[data-save-view]');
  if (!form) return;
  event.preventDefault();
  const { saveView, most } = form.dataset;
  const name = form.elements.view.value.trim();
  if (!name) return;
  const views = [...read().filter(view => view[0] !== name), [name, saveView]];
  const mistake = form.querySelector('[role=alert]');
  if (views.length > Number(most)) mistake.textContent = `There are ${most} views already: remove one first.`;
  else if (!write(views)) mistake.textContent = 'The browser keeps no more of them: remove one first.';
  else { location.reload(); return; }
  mistake.hidden = false;
});

document.addEventListener('click', event => {
  const button = event.target.closest('[data-forget-view]');
  if (!button) return;
  write(read().filter(view => view[0] !== button.dataset.forgetView));
  location.reload();
});
