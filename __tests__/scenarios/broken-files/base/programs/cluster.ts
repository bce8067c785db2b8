import * as aws from '@pulumi/aws';

export const cluster = new aws.eks.Cluster('odds', {
  version: '1.36',
  roleArn: 'arn:aws:iam::111122223333:role/odds-cluster',
  vpcConfig: { subnetIds: ['subnet-0a0a0a0a0a0a0a001', 'subnet-0a0a0a0a0a0a0a002'] },
});

export const clusterName = cluster.name;
