// Cells copied from a spreadsheet: rows by line, cells by tab; a cell with a tab, a line break or a quote comes in quotes.

export function parseCells(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  let cellStart = true
  const source = text.replace(/\r\n?/g, '\n')
  for (let i = 0; i < source.length; i += 1) {
    const char = source[i]!
    if (quoted) {
      if (char === '"' && source[i + 1] === '"') {
        cell += '"'
        i += 1
      } else if (char === '"') quoted = false
      else cell += char
    } else if (char === '"' && cellStart && closes(source, i)) {
      quoted = true
      cellStart = false
    } else if (char === '\t' || char === '\n') {
      row.push(cell)
      cell = ''
      cellStart = true
      if (char === '\n') {
        rows.push(row)
        row = []
      }
    } else {
      cell += char
      cellStart = false
    }
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell])
  return rows
}

/** A quote opens a quoted cell only if a closing one stands before the next tab, line break or the end. */
function closes(source: string, from: number): boolean {
  for (let i = from + 1; i < source.length; i += 1) {
    if (source[i] !== '"') continue
    if (source[i + 1] === '"') {
      i += 1
      continue
    }
    const after = source[i + 1]
    return after === undefined || after === '\t' || after === '\n'
  }
  return false
}

/** More than one cell: the grid takes it; a single one is left to the field. */
export function isManyCells(text: string): boolean {
  return parseCells(text).length > 1 || /\t/.test(text)
}
