/** `catalog`: what is known of an add-on, with source and day. */
import { describeAddon } from '../catalog/describe.ts';
import type { Outcome } from '../cli.ts';
import { type Options, UsageError } from '../options.ts';
import { formatAddon } from '../report/catalog-text.ts';
import { loaderFor } from './common.ts';

export async function catalog(options: Options): Promise<Outcome> {
  const [addonName, ...more] = options.positionals;
  if (addonName === undefined || more.length > 0) throw new UsageError('catalog takes one add-on, such as coredns');
  if (options.format !== 'text' && options.format !== 'json') throw new UsageError('catalog is printed as text or json');
  const load = await loaderFor(options);
  const loaded = await load([addonName]);
  const description = describeAddon(loaded.catalog, addonName, options.kubernetesVersion);
  return {
    stdout: options.format === 'json' ? `${JSON.stringify(description, null, 2)}\n` : formatAddon(description),
    stderr: loaded.degraded,
    status: description.isKnown ? 0 : 1,
  };
}
