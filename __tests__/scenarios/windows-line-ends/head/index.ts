import * as aws from '@pulumi/aws';

const role = new aws.iam.Role('billing-cluster', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'eks.amazonaws.com' }),
  managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEKSClusterPolicy'],
});

const cluster = new aws.eks.Cluster('billing', {
  name: 'billing',
  version: '1.36',
  roleArn: role.arn,
  vpcConfig: { subnetIds: ['subnet-07c1e0a9b8d7f6001', 'subnet-07c1e0a9b8d7f6002'] },
});

const coredns = new aws.eks.Addon('coredns', {
  clusterName: cluster.name,
  addonName: 'coredns',
  addonVersion: 'v1.12.4-eksbuild.31', // what 1.35 took – still “good”? 🤔
});

const kubeProxy = new aws.eks.Addon('kube-proxy', {
  clusterName: cluster.name,
  addonName: 'kube-proxy',
  addonVersion: 'v1.32.13-eksbuild.28',
}, { dependsOn: [coredns] });

export const clusterName = cluster.name;
