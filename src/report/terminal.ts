/** Text for a terminal, and for a log that looks for commands in it. */

export type Colour = 'red' | 'yellow' | 'blue' | 'bold' | 'dim';

/** Paints a text, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

/** https://en.wikipedia.org/wiki/ANSI_escape_code#Select_Graphic_Rendition_parameters */
const CODES: Readonly<Record<Colour, readonly [number, number]>> = {
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
  bold: [1, 22],
  dim: [2, 22],
};

export function painter(isColoured: boolean): Paint {
  return (colour, text) => {
    const [on, off] = CODES[colour];
    return isColoured && text !== '' ? `\u001B[${on}m${text}\u001B[${off}m` : text;
  };
}

/**
 * One line of a repository's text that steers neither the terminal nor the runner of GitHub Actions, which obeys `##[` anywhere in
 * a line (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs). Tabs stay.
 */
export function printable(text: string): string {
  return text.replaceAll(/[^\P{C}\t]/gu, '').replaceAll('##[', '# #[');
}

/** A path at the beginning of a line, where `::` would begin a command. */
export function printablePath(path: string): string {
  const shown = printable(path);
  return /^[\s:]/.test(shown) ? `./${shown}` : shown;
}

/** Rows of cells, each column as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
