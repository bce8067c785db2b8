/** A cluster version with a `v`, a patch level or a build behind it. */
import type { ClusterView } from '../inventory/inventory.ts';
import { codeSpan } from '../model/markdown.ts';
import { type Known, placesOf } from '../model/value.ts';
import { clusterMinor } from '../model/version.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { severityFor } from './support/cluster-versions.ts';
import { useOf } from './support/places.ts';
import { setVersion, targetVersion } from './support/upgrade-target.ts';
import { whenOf } from './support/wording.ts';

/** Wrappers and tools give these a meaning of their own. */
const WORDS = new Set(['', 'auto', 'default', 'latest']);
const WITH_MORE = /^v?(?<version>1\.\d{2})(?:[.+-].*)?$/i;

export const k8sVersionFormat = defineRule(
  {
    id: 'k8s-version-format',
    title: 'The cluster version is not of the form 1.NN',
    severity: 'error',
    fix: 'unsafe',
    references: [
      'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html',
      'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
    ],
  },
  function* check(context) {
    for (const view of context.clusters) {
      for (const version of placesOf(view.cluster.version).filter(hasWrongForm)) {
        const error = `InvalidParameterException: unsupported Kubernetes version ${version.value}`;
        const target = inForm(view, version, context);
        const advice = target === undefined ? 'Write a version such as `1.34`.' : `Write \`${target}\`.`;
        yield {
          span: version.span,
          resource: view.cluster.resource,
          value: version.value,
          severity: severityFor(view.cluster, 'error'),
          message: `${codeSpan(version.value)}${whenOf(version)} is no EKS cluster version, and the deployment is refused with an error such as ${codeSpan(error)}. EKS takes \`1.NN\` alone, without \`v\`, patch level or build, and picks the patch itself. ${advice}`,
          related: useOf(version),
          fix: setVersion(view, version, target, context),
        };
      }
    }
  },
);

/** A number is another mistake: `1.30` written without quotes is 1.3, and that value is nobody's spelling. */
function hasWrongForm({ value, notation }: Known<string>): boolean {
  return notation !== 'number' && clusterMinor(value) === undefined && !WORDS.has(value.trim().toLowerCase());
}

/** The version that was meant; another one where EKS would refuse that too. */
function inForm(view: ClusterView, { value }: Known<string>, context: RuleContext): string | undefined {
  const meant = WITH_MORE.exec(value.trim())?.groups?.['version'];
  if (meant === undefined) return undefined;
  const { status } = context.catalog.support(meant, context.today);
  return status === 'ended' || status === 'not-available' ? targetVersion(view, meant, context) : meant;
}
