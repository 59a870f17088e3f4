/** The page: a bar, the notice of the maps, and the screen of the work that the address names. */

import './style/all.css';
import { health } from './api/health';
import { loadTerms } from './api/terms';
import { type Address, go, here, listen } from './frame/address';
import { bar, leave, work, WORK } from './frame/bar';
import { h, replace } from './frame/dom';
import type { Flow, Screen } from './frame/flow';
import { listenForKeys, openKeys } from './frame/keys';
import { lang, pick, speak } from './frame/language';
import { startTheme } from './frame/theme';
import { FLOWS } from './flows';
import { hatches } from './parts/chart';
import { icon } from './parts/icons';
import { patterns } from './parts/outcome';
import { w } from './words';

const skip = h('a.skip', { href: '#main' });
const top = h('div.top');
const notice = h('aside.notice', { hidden: true });
const main = h('main', { id: 'main', tabindex: -1 });

let flow: Flow | null = null;
let screen: Screen | null = null;

function drawFrame(): void {
  document.title = w('title');
  skip.textContent = w('skip');
  replace(top, bar(redraw));
  void drawNotice();
}

async function drawNotice(): Promise<void> {
  const told = await health().catch(() => null);
  const sentences = told?.notices ?? [];
  notice.hidden = !sentences.length;
  notice.setAttribute('aria-label', w('aboutMaps'));
  replace(notice, icon('warning'), h('p', {}, sentences.map((text, at) => h(at ? 'span' : 'strong', {}, pick(text), ' '))), h('a', { href: '#maps' }, w('whichMaps')));
}

function show(address: Address): void {
  const wanted = FLOWS.find((each) => each.name === (address.flow || 'place')) ?? null;
  if (wanted && wanted === flow && screen) {
    screen.update(address);
  } else {
    screen?.close?.();
    screen = null;
    flow = wanted;
    replace(main);
    main.className = wanted?.name ?? '';
    window.scrollTo(0, 0);
    if (wanted) screen = wanted.open(main, address);
    else replace(main, h('div.sheet', {}, h('h1', {}, w('notFound'))));
    drawFrame();
  }
  leave(address.flow || 'place', location.hash || '#place');
}

/** Draws everything anew, in the language of now. */
function redraw(): void {
  screen?.close?.();
  screen = null;
  flow = null;
  drawFrame();
  show(here());
}

skip.addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
speak(lang());
startTheme();
document.body.replaceChildren(skip, patterns(), hatches(), top, notice, main);
listenForKeys((letter, event) => {
  if (letter === '/') document.querySelector<HTMLElement>('#find')?.focus();
  else if (letter === '?') openKeys();
  else if (WORK[Number(letter) - 1]) go(work(WORK[Number(letter) - 1] ?? 'place'));
  else return screen?.key?.(letter, event) ?? false;
  return true;
});
void loadTerms().then(() => listen(show));
