/** Measures the program as its users run it: `npm run bench`. Ratios within one run; the milliseconds are this machine's. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = dirname(import.meta.dirname);
const BUNDLE = join(root, 'dist/index.js');
/** Another bundle that is named, that of this folder, or the sources where it is not built. */
const ENTRY = process.argv[2] ? resolve(process.argv[2], 'index.js') : existsSync(BUNDLE) ? BUNDLE : join(root, 'src/entry.ts');
const RUNS = 3;
const MANY = 1000;

/** The files of one project, by their paths in its folder. */
type Files = Readonly<Record<string, string>>;

interface Workload {
  readonly name: string;
  readonly count: number;
  /** Each project has one cluster, three add-ons or an autoscaler of its own. */
  readonly project: (index: number) => Files;
}

interface Measure {
  /** Wall time of one fresh process. */
  readonly milliseconds: number;
  /** Its peak resident memory. */
  readonly megabytes: number;
}

const ADDONS = { coredns: 'v1.13.2-eksbuild.24', 'kube-proxy': 'v1.31.14-eksbuild.9', 'vpc-cni': 'v1.13.2-eksbuild.1' };

const DIALECTS: Readonly<Record<string, (index: number) => Files>> = {
  'Pulumi TypeScript': pulumiTypeScript,
  'CDK TypeScript': cdkTypeScript,
  Terraform: terraform,
  CloudFormation: cloudFormation,
  eksctl,
  'Kubernetes manifests': manifests,
  'Pulumi YAML': pulumiYaml,
};

const WORKLOADS: readonly Workload[] = [
  { name: 'nothing to read', count: MANY, project: service },
  ...Object.entries(DIALECTS).map(([name, project]) => ({ name, count: 1, project })),
  ...Object.entries(DIALECTS).map(([name, project]) => ({ name, count: MANY, project })),
];

/** What most pull requests are: code that has nothing to do with EKS. */
function service(index: number): Files {
  return { 'service.ts': `export const port${index} = ${8000 + index};\n`.repeat(50) };
}

function addons(text: (name: string, version: string) => string): string {
  return Object.entries(ADDONS)
    .map(([name, version]) => text(name, version))
    .join('');
}

function pulumiTypeScript(index: number): Files {
  const made = addons(
    (name, version) => `
new aws.eks.Addon('${name}', {
  clusterName: cluster.name,
  addonName: '${name}',
  addonVersion: '${version}',
});
`,
  );
  return {
    'index.ts': `import * as aws from '@pulumi/aws';
import { KUBERNETES, SUBNETS } from './versions';

const cluster = new aws.eks.Cluster('cluster-${index}', {
  version: KUBERNETES,
  roleArn: 'arn:aws:iam::111122223333:role/cluster-${index}',
  vpcConfig: { subnetIds: SUBNETS },
});
${made}
export const clusterName = cluster.name;
`,
    'versions.ts': "export const KUBERNETES = '1.35';\nexport const SUBNETS = ['subnet-1', 'subnet-2'];\n",
  };
}

function cdkTypeScript(index: number): Files {
  const made = addons(
    (name, version) => `    new eks.CfnAddon(this, '${name}', {
      clusterName: cluster.clusterName,
      addonName: '${name}',
      addonVersion: '${version}',
    });
`,
  );
  return {
    'stack.ts': `import * as cdk from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks';
import { KUBERNETES } from './versions';

export class Stack${index} extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    const cluster = new eks.Cluster(this, 'Cluster', { version: KUBERNETES, defaultCapacity: 0 });
${made}  }
}
`,
    'versions.ts': "import * as eks from 'aws-cdk-lib/aws-eks';\nexport const KUBERNETES = eks.KubernetesVersion.V1_35;\n",
  };
}

function terraform(index: number): Files {
  const made = addons((name, version) => `    ${name} = "${version}"\n`);
  return {
    'main.tf': `locals {
  addons = {
${made}  }
}

resource "aws_eks_cluster" "this" {
  name     = "cluster-${index}"
  version  = var.kubernetes_version
  role_arn = "arn:aws:iam::111122223333:role/cluster-${index}"

  vpc_config {
    subnet_ids = var.subnet_ids
  }
}

resource "aws_eks_addon" "this" {
  for_each = local.addons

  cluster_name  = aws_eks_cluster.this.name
  addon_name    = each.key
  addon_version = each.value
}
`,
    'variables.tf': 'variable "kubernetes_version" {\n  default = "1.35"\n}\n\nvariable "subnet_ids" {\n  type = list(string)\n}\n',
  };
}

