import * as aws from '@pulumi/aws';

const cluster = new aws.eks.Cluster('payments', {
  version: '1.35.2',
  roleArn: 'arn:aws:iam::111122223333:role/payments-cluster',
  vpcConfig: { subnetIds: ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'] },
});

export const clusterName = cluster.name;
