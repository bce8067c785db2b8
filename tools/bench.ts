/** Measures the bundle as its users run it: `npm run bench`. Ratios within one run; the milliseconds are this machine's. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** The bundle, or another one that is named. */
const CLI = resolve(process.argv[2] ?? join(dirname(import.meta.dirname), 'dist/cli.js'));
const RUNS = 5;

interface Workload {
  readonly name: string;
  /** Writes its files into an empty folder. */
  readonly write: (folder: string) => void;
}

interface Measure {
  readonly name: string;
  /** Wall time, medians of several fresh processes. */
  readonly milliseconds: number;
  /** Peak resident memory, likewise. */
  readonly megabytes: number;
}

const WORKLOADS: readonly Workload[] = [
  { name: 'no infrastructure', write: writeNothing },
  ...[1, 10, 100, 1000].map((count) => ({ name: `${count} Pulumi ${count === 1 ? 'file' : 'files'}`, write: writePrograms(count) })),
];

/** What most pull requests are: code that has nothing to do with EKS. */
function writeNothing(folder: string): void {
  for (let index = 0; index < 100; index += 1) {
    writeFileSync(join(folder, `service-${index}.ts`), `export const port${index} = ${8000 + index};\n`.repeat(50));
  }
}

function writePrograms(count: number): (folder: string) => void {
  return (folder) => {
    writeFileSync(join(folder, 'Pulumi.yaml'), 'name: bench\nruntime: nodejs\n');
    writeFileSync(join(folder, 'versions.ts'), "export const KUBERNETES = '1.35';\n");
    for (let index = 0; index < count; index += 1) writeFileSync(join(folder, `cluster-${index}.ts`), program(index));
  };
}

function program(index: number): string {
  const addons = ['coredns', 'kube-proxy', 'vpc-cni'].map(
    (name) => `
new aws.eks.Addon('${name}-${index}', {
  clusterName: cluster.name,
  addonName: '${name}',
  addonVersion: '${name === 'kube-proxy' ? 'v1.31.14-eksbuild.9' : 'v1.13.2-eksbuild.24'}',
});
`,
  );
  return `import * as aws from '@pulumi/aws';
import { KUBERNETES } from './versions';

const cluster = new aws.eks.Cluster('cluster-${index}', {
  version: KUBERNETES,
  roleArn: 'arn:aws:iam::111122223333:role/cluster-${index}',
  vpcConfig: { subnetIds: ['subnet-1', 'subnet-2'] },
});
${addons.join('')}
export const clusterName${index} = cluster.name;
`;
}

function measure({ name, write }: Workload): Measure {
  const folder = mkdtempSync(join(tmpdir(), 'eks-lockstep-bench-'));
  try {
    write(folder);
    const runs = Array.from({ length: RUNS }, () => runOnce(folder));
    return {
      name,
      milliseconds: median(runs.map(({ milliseconds }) => milliseconds)),
      megabytes: median(runs.map(({ megabytes }) => megabytes)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The program itself says at its end how much memory it took at most. */
const WITH_MEMORY = `
process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + '\\n'));
process.argv.splice(1, 0, process.env.BENCH_CLI);
await import(process.env.BENCH_CLI);
`;

function runOnce(folder: string): { readonly milliseconds: number; readonly megabytes: number } {
  const args = ['--input-type=module', '--eval', WITH_MEMORY, '--', 'check', folder, '--fail-on', 'never', '--format', 'json'];
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, BENCH_CLI: CLI },
    maxBuffer: 2 ** 28,
  });
  const milliseconds = performance.now() - start;
  const kilobytes = /^peak (?<peak>\d+)$/m.exec(stderr)?.groups?.['peak'];
  if (status !== 0 || kilobytes === undefined) throw new Error(`the run ended with ${status}: ${stderr}`);
  return { milliseconds, megabytes: Number(kilobytes) / 1024 };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

if (import.meta.main) {
  const measures = WORKLOADS.map(measure);
  const [nothing] = measures;
  console.log(`node ${process.version}, ${RUNS} fresh processes each, medians\n`);
  console.log('workload              ms   times nothing    MB');
  for (const { name, milliseconds, megabytes } of measures) {
    const ratio = (milliseconds / (nothing?.milliseconds ?? NaN)).toFixed(1);
    console.log(`${name.padEnd(18)} ${milliseconds.toFixed(0).padStart(5)} ${ratio.padStart(15)} ${megabytes.toFixed(0).padStart(5)}`);
  }
}
