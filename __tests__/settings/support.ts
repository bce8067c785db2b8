/** Findings and files for tests of settings, placed by the words of the text. */
import type { Finding, Related } from '../../src/model/finding.ts';
import type { Span } from '../../src/model/span.ts';
import { applySettings } from '../../src/settings/apply.ts';
import { type Config, DEFAULT_CONFIG } from '../../src/settings/config.ts';
import { readConfig } from '../../src/settings/read-config.ts';
import { TODAY } from '../support/facts.ts';

export const RULES = ['addon-behind-default', 'addon-incompatible', 'k8s-version-unsupported'];

export type Files = Readonly<Record<string, string>>;

export function placeOf(files: Files, path: string, piece: string): Span {
  const start = (files[path] ?? '').indexOf(piece);
  if (start === -1) throw new Error(`${path} does not hold ${piece}`);
  return { path, start, end: start + piece.length };
}

export function finding(span: Span, overrides: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'addon-incompatible',
    severity: 'error',
    message: 'It fails.',
    span,
    related: [],
    resource: 'aws.eks.Addon coredns',
    value: 'v1',
    ...overrides,
  };
}

export function used(span: Span, message = 'it is used here: `VERSION`'): Related {
  return { span, message };
}

/** A configuration without problems. */
export function configOf(text: string): Config {
  const { config, problems } = readConfig(text, '.github/eks-lockstep.yml', RULES);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return config;
}

export function apply(files: Files, findings: readonly Finding[], config = DEFAULT_CONFIG, today = TODAY) {
  return applySettings({ findings, config, today, textOf: (path) => files[path] });
}
