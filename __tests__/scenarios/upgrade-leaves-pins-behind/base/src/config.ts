import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

/** The control plane. Nodes follow, see nodes.ts. */
export const kubernetesVersion = '1.33';

export const nodeCount = config.getNumber('nodeCount') ?? 3;

export const subnetIds = [
  'subnet-0d1a7b2f9c3e4a501',
  'subnet-0d1a7b2f9c3e4a502',
  'subnet-0d1a7b2f9c3e4a503',
];

export const tags = { team: 'checkout', 'cost-center': '4711' };
