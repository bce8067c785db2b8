/** What surrounds a run of the Action: GitHub, the checkout, the day, the environment. */
import { catalogLoader } from '../catalogs.ts';
import { hasCredentials, liveCatalog } from '../catalog/live.ts';
import type { Configuration } from '../configuration.ts';
import type { GitHubClient, RepositoryName } from '../github/client.ts';
import { rules } from '../rules/index.ts';
import type { LoadedCatalog, RunSettings } from '../judging.ts';
import type { ActionInputs } from './inputs.ts';

export interface Circumstances {
  readonly client: GitHubClient;
  readonly repository: RepositoryName;
  /** The checkout, or a folder without one. */
  readonly workspace: string;
  /** The commit that the workflow runs on; for events about no pull request, the one to judge. */
  readonly sha: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** ISO date, UTC. */
  readonly today: string;
  /** The page of a line of a commit. */
  readonly permalinkTo: (sha: string) => (path: string, line: number) => string;
}

const DEFAULT_REGION = 'us-east-1';

/** What a run needs; AWS is asked where the inputs and the credentials say so. */
export async function settingsFor(
  configuration: Configuration,
  { live, region }: ActionInputs,
  { env, today }: Circumstances,
): Promise<RunSettings> {
  const isAsked = live === 'true' || (live === 'auto' && hasCredentials(env));
  const source = {
    hasCredentials: hasCredentials(env),
    region: region ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || DEFAULT_REGION),
    ask: liveCatalog,
  };
  const load = await catalogLoader({ today, file: undefined, live: isAsked ? source : undefined });
  return { ...configuration, today, rules, loadCatalog: onceForEach(load) };
}

type Load = (addonNames: readonly string[]) => Promise<LoadedCatalog>;

/** A run that commits judges several states, and asks the same each time. */
function onceForEach(load: Load): Load {
  const asked = new Map<string, Promise<LoadedCatalog>>();
  return (addonNames) => {
    const key = JSON.stringify(addonNames.toSorted());
    const answer = asked.get(key) ?? load(addonNames);
    asked.set(key, answer);
    return answer;
  };
}

/** `https://github.com/octo/infra/blob/<sha>/lib/stack.ts#L12`; paths and names are hostile, so each part is encoded. */
export function permalinks(serverUrl: string, { owner, repo }: RepositoryName): Circumstances['permalinkTo'] {
  const root = [serverUrl.replace(/\/+$/, ''), encodeURIComponent(owner), encodeURIComponent(repo), 'blob'].join('/');
  return (sha) => (path, line) => `${root}/${sha}/${path.split('/').map(encodeURIComponent).join('/')}#L${line}`;
}
