import * as aws from '@pulumi/aws';
import { cluster } from './cluster';
import { nodeCount, subnetIds, tags } from './config';

const role = new aws.iam.Role('checkout-nodes', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'ec2.amazonaws.com' }),
  managedPolicyArns: [
    'arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy',
    'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy',
    'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly',
  ],
  tags,
});

export const nodes = new aws.eks.NodeGroup('checkout-arm', {
  clusterName: cluster.name,
  nodeRoleArn: role.arn,
  subnetIds,
  version: cluster.version,
  amiType: 'AL2023_ARM_64_STANDARD',
  instanceTypes: ['m7g.xlarge'],
  scalingConfig: { desiredSize: nodeCount, minSize: nodeCount, maxSize: nodeCount * 3 },
  updateConfig: { maxUnavailable: 1 },
  tags,
});
