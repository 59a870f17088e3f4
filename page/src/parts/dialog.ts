/** A window over the page; Esc closes it, and the focus goes back to where it was. */

import { h } from '../frame/dom';
import { w } from '../words';
import { button } from './button';

/** Opens one. */
export function dialog(title: string, content: Node, onclose?: () => void): { element: HTMLDialogElement; close(): void } {
  const before = document.activeElement;
  const element = h('dialog', { 'aria-label': title }, h('div.dialoghead', {}, h('h2', {}, title), button(w('close'), () => element.close())), h('div.dialogbody', {}, content));
  element.addEventListener('close', () => {
    element.remove();
    onclose?.();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
  element.addEventListener('click', (event) => event.target === element && element.close());
  document.body.append(element);
  element.showModal();
  return { element, close: () => element.close() };
}
