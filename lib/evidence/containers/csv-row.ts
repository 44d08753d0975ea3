/** The cells of one row whose quotes are known to be in order; doubled quotes inside quotes are one. */
export function splitCsvRow(row: string, delimiter: string): string[] {
  if (!row.includes('"')) return row.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const [cell, next] = row[at] === '"' ? quotedCell(row, at + 1, delimiter) : plainCell(row, at, delimiter);
    cells.push(cell);
    if (next >= row.length) return cells;
    at = next + 1;
    if (at === row.length) {
      cells.push("");
      return cells;
    }
  }
}

function plainCell(row: string, at: number, delimiter: string): [string, number] {
  const end = row.indexOf(delimiter, at);
  return end < 0 ? [row.slice(at), row.length] : [row.slice(at, end), end];
}

function quotedCell(row: string, from: number, delimiter: string): [string, number] {
  let at = row.indexOf('"', from);
  while (at >= 0 && row[at + 1] === '"') at = row.indexOf('"', at + 2);
  const close = at < 0 ? row.length : at;
  const end = row.indexOf(delimiter, close);
  return [row.slice(from, close).replaceAll('""', '"'), end < 0 ? row.length : end];
}

/** Names for the cells: trimmed, none twice, none that an object would take amiss. */
export function headerNames(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, i) => {
    const name = cell.trim() || `column ${i + 1}`;
    const plain = name === "__proto__" ? "column __proto__" : name;
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    return times === 1 ? plain : `${plain} (${times})`;
  });
}
