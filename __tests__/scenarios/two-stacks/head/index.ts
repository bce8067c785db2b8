import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const stack = pulumi.getStack();

const role = new aws.iam.Role('search-cluster', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'eks.amazonaws.com' }),
  managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEKSClusterPolicy'],
});

const cluster = new aws.eks.Cluster('search', {
  name: `search-${stack}`,
  version: config.require('kubernetesVersion'),
  roleArn: role.arn,
  vpcConfig: { subnetIds: ['subnet-0b9d2f6a1c4e70011', 'subnet-0b9d2f6a1c4e70012'] },
});

new aws.eks.Addon('kube-proxy', {
  clusterName: cluster.name,
  addonName: 'kube-proxy',
  addonVersion: 'v1.32.13-eksbuild.28',
});

new aws.eks.Addon('vpc-cni', {
  clusterName: cluster.name,
  addonName: 'vpc-cni',
  addonVersion: 'v1.22.4-eksbuild.3',
});

export const clusterName = cluster.name;
