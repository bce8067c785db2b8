/** An add-on name that EKS does not have, close to one that it has. */
import { codeSpan } from '../model/markdown.ts';
import { knowns } from '../model/value.ts';
import { datedBy } from '../model/wording.ts';
import { defineRule } from './rule.ts';
import { severityOfAbsence } from './support/addon-lists.ts';
import { meantName } from './support/addon-names.ts';
import { rewrite } from './support/edits.ts';
import { useOf } from './support/places.ts';
import { whenOf } from './support/wording.ts';

export const addonUnknownName = defineRule(
  {
    id: 'addon-unknown-name',
    title: 'EKS has no add-on of this name, but one that is almost the same',
    severity: 'error',
    fix: 'safe',
    references: [
      'https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html',
      'https://docs.aws.amazon.com/eks/latest/APIReference/API_DescribeAddonVersions.html',
    ],
  },
  function* check({ clusters, catalog, today }) {
    const names = catalog.addonNames();
    const known = new Set(names);
    for (const addon of clusters.flatMap(({ addons }) => addons)) {
      for (const name of knowns(addon.addonName)) {
        const meant = known.has(name.value) ? undefined : meantName(name.value, names);
        if (meant === undefined) continue;
        const edit = rewrite(name, meant);
        yield {
          span: name.span,
          resource: addon.resource,
          value: name.value,
          severity: severityOfAbsence(catalog.originOf(meant), today),
          message: `EKS has no add-on ${codeSpan(name.value)}${whenOf(name)}, and the deployment is refused with \`Addon specified is not supported\`. The add-on is called \`${meant}\` (${datedBy(catalog.originOf(meant))}).`,
          related: useOf(name),
          fix: edit && { title: `Name the add-on ${meant}`, disposition: 'safe', edits: [edit] },
        };
      }
    }
  },
);
