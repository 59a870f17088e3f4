/** Hands a file over to be kept. */

/** Hands over what the page has. */
export function handOver(content: Blob | string, name: string, type = 'text/plain'): void {
  const href = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  const to = document.createElement('a');
  to.href = href;
  to.download = name;
  document.body.append(to);
  to.click();
  to.remove();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** Rows as CSV, as the command line writes it: commas, points, and no formulas for a spreadsheet. */
export function csv(columns: readonly string[], rows: Record<string, unknown>[]): string {
  const cell = (value: unknown) => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'number') return String(value);
    const text = String(value);
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `${[columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].join('\n')}\n`;
}
