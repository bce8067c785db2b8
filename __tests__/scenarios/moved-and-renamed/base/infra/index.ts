import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const role = new aws.iam.Role('catalogue-cluster', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'eks.amazonaws.com' }),
  managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEKSClusterPolicy'],
});

const cluster = new aws.eks.Cluster('catalogue', {
  name: 'catalogue',
  version: '1.32',
  roleArn: role.arn,
  vpcConfig: { subnetIds: config.requireObject<string[]>('subnetIds') },
});

new aws.eks.Addon('kube-proxy', {
  clusterName: cluster.name,
  addonName: 'kube-proxy',
  addonVersion: 'v1.28.15-eksbuild.31',
});

export const clusterName = cluster.name;
