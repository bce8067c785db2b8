/** EKS on loopback, for the real AWS SDK: serves the bundled data in the API's shape, page by page, and fails as it is told to. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import addonData from '../../data/addon-versions.json' with { type: 'json' };
import clusterData from '../../data/cluster-versions.json' with { type: 'json' };

export interface FakeAddon {
  readonly addonName: string;
  readonly addonVersions: readonly { readonly addonVersion: string; readonly compatibilities: readonly FakeCompatibility[] }[];
}

export interface FakeCompatibility {
  readonly clusterVersion: string;
  readonly defaultVersion: boolean;
  readonly platformVersions: readonly string[];
}

export interface FakeClusterVersion {
  readonly clusterVersion: string;
  readonly releaseDate: string;
  readonly endOfStandardSupportDate: string;
  readonly endOfExtendedSupportDate: string;
}

export interface FakeEksPlan {
  /** Lists that replace the bundled ones of the same name. */
  readonly addons?: readonly FakeAddon[];
  /** Replaces the bundled calendar. */
  readonly clusterVersions?: readonly FakeClusterVersion[];
  /** Most add-on versions, or cluster versions, on one page (AWS: 100). A page may end inside an add-on. */
  readonly pageSize?: number;
  /** So many requests at first get 429 ThrottlingException. */
  readonly throttle?: number;
  /** So many requests at first get 500 ServerException. */
  readonly fail?: number;
  /** IAM actions that get 403 AccessDeniedException. */
  readonly deny?: readonly string[];
  /** Every answer waits so long. */
  readonly delayMs?: number;
  /** Answers are JSON that breaks off. */
  readonly malformed?: boolean;
  /** The add-on whose requests suffer from the faults above; without it, all do. */
  readonly faultsOnlyFor?: string;
  /** What a name that EKS does not have gets. */
  readonly unknownAddon?: 'empty-list' | 'invalid-parameter';
  /** For `versionStatus`; ISO date. */
  readonly today?: string;
}

export interface FakeEksRequest {
  readonly action: string;
  readonly query: Readonly<Record<string, string>>;
  /** From the signature. */
  readonly region: string;
}

export interface FakeEks {
  /** For AWS_ENDPOINT_URL_EKS. */
  readonly url: string;
  readonly requests: readonly FakeEksRequest[];
  /** The most requests that were open at the same time. */
  readonly mostAtOnce: () => number;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: object;
  readonly errorType?: string;
}

const ACTIONS = new Map([
  ['/addons/supported-versions', 'eks:DescribeAddonVersions'],
  ['/cluster-versions', 'eks:DescribeClusterVersions'],
]);

