/** Single keys, when no field has the focus; they can be switched off (WCAG 2.1.4). */

import { undo } from './address';
import { h } from './dom';
import { recall, remember } from './store';
import { dialog } from '../parts/dialog';
import { w } from '../words';

/** Whether single letters act. */
export function hasKeys(): boolean {
  return recall('keys') !== 'off';
}

/** Switches them on or off. */
export function setKeys(isOn: boolean): void {
  remember('keys', isOn ? null : 'off');
}

/** Hears of every letter that is meant as a key. */
export function listenForKeys(act: (letter: string, event: KeyboardEvent) => boolean): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey) return;
    const target = event.target as Element;
    const isTyping = target.closest('input:not([type=radio]):not([type=checkbox]):not([type=file]), textarea, select, [contenteditable]');
    if (isTyping || document.querySelector('dialog[open]')) return;
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
    if (isUndo) {
      if (event.shiftKey) history.forward();
      else undo();
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || !hasKeys() || event.key.length !== 1) return;
    if (act(event.key, event)) event.preventDefault();
  });
}

/** The list of keys. */
export function openKeys(): void {
  const line = (keys: string[], words: string) => h('li', {}, h('span', {}, keys.map((key) => h('kbd', {}, key))), words);
  dialog(
    w('keys'),
    h(
      'ul.keys',
      {},
      line(['/'], w('keyFind')),
      line(['1', '…', '8'], w('keyWork')),
      line(['f', 'a', 'd', 'k'], w('keyPanes')),
      line(['↑', '↓', 'PgUp', 'PgDn', 'Home', 'End'], w('keyHandle')),
      line(['←', '↑', '+', '−', 'Enter'], w('keyMap')),
      line(['l'], w('keyList')),
      line(['h', 'Ctrl Z', 'Ctrl Shift Z'], w('keyHelp')),
      line(['↑', '↓', 'Enter'], w('keyTable')),
      line(['s', 'p', 'c', 'v'], w('keyKeep')),
      line(['Esc'], w('keyEscape')),
      line(['?'], w('keyAll')),
    ),
  );
}
