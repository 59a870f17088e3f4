/** Buttons and links that look like buttons. */

import { h, type Given } from '../frame/dom';
import { type IconName, icon } from './icons';

/** A button; `isMain` for the one that matters most on a screen. */
export function button(words: string, onclick: (event: MouseEvent) => void, given: Given & { isMain?: boolean } = {}): HTMLButtonElement {
  const { isMain, ...rest } = given;
  return h('button', { type: 'button', class: isMain ? 'button main' : 'button', onclick, ...rest }, words);
}

/** A button with a picture only; its name is read aloud and shown on pointing. */
export function iconButton(name: IconName, words: string, onclick: () => void, given: Given = {}): HTMLButtonElement {
  return h('button', { type: 'button', class: 'button picture', 'aria-label': words, title: words, onclick, ...given }, icon(name));
}

/** A link that looks like a button. */
export function linkButton(words: string, href: string, given: Given & { isMain?: boolean } = {}): HTMLAnchorElement {
  const { isMain, ...rest } = given;
  return h('a', { class: isMain ? 'button main' : 'button', href, ...rest }, words);
}

/** A few choices of which one holds, as buttons that touch. */
export function choice(name: string, legend: string, choices: readonly (readonly [value: string, word: string])[], chosen: string, onchoose: (value: string) => void): HTMLFieldSetElement {
  return h(
    'fieldset',
    { class: 'choice' },
    h('legend', {}, legend),
    h(
      'div.segments',
      {},
      choices.map(([value, word]) =>
        h('label', {}, h('input', { type: 'radio', name, value, checked: value === chosen, 'data-key': `${name}-${value}`, onchange: () => onchoose(value) }), word),
      ),
    ),
  );
}
