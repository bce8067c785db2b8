/** A cluster version written as a number: 1.30 is 1.3. */
import type { ClusterFact, Dialect } from '../model/fact.ts';
import type { Fix, Severity } from '../model/finding.ts';
import { type Known, placesOf } from '../model/value.ts';
import { clusterMinor } from '../model/version.ts';
import { defineRule } from './rule.ts';
import { severityFor } from './support/cluster-versions.ts';
import { rewrite } from './support/edits.ts';
import { useOf } from './support/places.ts';
import { whenOf } from './support/wording.ts';

/** These take text only, whatever the digits. */
const REFUSALS: Readonly<Partial<Record<Dialect, string>>> = {
  'pulumi-typescript': 'TypeScript stops with TS2322, and without a type check the version is a number at run time.',
  'cdk-typescript': 'TypeScript stops with TS2322, and without a type check the version is a number at run time.',
  eksctl: 'eksctl does not load the file: `v1alpha5.ClusterMeta.Version: ReadString: expects " or n`.',
};
/** `1.3` for 1.30, `1.4` for 1.40: the digit that numbers lose. */
const CUT = /^1\.[2-9]$/;

export const k8sVersionFloat = defineRule(
  {
    id: 'k8s-version-float',
    title: 'The cluster version is a number, not text',
    severity: 'error',
    fix: 'safe',
    references: [
      'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html',
      'https://yaml.org/spec/1.2.2/#103-core-schema',
      'https://developer.hashicorp.com/terraform/language/expressions/types',
    ],
  },
  function* check({ clusters }) {
    for (const { cluster } of clusters) {
      for (const version of placesOf(cluster.version)) {
        const meant = version.notation === 'number' ? meantVersion(version.value) : undefined;
        if (meant === undefined) continue;
        yield {
          span: version.span,
          resource: cluster.resource,
          value: version.value,
          severity: severityFor(cluster, severityOf(cluster, version)),
          message: `${whatHappens(cluster, version, meant)} Put it in quotes: \`"${meant}"\`.`,
          related: useOf(version),
          fix: quoted(cluster, version, meant),
        };
      }
    }
  },
);

/** The version that was meant; `undefined` for a number that is none. */
function meantVersion(value: string): string | undefined {
  if (CUT.test(value)) return `${value}0`;
  return clusterMinor(value) === undefined ? undefined : value;
}

function severityOf({ dialect }: ClusterFact, { value }: Known<string>): Severity {
  return CUT.test(value) || REFUSALS[dialect] !== undefined ? 'error' : 'warning';
}

function whatHappens({ dialect }: ClusterFact, version: Known<string>, meant: string): string {
  const refusal = REFUSALS[dialect];
  const isCut = CUT.test(version.value);
  const number = `The cluster version ${meant}${whenOf(version)} is written as a number`;
  if (isCut)
    return `${number}, and as a number it is ${version.value}, which EKS does not have.${refusal === undefined ? '' : ` ${refusal}`}`;
  return refusal === undefined ? `${number}: that goes well until 1.40, which would be 1.4.` : `${number}. ${refusal}`;
}

/** Not in a Terraform variable, whose type may turn the text into a number again. */
function quoted({ dialect }: ClusterFact, version: Known<string>, meant: string): Fix | undefined {
  if (dialect === 'terraform' && version.via.some(({ note }) => note.includes('var.'))) return undefined;
  const edit = rewrite(version, meant);
  return edit && { title: `Write the cluster version "${meant}" as text`, disposition: 'safe', edits: [edit] };
}
