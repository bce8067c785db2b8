import * as aws from '@pulumi/aws';

const cluster = new aws.eks.Cluster('tickets', {
  version: '1.35',
  roleArn: 'arn:aws:iam::111122223333:role/tickets-cluster',
  vpcConfig: { subnetIds: ['subnet-0c3b2a1f0e9d8c701', 'subnet-0c3b2a1f0e9d8c702'] },
});

new aws.eks.Addon('coredns', {
  clusterName: cluster.name,
  addonName: 'coredns',
  addonVersion: 'v1.11.4-eksbuild.24',
});

export const clusterName = cluster.name;
