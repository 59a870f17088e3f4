/** A field of a form: label, value, unit, what asks for it, what is wrong with it. */

import { h } from '../frame/dom';

export interface FieldGiven {
  name: string;
  label: string;
  value: string;
  unit?: string;
  /** The article that asks for it. */
  asked?: string;
  /** `date`, or text that holds a number. */
  kind?: 'number' | 'text' | 'date';
  /** How wide: in sixths of the form. */
  span?: 2 | 3 | 4 | 6;
  oninput: (value: string) => void;
}

/** A field and what can be said of it later. */
export interface Field {
  element: HTMLElement;
  input: HTMLInputElement;
  /** What is wrong, in a sentence; `null` for nothing. A button may mend it. */
  fault(sentence: string | null, mend?: { words: string; onclick: () => void }): void;
  asked(article: string): void;
}

/** A field. */
export function field({ name, label, value, unit, asked, kind = 'number', span = 2, oninput }: FieldGiven): Field {
  const id = `field-${name}`;
  const input = h('input', { id, name, type: kind === 'date' ? 'date' : 'text', inputmode: kind === 'number' ? 'decimal' : null, autocomplete: 'off', value, 'data-key': id });
  input.addEventListener('input', () => oninput(input.value));
  const article = h('span.asked', {}, asked ?? '');
  const box = h('span.input', {}, input, unit ? h('span.unit', { 'aria-hidden': 'true' }, unit) : null);
  const fault = h('p.fault', { id: `${id}-fault`, hidden: true });
  const element = h(`div.field.span${span}`, {}, h('label', { for: id }, h('span', {}, label, unit ? h('span.hidden', {}, ` (${unit})`) : null), article), box, fault);
  return {
    element,
    input,
    fault(sentence, mend) {
      fault.hidden = !sentence;
      box.classList.toggle('wrong', Boolean(sentence));
      fault.replaceChildren(...(sentence ? [sentence, ...(mend ? [' ', h('button.button', { type: 'button', onclick: mend.onclick }, mend.words)] : [])] : []));
      if (sentence) {
        input.setAttribute('aria-invalid', 'true');
        input.setAttribute('aria-describedby', fault.id);
      } else {
        input.removeAttribute('aria-invalid');
        input.removeAttribute('aria-describedby');
      }
    },
    asked(text) {
      article.textContent = text;
    },
  };
}
