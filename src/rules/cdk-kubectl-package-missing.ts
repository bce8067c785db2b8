/** A kubectl layer whose package no manifest declares. */
import type { Catalog, KubectlLayerPackage } from '../catalog/catalog.ts';
import type { ClusterView } from '../inventory/inventory.ts';
import type { Fix } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import type { Known } from '../model/value.ts';
import { defineRule } from './rule.ts';
import { declarePackage, installHint, isDeclared } from './support/cdk-packages.ts';
import { rangeOf, usedLayer } from './support/kubectl-layer.ts';

const LAYER_PACKAGE = /^@aws-cdk\/lambda-layer-kubectl-v\d{2}$/;

export const cdkKubectlPackageMissing = defineRule(
  {
    id: 'cdk-kubectl-package-missing',
    title: 'The package of the kubectl layer is not declared',
    severity: 'error',
    fix: 'safe',
    references: [
      'https://github.com/cdklabs/awscdk-asset-kubectl',
      'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_eks-readme.html',
    ],
  },
  function* check({ clusters, catalog }) {
    for (const view of clusters) {
      const packageName = importedPackage(view);
      if (packageName === undefined || view.packages.manifests.length === 0 || isDeclared(view.packages, packageName.value)) continue;
      const published = publishedPackage(catalog, packageName.value);
      yield {
        span: packageName.span,
        resource: view.cluster.resource,
        value: packageName.value,
        message: `No \`package.json\` above this file declares ${codeSpan(packageName.value)}: TypeScript stops with TS2307 (\`Cannot find module '${packageName.value}' or its corresponding type declarations\`). ${whatToDo(view, published, catalog)}`,
        fix: published && fixFor(view, published),
      };
    }
  },
);

function importedPackage(view: ClusterView): Known<string> | undefined {
  const packageName = usedLayer(view)?.packageName;
  return packageName && LAYER_PACKAGE.test(packageName.value) ? packageName : undefined;
}

function publishedPackage(catalog: Catalog, packageName: string): KubectlLayerPackage | undefined {
  const minor = packageName.slice(-2);
  const published = catalog.kubectlLayer(`1.${minor}`);
  return published?.packageName === packageName ? published : undefined;
}

function whatToDo({ packages }: ClusterView, published: KubectlLayerPackage | undefined, { constants }: Catalog): string {
  if (published === undefined) return `No such package is known to be published (as of ${constants.asOf}).`;
  return `Declare \`"${published.packageName}": "${rangeOf(published)}"\`.${installHint(packages, published.packageName)}`;
}

function fixFor({ packages }: ClusterView, published: KubectlLayerPackage): Fix | undefined {
  const edits = declarePackage(packages, published.packageName, rangeOf(published));
  return edits && { title: `Declare ${published.packageName}`, disposition: 'safe', edits };
}