function cloudFormation(index: number): Files {
  const made = addons(
    (name, version) => `  ${name.replaceAll('-', '')}:
    Type: AWS::EKS::Addon
    Properties:
      ClusterName: !Ref Cluster
      AddonName: ${name}
      AddonVersion: ${version}
`,
  );
  return {
    'template.yaml': `Parameters:
  KubernetesVersion: { Type: String, Default: '1.35' }
Resources:
  Cluster:
    Type: AWS::EKS::Cluster
    Properties:
      Name: cluster-${index}
      Version: !Ref KubernetesVersion
      RoleArn: !Sub arn:aws:iam::\${AWS::AccountId}:role/cluster-${index}
      ResourcesVpcConfig: { SubnetIds: [subnet-1, subnet-2] }
${made}`,
  };
}

function eksctl(index: number): Files {
  const made = addons((name, version) => `  - name: ${name}\n    version: ${version}\n`);
  return {
    'cluster.yaml': `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata:
  name: cluster-${index}
  region: eu-central-1
  version: "1.35"
addons:
${made}`,
  };
}

function manifests(index: number): Files {
  return {
    'deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cluster-autoscaler
  namespace: kube-system
spec:
  selector: { matchLabels: { app: cluster-autoscaler } }
  template:
    metadata: { labels: { app: cluster-autoscaler } }
    spec:
      containers:
        - name: main
          image: registry.k8s.io/autoscaling/cluster-autoscaler:v1.34.2
          args:
            - --node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/cluster-${index}
`,
    'kustomization.yaml': 'resources:\n  - deployment.yaml\n',
  };
}

function pulumiYaml(index: number): Files {
  const made = addons(
    (name, version) => `  ${name}:
    type: aws:eks:Addon
    properties:
      clusterName: \${cluster.name}
      addonName: ${name}
      addonVersion: ${version}
`,
  );
  return {
    'Pulumi.yaml': `name: cluster-${index}
runtime: yaml
config:
  kubernetesVersion:
    type: string
    default: "1.35"
resources:
  cluster:
    type: aws:eks:Cluster
    properties:
      version: \${kubernetesVersion}
      roleArn: arn:aws:iam::111122223333:role/cluster-${index}
      vpcConfig: { subnetIds: [subnet-1, subnet-2] }
${made}`,
  };
}

/** Writes projects until there are so many files, each project into a folder of its own. */
function write({ count, project }: Workload, folder: string): void {
  for (let index = 0, files = 0; files < count; index += 1) {
    const own = join(folder, `part-${index % 32}`, `project-${index}`);
    mkdirSync(own, { recursive: true });
    for (const [name, text] of Object.entries(project(index))) writeFileSync(join(own, name), text);
    files += Object.keys(project(index)).length;
  }
}

/** The program itself says at its end how much memory it took at most. */
const WITH_MEMORY = `
process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS + '\\n'));
const { cli } = await import(process.env.BENCH_ENTRY);
process.exitCode = await cli(process.argv.slice(1));
`;

function runOnce(folder: string): Measure {
  const args = ['--input-type=module', '--eval', WITH_MEMORY, '--', 'check', folder, '--fail-on', 'never', '--format', 'json'];
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, BENCH_ENTRY: ENTRY },
    maxBuffer: 2 ** 28,
  });
  const milliseconds = performance.now() - start;
  const kilobytes = /^peak (?<peak>\d+)$/m.exec(stderr)?.groups?.['peak'];
  if (status !== 0 || kilobytes === undefined) throw new Error(`the run ended with ${status}: ${stderr}`);
  return { milliseconds, megabytes: Number(kilobytes) / 1024 };
}

/** Round by round, so that a machine that grows slower does so for all. */
function measureAll(folder: string): readonly Measure[] {
  const folders = WORKLOADS.map((workload, index) => {
    const own = join(folder, String(index));
    write(workload, own);
    return own;
  });
  const rounds = Array.from({ length: RUNS }, () => folders.map(runOnce));
  return folders.map((_, index) => {
    const runs = rounds.flatMap((round) => round[index] ?? []);
    return { milliseconds: median(runs.map((run) => run.milliseconds)), megabytes: median(runs.map((run) => run.megabytes)) };
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

function report(measures: readonly Measure[]): void {
  console.log(`${ENTRY}, node ${process.version}, ${RUNS} fresh processes each, medians\n`);
  console.log('files                             ms   times nothing    MB');
  for (const [index, { name, count }] of WORKLOADS.entries()) {
    const { milliseconds, megabytes } = measures[index] ?? { milliseconds: NaN, megabytes: NaN };
    const cells = [
      milliseconds.toFixed(0).padStart(8),
      (milliseconds / (measures[0]?.milliseconds ?? NaN)).toFixed(1).padStart(16),
      megabytes.toFixed(0).padStart(6),
    ];
    console.log(`${String(count).padStart(5)} ${name.padEnd(22)}${cells.join('')}`);
  }
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'eks-lockstep-bench-'));
  try {
    report(measureAll(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
