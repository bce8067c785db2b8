/** A `KubernetesVersion` constant that this aws-cdk-lib does not have. */
import type { Catalog } from '../catalog/catalog.ts';
import type { ClusterView } from '../inventory/inventory.ts';
import type { Fix } from '../model/finding.ts';
import { type Known, placesOf } from '../model/value.ts';
import { compareClusterVersions } from '../model/version.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { cdkIsOutside, cdkVersion } from './support/cdk-packages.ts';
import { useOf } from './support/places.ts';
import { ofCall } from './support/upgrade-target.ts';
import { whenOf } from './support/wording.ts';

export const cdkK8sVersionConstantMissing = defineRule(
  {
    id: 'cdk-k8s-version-constant-missing',
    title: 'This aws-cdk-lib has no KubernetesVersion constant for the cluster version',
    severity: 'error',
    fix: 'safe',
    references: [
      'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks.KubernetesVersion.html',
      'https://github.com/aws/aws-cdk/releases',
    ],
  },
  function* check(context) {
    for (const view of context.clusters) {
      for (const version of placesOf(view.cluster.version).filter(isConstant)) {
        const gap = missingBecause(view, version.value, context.catalog);
        if (gap === undefined) continue;
        const member = nameOf(version.value);
        const fix = fixFor(view, version, context);
        yield {
          span: version.span,
          resource: view.cluster.resource,
          value: version.value,
          message: `\`${member}\`${whenOf(version)} does not exist in aws-cdk-lib ${cdkVersion(view.packages) ?? 'as declared'}: ${gap}. TypeScript stops with \`Property '${member}' does not exist on type 'typeof KubernetesVersion'\` (TS2339 or TS2551); without a type check the version is undefined at synthesis. ${fix ? `\`KubernetesVersion.of('${version.value}')\` works with any release.` : 'Raise aws-cdk-lib or use an older version.'}`,
          related: useOf(version),
          fix,
        };
      }
    }
  },
);

/** `of('1.36')` stands behind the same dot, has the same notation and is no constant: its place is wider. */
function isConstant({ notation, span, value }: Known<string>): boolean {
  const isMember = notation === 'kubernetes-version-member' || notation === 'kubernetes-version-key';
  return isMember && span.end - span.start === nameOf(value).length;
}

function nameOf(version: string): string {
  return `V${version.replace('.', '_')}`;
}

/** Why the constant is certainly missing, as a clause. Constants come in the order of their versions. */
function missingBecause({ packages }: ClusterView, version: string, catalog: Catalog): string | undefined {
  const { constants } = catalog;
  const since = catalog.constantSince(version);
  if (since !== undefined) return cdkIsOutside(packages, `>=${since}`) ? `it came with ${since}` : undefined;
  const newestSince = catalog.constantSince(constants.newest);
  if (newestSince === undefined || compareClusterVersions(version, constants.newest) <= 0) return undefined;
  return cdkIsOutside(packages, `>${newestSince}`)
    ? `the newest constant known is the one for ${constants.newest}, of ${newestSince}`
    : undefined;
}

/** Spells the same version without the constant, unless EKS refuses that version anyway. */
function fixFor({ cluster }: ClusterView, version: Known<string>, { catalog, today }: RuleContext): Fix | undefined {
  const { status } = catalog.support(version.value, today);
  if (version.notation !== 'kubernetes-version-member' || status === 'ended' || status === 'not-available') return undefined;
  const edit = ofCall(version, version.value, cluster.kubectl?.quote);
  return { title: `Write KubernetesVersion.of('${version.value}')`, disposition: 'safe', edits: [edit] };
}
