/** A part of a screen that waits for an answer: nothing for 0.3 s, then it says so; what fails can be tried again. */

import { h, replace } from '../frame/dom';
import { w } from '../words';
import type { Course, Failure } from '../api/ask';
import { Latest } from '../api/ask';
import { button } from './button';
import { icon } from './icons';

/** How a failure is shown: the sentence, and a way on. */
export function failureBox(failure: Failure, again: (() => void) | null): HTMLElement {
  return h('div.box.failure', { role: 'alert' }, icon('warning'), h('div', {}, h('strong', {}, w('failed')), h('p', {}, failure.message), again ? button(w('again'), again, { 'data-key': 'again' }) : null));
}

/** A part that asks and shows: `part.ask(signal => ask(…), draw)`. */
export class Waiting<T> {
  readonly element: HTMLElement;
  private readonly latest = new Latest<T>();
  private hasAnswer = false;

  constructor(name = 'div') {
    this.element = h(name);
  }

  /** Asks; `draw` makes what is shown of the answer. The old answer stays until then, lighter when it takes long. */
  ask(question: (signal: AbortSignal) => Promise<T>, draw: (answer: T) => Node | Node[], beside: Partial<Course<T>> = {}): void {
    const { element } = this;
    element.setAttribute('aria-busy', 'true');
    const done = () => {
      element.classList.remove('slow');
      element.setAttribute('aria-busy', 'false');
    };
    this.latest.ask(question, {
      onSlow: () => {
        element.classList.add('slow');
        if (!this.hasAnswer) replace(element, h('p.loading', { role: 'status' }, w('loading'), ' ', button(w('stop'), () => this.stop())));
        beside.onSlow?.();
      },
      onAnswer: (answer) => {
        done();
        this.hasAnswer = true;
        replace(element, draw(answer));
        beside.onAnswer?.(answer);
      },
      onFailure: (failure, again) => {
        done();
        this.hasAnswer = false;
        replace(element, failureBox(failure, failure.mayTryAgain ? again : null));
        beside.onFailure?.(failure, again);
      },
    });
  }

  /** Lets go of what was asked. */
  stop(): void {
    this.latest.stop();
    this.element.setAttribute('aria-busy', 'false');
    this.element.classList.remove('slow');
    if (!this.hasAnswer) replace(this.element);
  }
}
