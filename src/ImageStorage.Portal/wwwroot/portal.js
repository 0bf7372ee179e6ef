// Everything here is a comfort: the pages do the same without it, by forms and links.
'use strict';

document.documentElement.classList.add('js');

// Pictures: a note while one loads, and a sentence instead of a broken symbol when it cannot be loaded.
function settle(image, state) {
  const frame = image.closest('[data-picture]');
  if (frame) frame.dataset.picture = state;
}

function watchPictures(root) {
  for (const image of root.querySelectorAll('[data-picture] img')) {
    if (!image.complete) settle(image, 'loading');
    else settle(image, image.naturalWidth > 0 ? 'loaded' : 'missing');
  }
}

document.addEventListener('load', event => event.target instanceof HTMLImageElement && settle(event.target, 'loaded'), true);
document.addEventListener('error', event => event.target instanceof HTMLImageElement && settle(event.target, 'missing'), true);

async function fetchPage(url, options) {
  const answer = await fetch(url, { credentials: 'same-origin', ...options });
  return { status: answer.status, page: new DOMParser().parseFromString(await answer.text(), 'text/html') };
}

// Forms: a button with data-swap has only that part of the page replaced by the server's answer, so that a chosen file stays chosen.
document.addEventListener('submit', async event => {
  const button = event.submitter;
  const form = event.target;
  const part = button?.dataset.swap;
  if (!part || form.dataset.plain) return;

  event.preventDefault();
  const data = new FormData(form, button);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  form.setAttribute('aria-busy', 'true');
  button.disabled = true;
  try {
    const { page } = await fetchPage(button.formAction, { method: 'POST', body: data });
    const fresh = page.querySelector(part);
    if (!fresh) throw new Error('The answer has no such part.');
    const notice = page.querySelector('main > .notice');
    document.querySelector('main > .notice')?.remove();
    if (notice) form.before(document.adoptNode(notice));
    // What is said must change within an element that is there already, or it is not read out.
    const said = fresh.querySelector('[role=status]');
    const words = said?.textContent;
    if (said) said.textContent = '';
    document.querySelector(part).replaceWith(document.adoptNode(fresh));
    if (said) requestAnimationFrame(() => { said.textContent = words; });
    document.querySelector(button.dataset.focus)?.focus();
  } catch {
    // The way of a page without script, which shows whatever is wrong.
    form.dataset.plain = 'true';
    button.disabled = false;
    form.requestSubmit(button);
  } finally {
    form.removeAttribute('aria-busy');
  }
});

// Not a reload, which would send a form again whose answer this page may be.
function lookAgain() {
  location.replace(location.pathname + location.search);
}

// Progress: the server draws it, here it is only put in place. The page is loaded again when there is no more to come.
async function follow(section) {
  const begun = performance.now();
  let pause = 250;
  while (document.getElementById('creation')?.dataset.underWay === 'true' && performance.now() - begun < 600_000) {
    await new Promise(resolve => setTimeout(resolve, document.hidden ? 2000 : pause));
    try {
      const { status, page } = await fetchPage(section.dataset.progress);
      const fresh = page.getElementById('creation');
      if (status >= 400 && status < 500) return lookAgain();
      if (!fresh) throw new Error('The server did not answer.');
      if (fresh.dataset.underWay !== 'true') return lookAgain();
      const stands = document.getElementById('stands');
      if (fresh.dataset.sentence !== stands.textContent) stands.textContent = fresh.dataset.sentence;
      document.getElementById('creation').replaceWith(document.adoptNode(fresh));
      pause = Math.min(pause * 1.1, 1500);
    } catch {
      // A server that is being restarted, or a network that is away for a moment: look again, less often.
      pause = Math.min(pause * 2, 5000);
    }
  }
}

watchPictures(document);
const progress = document.querySelector('[data-progress]');
if (progress) follow(progress);
