/** A place to drop a file, or to choose one. */

import { h } from '../frame/dom';
import { w } from '../words';

export interface DropGiven {
  /** What is wanted, in words. */
  words: string;
  /** Kinds of files, as `accept` of a file input: `.csv,.geojson`. */
  accept: string;
  isMany?: boolean;
  onFiles: (files: File[]) => void;
}

let count = 0;

/** The place. It works by dropping, by clicking and by keyboard. */
export function dropZone({ words, accept, isMany = false, onFiles }: DropGiven): HTMLElement {
  count += 1;
  const id = `file-${count}`;
  const input = h('input', { type: 'file', id, accept, multiple: isMany, class: 'hidden' });
  input.addEventListener('change', () => {
    if (input.files?.length) onFiles([...input.files]);
    input.value = '';
  });
  const zone = h('div.drop', {}, h('p', {}, words), h('p', {}, w('dropFile'), ' ', input, h('label.button', { for: id }, w('chooseFile'))));
  const stop = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    zone.classList.toggle('over', isOver);
  };
  zone.addEventListener('dragover', (event) => stop(event, true));
  zone.addEventListener('dragleave', (event) => stop(event, false));
  zone.addEventListener('drop', (event) => {
    stop(event, false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length) onFiles(isMany ? files : files.slice(0, 1));
  });
  return zone;
}
