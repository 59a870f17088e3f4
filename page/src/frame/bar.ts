/** The bar: brand, search box, the kinds of work, settings, language. */

import { h } from './dom';
import { here } from './address';
import { type Lang, lang, speak } from './language';
import { hasKeys, openKeys, setKeys } from './keys';
import { searchBox } from './searchbox';
import { type Theme, choose, theme } from './theme';
import { button, choice, iconButton } from '../parts/button';
import { dialog } from '../parts/dialog';
import { icon } from '../parts/icons';
import { type Word, w } from '../words';

/** The kinds of work, in the order of the keys 1 to 8. */
export const WORK: readonly Word[] = ['place', 'plot', 'many', 'crowding', 'law', 'performance', 'variants', 'journal'];

/** Where each kind of work was left, so that going back to it finds it as it was. */
const left = new Map<string, string>();

/** Remembers where a kind of work was left. */
export function leave(flow: string, hash: string): void {
  left.set(flow, hash);
}

/** The address of a kind of work: where it was left. */
export function work(flow: string): string {
  return left.get(flow) ?? `#${flow}`;
}

/** The bar; `onspeak` draws everything anew. */
export function bar(onspeak: () => void): HTMLElement {
  const now = here().flow || 'place';
  const language = (code: Lang) =>
    h(
      'button',
      {
        type: 'button',
        lang: code,
        'aria-pressed': String(lang() === code),
        'data-key': `lang-${code}`,
        title: code === 'nl' ? 'Nederlands' : 'English',
        onclick: () => {
          speak(code);
          onspeak();
        },
      },
      code.toUpperCase(),
    );
  return h(
    'header.bar',
    {},
    h('a.brand', { href: '#place' }, icon('brand'), 'Bodemtoets'),
    searchBox(),
    h(
      'nav.tabs',
      { 'aria-label': w('work') },
      WORK.map((flow) => h('a', { href: work(flow), 'aria-current': flow === now ? 'page' : null, 'data-key': `work-${flow}`, onclick: (event: Event) => ((event.currentTarget as HTMLAnchorElement).href = work(flow)) }, w(flow))),
    ),
    iconButton('gear', w('settings'), () => openSettings(onspeak), { 'data-key': 'settings' }),
    h('div.lang', { role: 'group', 'aria-label': w('language') }, language('nl'), language('en')),
  );
}

function openSettings(redraw: () => void): void {
  const content = h(
    'div.settings',
    {},
    choice(
      'theme',
      w('colours'),
      [
        ['system', w('asMachine')],
        ['light', w('light')],
        ['dark', w('dark')],
      ],
      theme(),
      (value) => choose(value as Theme),
    ),
    choice(
      'keys',
      w('singleKeys'),
      [
        ['on', w('on')],
        ['off', w('off')],
      ],
      hasKeys() ? 'on' : 'off',
      (value) => setKeys(value === 'on'),
    ),
    h('p', {}, button(w('keys'), () => openKeys())),
  );
  dialog(w('settings'), content, redraw);
}
