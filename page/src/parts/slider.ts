/** A number that can be slid and typed; left alone it is what the model takes by itself. */

import { h } from '../frame/dom';
import { inField, measured, plain, typedNumber } from '../frame/numbers';
import { w } from '../words';

export interface SliderGiven {
  name: string;
  label: string;
  unit: string;
  low: number;
  high: number;
  step: number;
  decimals?: number;
  /** What was chosen; `null` when it is left to the model. */
  value: number | null;
  oninput: (value: number | null) => void;
}

/** A slider, and what the model took where nothing was chosen. */
export interface Slider {
  element: HTMLElement;
  /** The model's own number: shown as long as nothing was chosen. */
  own(value: number): void;
  set(value: number | null): void;
}

/** A slider with a field beside it, and a button that leaves it to the model again. */
export function slider({ name, label, unit, low, high, step, decimals = 0, value, oninput }: SliderGiven): Slider {
  const id = `slide-${name}`;
  let chosen = value;
  let usual = (low + high) / 2;
  const range = h('input', { type: 'range', id, min: low, max: high, step, 'data-key': id });
  const typed = h('input', { type: 'text', id: `${id}-typed`, inputmode: 'decimal', autocomplete: 'off', 'aria-label': `${label} (${unit})`, 'data-key': `${id}-typed` });
  const free = h('button', { type: 'button', class: 'link', 'data-key': `${id}-free`, 'aria-label': `${w('asUsual')}: ${label}` }, w('asUsual'));
  const note = h('span.muted', {}, w('byModel'));
  const show = (isTyping = false) => {
    const now = chosen ?? usual;
    range.value = String(now);
    range.setAttribute('aria-valuetext', measured(now, unit, decimals) + (chosen === null ? `, ${w('byModel')}` : ''));
    if (!isTyping) typed.value = inField(now, decimals);
    free.hidden = chosen === null;
    note.hidden = chosen !== null;
  };
  range.addEventListener('input', () => {
    chosen = Number(range.value);
    show();
    oninput(chosen);
  });
  typed.addEventListener('input', () => {
    const number = typedNumber(plain(typed.value));
    if (number === null) return;
    chosen = number;
    show(true);
    oninput(chosen);
  });
  typed.addEventListener('blur', () => show());
  free.addEventListener('click', () => {
    chosen = null;
    show();
    range.focus();
    oninput(null);
  });
  show();
  return {
    element: h('div.slider', {}, h('div.sliderhead', {}, h('label', { for: id }, label), note, free), h('div.slideline', {}, range, h('span.input', {}, typed, h('span.unit', { 'aria-hidden': 'true' }, unit)))),
    own(next) {
      usual = next;
      if (document.activeElement !== typed || chosen === null) show(document.activeElement === typed);
    },
    set(next) {
      chosen = next;
      show(document.activeElement === typed);
    },
  };
}
