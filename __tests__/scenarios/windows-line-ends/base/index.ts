import * as aws from '@pulumi/aws';

const role = new aws.iam.Role('billing-cluster', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'eks.amazonaws.com' }),
  managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEKSClusterPolicy'],
});

const cluster = new aws.eks.Cluster('billing', {
  name: 'billing',
  version: '1.35',
  roleArn: role.arn,
  vpcConfig: { subnetIds: ['subnet-07c1e0a9b8d7f6001', 'subnet-07c1e0a9b8d7f6002'] },
});

export const clusterName = cluster.name;
