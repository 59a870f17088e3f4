/** A flow: one kind of work, with a screen of its own. */

import type { Address } from './address';

export interface Flow {
  /** Its name in the address, in English. */
  name: string;
  /** Builds the screen. It is built anew when the language changes: what counts stands in the address or the store. */
  open(main: HTMLElement, address: Address): Screen;
}

export interface Screen {
  /** The address has changed within the flow: by Back, a link, the search box. */
  update(address: Address): void;
  /** Lets go of maps, observers and requests. */
  close?(): void;
  /** What a letter does here, beside what it does everywhere; false when nothing. */
  key?(letter: string, event: KeyboardEvent): boolean;
}
