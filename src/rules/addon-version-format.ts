/** An add-on version that has not the form of one, such as the tag of the add-on's image. */
import type { Catalog } from '../catalog/catalog.ts';
import type { Fix } from '../model/finding.ts';
import { codeSpan } from '../model/markdown.ts';
import { isAddonVersion } from '../model/version.ts';
import { defineRule } from './rule.ts';
import { offeredForAll } from './support/addon-lists.ts';
import { rewrite } from './support/edits.ts';
import { type Pin, pinsOf } from './support/pins.ts';
import { useOf } from './support/places.ts';
import { whenOf } from './support/wording.ts';

const LOOSE = /^v?(?<patch>\d+\.\d+\.\d+)(?<minimal>-minimal)?(?:-eksbuild\.(?<build>[0-9A-Za-z]+))?$/;

export const addonVersionFormat = defineRule(
  {
    id: 'addon-version-format',
    title: 'The add-on version is not of the form v1.2.3-eksbuild.4',
    severity: 'error',
    fix: 'safe',
    references: [
      'https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeAddonVersions.html',
      'https://docs.aws.amazon.com/eks/latest/userguide/managing-kube-proxy.html',
    ],
  },
  function* check({ clusters, catalog }) {
    for (const pin of pinsOf(clusters)) {
      const { version } = pin;
      if (isAddonVersion(version.value) || version.value.trim() === '') continue;
      const meant = meantVersion(pin, catalog);
      const advice = meant === undefined ? '' : ` Use \`${meant}\`.`;
      yield {
        span: version.span,
        resource: pin.addon.resource,
        value: version.value,
        message: `${codeSpan(version.value)}${whenOf(version)} is no version of an EKS add-on, and the deployment is refused with \`Addon version specified is not supported\`. ${formOf(version.value)}${advice}`,
        related: useOf(version),
        fix: fixFor(pin, meant),
      };
    }
  },
);

function formOf(value: string): string {
  return LOOSE.exec(value)?.groups?.['minimal'] === undefined
    ? 'Every version that EKS lists looks like `v1.11.4-eksbuild.2`, with the `v` and the build.'
    : 'With `-minimal-` it is the tag of the image; the version of the add-on is the same text without it.';
}

/** The same version in form: the build that is written, else the newest build of the patch level that the cluster versions offer. */
function meantVersion({ name, version, served }: Pin, catalog: Catalog): string | undefined {
  const parts = LOOSE.exec(version.value)?.groups;
  if (parts === undefined) return undefined;
  const offered = offeredForAll(catalog, name.value, served);
  const patch = `v${parts['patch']}-eksbuild.`;
  return offered.find((offer) => offer === `${patch}${parts['build']}`) ?? offered.find((offer) => offer.startsWith(patch));
}

function fixFor({ name, version }: Pin, meant: string | undefined): Fix | undefined {
  const edit = meant === undefined ? undefined : rewrite(version, meant);
  return edit && { title: `Pin ${name.value} ${meant}`, disposition: 'safe', edits: [edit] };
}
