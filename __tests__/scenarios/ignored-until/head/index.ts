import * as aws from '@pulumi/aws';

const cluster = new aws.eks.Cluster('orders', {
  version: '1.35',
  roleArn: 'arn:aws:iam::111122223333:role/orders-cluster',
  vpcConfig: { subnetIds: ['subnet-0d4c3b2a1f0e9d801', 'subnet-0d4c3b2a1f0e9d802'] },
});

new aws.eks.Addon('coredns', {
  clusterName: cluster.name,
  addonName: 'coredns',
  // eks-lockstep-ignore addon-incompatible until=2027-01-31 reason: the fork of the operations team, see its notes
  addonVersion: 'v1.11.4-eksbuild.24',
});

new aws.eks.Addon('kube-proxy', {
  clusterName: cluster.name,
  addonName: 'kube-proxy',
  addonVersion: 'v1.31.14-eksbuild.9', // eks-lockstep-ignore addon-incompatible until=2026-10-31 reason: after the move
});

export const clusterName = cluster.name;
