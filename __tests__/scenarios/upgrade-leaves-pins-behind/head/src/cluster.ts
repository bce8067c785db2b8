import * as aws from '@pulumi/aws';
import { kubernetesVersion, subnetIds, tags } from './config';

const role = new aws.iam.Role('checkout-cluster', {
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'eks.amazonaws.com' }),
  managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEKSClusterPolicy'],
  tags,
});

export const cluster = new aws.eks.Cluster('checkout', {
  name: 'checkout',
  version: kubernetesVersion,
  roleArn: role.arn,
  accessConfig: { authenticationMode: 'API' },
  vpcConfig: { subnetIds, endpointPrivateAccess: true, endpointPublicAccess: false },
  enabledClusterLogTypes: ['audit', 'authenticator'],
  tags,
});