/** Starts the server on a free port of 127.0.0.1. */
export async function startFakeEks(plan: FakeEksPlan = {}): Promise<FakeEks> {
  const requests: FakeEksRequest[] = [];
  const open = { now: 0, most: 0 };
  const faults = { throttle: plan.throttle ?? 0, fail: plan.fail ?? 0 };
  const server = createServer((request, response) => {
    const heard = hear(request);
    requests.push(heard);
    open.most = Math.max(open.most, ++open.now);
    response.on('close', () => open.now--);
    const isFaulty = plan.faultsOnlyFor === undefined || plan.faultsOnlyFor === heard.query['addonName'];
    const answer = (isFaulty ? fault(plan, faults, heard) : undefined) ?? serve(plan, heard);
    setTimeout(() => send(response, answer, isFaulty && plan.malformed === true), isFaulty ? (plan.delayMs ?? 0) : 0);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    mostAtOnce: () => open.most,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function hear(request: IncomingMessage): FakeEksRequest {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const scope = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/(?<region>[\w-]+)\/eks\/aws4_request,/.exec(
    request.headers.authorization ?? '',
  );
  return {
    action: request.method === 'GET' ? (ACTIONS.get(url.pathname) ?? url.pathname) : `${request.method} ${url.pathname}`,
    query: Object.fromEntries(url.searchParams),
    region: scope?.groups?.['region'] ?? '',
  };
}

function fault(plan: FakeEksPlan, faults: { throttle: number; fail: number }, { action, region }: FakeEksRequest): Answer | undefined {
  if (region === '') return problem(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
  if (faults.fail-- > 0) return problem(500, 'ServerException', 'Internal server error');
  if (faults.throttle-- > 0) return problem(429, 'ThrottlingException', 'Rate exceeded');
  if (!plan.deny?.includes(action)) return undefined;
  return problem(403, 'AccessDeniedException', `User: arn:aws:sts::111122223333:assumed-role/ci is not authorized to perform: ${action}`);
}

function serve(plan: FakeEksPlan, { action, query }: FakeEksRequest): Answer {
  if (action === 'eks:DescribeAddonVersions') return serveAddons(plan, query);
  if (action === 'eks:DescribeClusterVersions') return serveClusterVersions(plan, query);
  return problem(404, 'UnknownOperationException', `no such operation: ${action}`);
}

function serveAddons(plan: FakeEksPlan, query: FakeEksRequest['query']): Answer {
  const { addonName, kubernetesVersion } = query;
  const own = plan.addons ?? [];
  const addons = [...own, ...bundledAddons().filter((addon) => !own.some((other) => other.addonName === addon.addonName))];
  const named = addons.filter((addon) => addonName === undefined || addon.addonName === addonName);
  if (named.length === 0 && plan.unknownAddon === 'invalid-parameter') {
    return problem(400, 'InvalidParameterException', 'Addon specified is not supported');
  }
  const rows = named.flatMap(({ addonName: name, addonVersions }) => addonVersions.map((entry) => ({ name, entry })));
  const wanted = rows.filter(
    ({ entry }) => kubernetesVersion === undefined || entry.compatibilities.some((item) => item.clusterVersion === kubernetesVersion),
  );
  const { page, nextToken } = cut(wanted, plan.pageSize ?? 100, query);
  const body = [...new Set(page.map(({ name }) => name))].map((name) => ({
    addonName: name,
    addonVersions: page.filter((row) => row.name === name).map(({ entry }) => ({ ...entry, architecture: ['amd64', 'arm64'] })),
  }));
  return { status: 200, body: { addons: body, ...nextToken } };
}

function serveClusterVersions(plan: FakeEksPlan, query: FakeEksRequest['query']): Answer {
  const today = plan.today ?? '2026-11-24';
  const all = plan.clusterVersions ?? clusterData.clusterVersions;
  const wanted = all.filter((entry) => query['includeAll'] === 'true' || entry.endOfExtendedSupportDate > today);
  const { page, nextToken } = cut(wanted, plan.pageSize ?? 100, query);
  const clusterVersions = page.map((entry) => ({
    clusterVersion: entry.clusterVersion,
    clusterType: 'eks',
    defaultVersion: false,
    releaseDate: epochSeconds(entry.releaseDate),
    endOfStandardSupportDate: epochSeconds(entry.endOfStandardSupportDate),
    endOfExtendedSupportDate: epochSeconds(entry.endOfExtendedSupportDate),
    versionStatus: statusOn(entry, today),
  }));
  return { status: 200, body: { clusterVersions, ...nextToken } };
}

function cut<T>(rows: readonly T[], pageSize: number, query: FakeEksRequest['query']): { page: readonly T[]; nextToken: object } {
  const start = Number(query['nextToken'] ?? 0);
  const end = start + Math.min(pageSize, Number(query['maxResults'] ?? pageSize));
  return { page: rows.slice(start, end), nextToken: end < rows.length ? { nextToken: String(end) } : {} };
}

function bundledAddons(): readonly FakeAddon[] {
  return Object.entries<Readonly<Record<string, string>>>(addonData.addons).map(([addonName, rows]) => ({
    addonName,
    addonVersions: Object.entries(rows).map(([addonVersion, row]) => ({ addonVersion, compatibilities: row.split(' ').map(unpack) })),
  }));
}

function unpack(entry: string): FakeCompatibility {
  const [version = '', platform = '*'] = entry.split('@');
  return { clusterVersion: version.replace('*', ''), defaultVersion: version.endsWith('*'), platformVersions: [platform] };
}

function epochSeconds(day: string): number {
  return Date.parse(day) / 1000;
}

function statusOn(entry: FakeClusterVersion, today: string): string {
  if (today >= entry.endOfExtendedSupportDate) return 'UNSUPPORTED';
  return today >= entry.endOfStandardSupportDate ? 'EXTENDED_SUPPORT' : 'STANDARD_SUPPORT';
}

function problem(status: number, errorType: string, message: string): Answer {
  return { status, errorType, body: { message } };
}

function send(response: ServerResponse, { status, errorType, body }: Answer, isMalformed: boolean): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...(errorType === undefined ? {} : { 'x-amzn-errortype': errorType }) });
  response.end(isMalformed ? text.slice(0, -2) : text);
}
