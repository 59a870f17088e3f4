/** A table that can be sorted, and of which a row can be chosen with mouse and arrows. */

import { h } from '../frame/dom';
import { w } from '../words';

export interface Column<R> {
  name: string;
  title: string;
  isNumber?: boolean;
  cell: (row: R) => Node | string;
  /** What sorting compares; the column cannot be sorted without. */
  sort?: (row: R) => string | number;
}

export interface TableGiven<R> {
  caption: string;
  columns: Column<R>[];
  rows: R[];
  key: (row: R) => string;
  /** The key of the row that is chosen. */
  chosen?: string | null;
  onChoose?: (row: R) => void;
  onOpen?: (row: R) => void;
  /** Column that the rows are sorted by, with `-` in front for the other way round. */
  sorted?: string;
  onSort?: (by: string) => void;
  /** Rows that are drawn at most. */
  most?: number;
}

/** The rows in the order that is asked for. */
export function inOrder<R>(rows: R[], columns: Column<R>[], by: string | undefined): R[] {
  const name = by?.replace(/^-/, '');
  const sort = columns.find((column) => column.name === name)?.sort;
  if (!sort) return rows;
  const sign = by?.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [one, other] = [sort(a), sort(b)];
    const order = typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other));
    return order * sign;
  });
}

/** The table, in a box of its own that scrolls sideways. The first column heads the row. */
export function table<R>(given: TableGiven<R>): HTMLElement {
  const { caption, columns, key, chosen, onChoose, onOpen, sorted, onSort } = given;
  const rows = inOrder(given.rows, columns, sorted).slice(0, given.most ?? Infinity);
  const head = h(
    'tr',
    {},
    columns.map((column) => {
      const way = sorted === column.name ? 'ascending' : sorted === `-${column.name}` ? 'descending' : null;
      const words = column.title + (way === 'ascending' ? ' ▲' : way === 'descending' ? ' ▼' : '');
      const canSort = column.sort && onSort;
      return h(
        'th',
        { scope: 'col', class: column.isNumber ? 'number' : null, 'aria-sort': way },
        canSort ? h('button.sort', { type: 'button', 'data-key': `sort-${column.name}`, title: w('sortBy', { column: column.title }), onclick: () => onSort(way === 'ascending' ? `-${column.name}` : column.name) }, words) : words,
      );
    }),
  );
  const focusable = rows.find((row) => key(row) === chosen) ?? rows[0];
  const body = rows.map((row) => {
    const isChosen = key(row) === chosen;
    return h(
      'tr',
      {
        class: isChosen ? 'chosen' : null,
        'aria-selected': onChoose ? String(isChosen) : null,
        'data-key': `row-${key(row)}`,
        tabindex: onChoose ? (row === focusable ? 0 : -1) : null,
        onclick: (event: MouseEvent) => !(event.target as Element).closest('a, button') && onChoose?.(row),
        ondblclick: () => onOpen?.(row),
        onkeydown: (event: KeyboardEvent) => {
          if (event.target !== event.currentTarget) return;
          const other = event.key === 'ArrowDown' ? 'nextElementSibling' : event.key === 'ArrowUp' ? 'previousElementSibling' : null;
          if (other) {
            const next = (event.currentTarget as HTMLElement)[other] as HTMLElement | null;
            const at = next ? rows.find((each) => `row-${key(each)}` === next.getAttribute('data-key')) : null;
            if (next && at) {
              next.focus();
              onChoose?.(at);
            }
          } else if (event.key === 'Enter') {
            (onOpen ?? onChoose)?.(row);
          } else return;
          event.preventDefault();
        },
      },
      columns.map((column, at) => h(at === 0 ? 'th' : 'td', { scope: at === 0 ? 'row' : null, class: column.isNumber ? 'number' : null }, column.cell(row))),
    );
  });
  return h(
    'div.wide',
    { tabindex: 0, role: 'region', 'aria-label': caption },
    h('table.rows', onChoose ? { role: 'grid' } : {}, h('caption.hidden', {}, caption), h('thead', {}, head), h('tbody', {}, body)),
  );
}
