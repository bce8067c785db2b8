/** Reviewdog's format (https://github.com/reviewdog/reviewdog/tree/master/proto/rdf): columns count bytes of UTF-8. */
import type { Finding, Fix } from '../model/finding.ts';
import type { Span } from '../model/span.ts';
import { type Lines, linesOf, sliceLines } from './lines.ts';
import { plainText, rulePage } from './markup.ts';
import { type Locate, locateIn } from './regions.ts';
import type { CheckResult } from './result.ts';

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', notice: 'INFO' } as const;

/** One diagnostic a finding. */
export function rdjson(result: CheckResult): string {
  const range = rangeIn(result.texts);
  const diagnostics = result.findings.map(({ ruleId, severity, message, span, related, fix }) => ({
    message: plainText(message),
    location: { path: span.path, range: range(span) },
    severity: SEVERITIES[severity],
    code: { value: ruleId, url: rulePage(ruleId) },
    ...(fix ? { suggestions: suggestions(fix, span, result.texts, range) } : {}),
    related_locations: related.map(({ span: place, message: why }) => ({
      message: plainText(why),
      location: { path: place.path, range: range(place) },
    })),
  }));
  const source = { name: 'eks-lockstep', url: 'https://github.com/eks-lockstep/eks-lockstep' };
  return `${JSON.stringify({ source, diagnostics }, null, 2)}\n`;
}

type RangeOf = (span: Span) => { readonly start: RdfPosition; readonly end: RdfPosition };

interface RdfPosition {
  readonly line: number;
  readonly column: number;
}

function rangeIn(texts: ReadonlyMap<string, string>): RangeOf {
  const locate: Locate = locateIn(texts);
  const known = new Map<string, Lines>();
  function bytes(path: string, line: number, column: number): RdfPosition {
    const lines = known.get(path) ?? linesOf(texts.get(path) ?? '');
    known.set(path, lines);
    return { line, column: byteLength(sliceLines(lines, line, line).slice(0, column - 1)) + 1 };
  }
  return (span) => {
    const { path, line, column, endLine, endColumn } = locate(span);
    return { start: bytes(path, line, column), end: bytes(path, endLine, endColumn) };
  };
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** A suggestion stays in the file of its finding and stands alone, so the edits become one; a fix of several files has none. */
function suggestions({ edits }: Fix, { path }: Finding['span'], texts: ReadonlyMap<string, string>, range: RangeOf) {
  const ordered = edits.toSorted((a, b) => a.span.start - b.span.start);
  const start = ordered[0]?.span.start ?? 0;
  const end = Math.max(...ordered.map(({ span }) => span.end));
  if (ordered.length === 0 || ordered.some(({ span }) => span.path !== path)) return [];
  const whole = texts.get(path) ?? '';
  let at = start;
  let text = '';
  for (const { span, newText } of ordered) {
    text += whole.slice(at, span.start) + newText;
    at = span.end;
  }
  return [{ range: range({ path, start, end }), text }];
}
