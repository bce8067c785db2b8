import * as aws from '@pulumi/aws';
import { environmentSuffix, nodeMaxSize, nodeMinSize, tags } from './config';
import { privateSubnets, vpc } from './network';

const eksKmsKey = new aws.kms.Key(`eks-kms-${environmentSuffix}`, {
  description: 'Encrypts the secrets of the EKS cluster',
  enableKeyRotation: true,
  deletionWindowInDays: 7,
  tags: { ...tags, Name: `eks-kms-${environmentSuffix}` },
});

const eksKmsKeyAlias = new aws.kms.Alias(`eks-kms-alias-${environmentSuffix}`, {
  name: `alias/eks-${environmentSuffix}`,
  targetKeyId: eksKmsKey.keyId,
});

const clusterRole = new aws.iam.Role(`eks-cluster-role-${environmentSuffix}`, {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'eks.amazonaws.com' }),
  tags,
});

const clusterPolicy = new aws.iam.RolePolicyAttachment(`eks-cluster-policy-${environmentSuffix}`, {
  role: clusterRole.name,
  policyArn: 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy',
});

const clusterSecurityGroup = new aws.ec2.SecurityGroup(`eks-cluster-sg-${environmentSuffix}`, {
  vpcId: vpc.id,
  description: 'Control plane of the EKS cluster',
  egress: [{ protocol: '-1', fromPort: 0, toPort: 0, cidrBlocks: ['0.0.0.0/0'] }],
  tags: { ...tags, Name: `eks-cluster-sg-${environmentSuffix}` },
});

const clusterLogs = new aws.cloudwatch.LogGroup(`eks-logs-${environmentSuffix}`, {
  name: `/aws/eks/eks-cluster-${environmentSuffix}/cluster`,
  retentionInDays: 7,
  tags,
});

export const eksCluster = new aws.eks.Cluster(
  `eks-cluster-${environmentSuffix}`,
  {
    name: `eks-cluster-${environmentSuffix}`,
    version: '1.28',
    roleArn: clusterRole.arn,
    enabledClusterLogTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
    encryptionConfig: {
      provider: { keyArn: eksKmsKey.arn },
      resources: ['secrets'],
    },
    vpcConfig: {
      subnetIds: privateSubnets.map((subnet) => subnet.id),
      securityGroupIds: [clusterSecurityGroup.id],
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    },
    tags: { ...tags, Name: `eks-cluster-${environmentSuffix}` },
  },
  { dependsOn: [clusterPolicy, clusterLogs] }
);

export const oidcProvider = new aws.iam.OpenIdConnectProvider(`eks-oidc-${environmentSuffix}`, {
  clientIdLists: ['sts.amazonaws.com'],
  url: eksCluster.identities[0].oidcs[0].issuer,
  tags,
});

const nodeRole = new aws.iam.Role(`eks-node-role-${environmentSuffix}`, {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'ec2.amazonaws.com' }),
  tags,
});

const nodePolicies = [
  'AmazonEKSWorkerNodePolicy',
  'AmazonEKS_CNI_Policy',
  'AmazonEC2ContainerRegistryReadOnly',
  'CloudWatchAgentServerPolicy',
].map(
  (policy) =>
    new aws.iam.RolePolicyAttachment(`eks-node-${policy}-${environmentSuffix}`, {
      role: nodeRole.name,
      policyArn: `arn:aws:iam::aws:policy/${policy}`,
    })
);

export const nodeGroup = new aws.eks.NodeGroup(
  `eks-node-group-${environmentSuffix}`,
  {
    clusterName: eksCluster.name,
    nodeGroupName: `on-demand-${environmentSuffix}`,
    nodeRoleArn: nodeRole.arn,
    subnetIds: privateSubnets.map((subnet) => subnet.id),
    amiType: 'AL2023_x86_64_STANDARD',
    instanceTypes: ['m6i.large'],
    scalingConfig: { desiredSize: nodeMinSize, minSize: nodeMinSize, maxSize: nodeMaxSize },
    tags: { ...tags, 'k8s.io/cluster-autoscaler/enabled': 'true' },
  },
  { dependsOn: nodePolicies }
);
