/** JUnit's XML, as CI systems read it (https://github.com/testmoapp/junitxml). */
import type { Finding } from '../model/finding.ts';
import { plainText } from './markup.ts';
import { type Locate, locateIn } from './regions.ts';
import type { CheckResult } from './result.ts';
import { type FailOn, isFailure } from './verdict.ts';
import { compareText } from '../model/order.ts';

/** One suite a file, one case a finding: a failure where it counts, else a case that passes and says why it is there. */
export function junit(result: CheckResult, failOn: FailOn): string {
  const { findings } = result;
  const locate = locateIn(result.texts);
  const paths = [...new Set(findings.map(({ span }) => span.path))].toSorted(compareText);
  const suites = paths.map((path) =>
    suite(
      path,
      findings.filter(({ span }) => span.path === path),
      failOn,
      locate,
    ),
  );
  const body = suites.length > 0 ? suites : [CLEAN];
  const tests = Math.max(1, findings.length);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="eks-lockstep" tests="${tests}" failures="${failures(findings, failOn)}">\n${body.join('')}</testsuites>\n`;
}

/** A report without a case looks to some systems as if nothing had run. */
const CLEAN = `  <testsuite name="eks-lockstep" tests="1" failures="0">\n    <testcase name="no findings" classname="eks-lockstep"/>\n  </testsuite>\n`;

function suite(path: string, findings: readonly Finding[], failOn: FailOn, locate: Locate): string {
  const cases = findings.map((finding) => testCase(finding, failOn, locate)).join('');
  return `  <testsuite name="${xml(path)}" tests="${findings.length}" failures="${failures(findings, failOn)}">\n${cases}  </testsuite>\n`;
}

function failures(findings: readonly Finding[], failOn: FailOn): number {
  return findings.filter((finding) => isFailure([finding], failOn)).length;
}

function testCase(finding: Finding, failOn: FailOn, locate: Locate): string {
  const { ruleId, severity, message } = finding;
  const { path, line, column } = locate(finding.span);
  const text = xml(`${path}:${line}:${column} ${plainText(message)}`);
  const said = isFailure([finding], failOn)
    ? `<failure type="${severity}" message="${xml(plainText(message))}">${text}</failure>`
    : `<system-out>${severity}: ${text}</system-out>`;
  return `    <testcase name="${xml(`${ruleId} at line ${line}`)}" classname="${xml(ruleId)}" file="${xml(path)}" line="${line}">\n      ${said}\n    </testcase>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** What XML 1.0 does not allow is left out (https://www.w3.org/TR/xml/#charsets). */
function xml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
