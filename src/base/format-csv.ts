const csvCell = (text: string): string => {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/**
 * Rows as CSV (RFC 4180): a cell with a comma, a quote or a line end is quoted. A cell that a spreadsheet would take for a formula
 * gets an apostrophe in front.
 */
export function formatCsv(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return [headings, ...rows].map((row) => row.map(csvCell).join(',')).join('\n');
}
