/** Console blocks of a document: a command behind `$ `, and below it what it prints. */

const BLOCK = /^```console\n\$ (?<command>[^\n]+)\n(?<output>[\s\S]*?)^```$/gm;

/** The commands, in order. */
export function consoleBlocks(text: string): readonly string[] {
  return [...text.matchAll(BLOCK)].map(({ groups }) => groups?.['command'] ?? '');
}

/** The document with other outputs, by command; a command that is not among them keeps what it has. */
export function withConsoleOutputs(text: string, outputs: ReadonlyMap<string, string>): string {
  return text.replace(BLOCK, (block: string, command: string) => {
    const output = outputs.get(command);
    return output === undefined ? block : `\`\`\`console\n$ ${command}\n${output}\`\`\``;
  });
}
