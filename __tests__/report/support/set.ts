/** One outcome with something of everything, for tests of formats. */
import type { Finding } from '../../../src/model/finding.ts';
import type { CheckResult, ClusterRow } from '../../../src/report/result.ts';
import type { RuleInfo } from '../../../src/report/sarif.ts';
import { findingOn, resultOf, spanOf, type Texts } from './world.ts';

export const TOOL = { name: 'eks-lockstep', version: '1.2.3' };

export const TEXTS: Texts = {
  'lib/cluster.ts': "const cluster = new eks.Cluster('main', {\n  version: '1.34',\n});\n",
  'lib/add ons.ts': "// ü€😀\r\n\tnew eks.Addon('coredns', { /* € */ addonVersion: 'v1.10.1-eksbuild.6' });\r\n",
};

const VERSION = spanOf(TEXTS, 'lib/cluster.ts', '1.34');
const PIN = spanOf(TEXTS, 'lib/add ons.ts', 'v1.10.1-eksbuild.6');

export const PINNED: Finding = {
  ...findingOn(TEXTS, 'lib/add ons.ts', 'v1.10.1-eksbuild.6', {}, 'v1.12.1-eksbuild.2'),
  message: '`coredns` with `v1.10.1-eksbuild.6` is refused: `100%, <b>`. Use another.',
  related: [{ span: VERSION, message: 'the cluster version `1.34` is decided here' }],
};

export const SOON: Finding = {
  ...findingOn(TEXTS, 'lib/cluster.ts', '1.34'),
  ruleId: 'k8s-version-support-ending-soon',
  severity: 'notice',
  message: 'Standard support of 1.34 ends soon.',
};

export const CLUSTER: ClusterRow = {
  id: 'lib/cluster.ts#16',
  dialect: 'cdk-typescript',
  resource: 'eks.Cluster main',
  span: spanOf(TEXTS, 'lib/cluster.ts', 'new eks.Cluster'),
  isVersionWritten: true,
  versions: [{ value: '1.34', span: VERSION, support: 'standard', until: '2026-12-02' }],
  addons: [
    {
      addonName: 'coredns',
      versions: [{ value: 'v1.10.1-eksbuild.6', span: PIN, fits: [{ version: '1.34', compatibility: 'not-compatible' }] }],
      defaultVersion: 'v1.12.1-eksbuild.2',
    },
    { addonName: 'vpc-cni', versions: [] },
  ],
  others: [{ name: 'cluster-autoscaler', value: 'v1.34.2', span: VERSION }],
};

/** Everything at once. */
export function fullResult(overrides: Partial<CheckResult> = {}): CheckResult {
  return resultOf(TEXTS, [PINNED, SOON], {
    clusters: [CLUSTER],
    unresolved: [{ span: CLUSTER.span, what: 'cluster version', why: '`props.version` comes from outside' }],
    problems: [
      { path: 'lib/broken.ts', message: 'is not UTF-8' },
      { path: 'lib/cluster.ts', offset: VERSION.start, message: 'has a syntax error: `,` expected' },
    ],
    degraded: ['AWS denied eks:DescribeAddonVersions'],
    leftOut: 3,
    ignored: 2,
    ...overrides,
  });
}

export const RULES: readonly RuleInfo[] = [PINNED, SOON].map(({ ruleId, severity }) => ({
  id: ruleId,
  title: `Something of ${ruleId}`,
  severity,
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html'],
  helpUri: `https://github.com/eks-lockstep/eks-lockstep/blob/main/docs/rules/${ruleId}.md`,
}));
