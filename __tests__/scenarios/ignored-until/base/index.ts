import * as aws from '@pulumi/aws';

const cluster = new aws.eks.Cluster('orders', {
  version: '1.35',
  roleArn: 'arn:aws:iam::111122223333:role/orders-cluster',
  vpcConfig: { subnetIds: ['subnet-0d4c3b2a1f0e9d801', 'subnet-0d4c3b2a1f0e9d802'] },
});

export const clusterName = cluster.name;
