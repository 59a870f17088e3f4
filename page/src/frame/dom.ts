/** Elements in short, and pieces of a screen that are drawn anew without the reader losing the place. */

type Child = Node | string | number | null | undefined | false | Child[];

/** What an element gets: attributes, `on…` listeners, and properties that are no attribute (`value`, `checked`). */
export type Given = Record<string, unknown>;

const PROPERTIES = new Set(['value', 'checked', 'disabled', 'open', 'indeterminate', 'selected', 'textContent']);

function dress(element: Element, given: Given): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on') && typeof value === 'function') {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (PROPERTIES.has(name)) {
      (element as unknown as Record<string, unknown>)[name] = value;
    } else {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
}

function fill(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) fill(element, child);
    else element.append(child instanceof Node ? child : String(child));
  }
}

/** An element: `h('a.code', { href }, 'text')`. */
export function h<K extends keyof HTMLElementTagNameMap>(name: K, given?: Given, ...children: Child[]): HTMLElementTagNameMap[K];
export function h(name: string, given?: Given, ...children: Child[]): HTMLElement;
export function h(name: string, given: Given = {}, ...children: Child[]): HTMLElement {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag ?? 'div');
  if (classes.length) element.className = classes.join(' ');
  dress(element, given);
  fill(element, children);
  return element;
}

/** An element of a drawing. */
export function s<K extends keyof SVGElementTagNameMap>(name: K, given: Given = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  dress(element, given);
  fill(element, children);
  return element;
}

/**
 * Puts other children into an element. Whoever had the focus in it keeps it, when the new children hold an element of
 * the same `id` or `data-key`; so do folded-out details.
 */
export function replace(element: Element, ...children: Child[]): void {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.id ? `#${CSS.escape(focused.id)}` : focused?.getAttribute('data-key') ? `[data-key="${CSS.escape(focused.getAttribute('data-key') ?? '')}"]` : null;
  const open = [...element.querySelectorAll('details[open][data-key]')].map((details) => details.getAttribute('data-key'));
  element.replaceChildren();
  fill(element, children);
  for (const details of element.querySelectorAll<HTMLDetailsElement>('details[data-key]')) {
    if (open.includes(details.getAttribute('data-key'))) details.open = true;
  }
  if (key) element.querySelector<HTMLElement>(key)?.focus({ preventScroll: true });
}

/** The numbers of a sentence in bold: what a reader looks for. */
export function bold(sentence: string): Node[] {
  const parts = sentence.split(/((?:−|-)?\d[\d\u202f\u00a0.,]*\d?(?:\u202f|\u00a0| )?(?:m³\/h|m³|m²|m3\/h|m3|km|kW|MWh|°C|%|m)(?![\p{L}\d]))/u);
  return parts.map((part, at) => (at % 2 ? h('b.n', {}, part) : document.createTextNode(part)));
}
