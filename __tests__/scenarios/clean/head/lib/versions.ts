import * as eks from 'aws-cdk-lib/aws-eks';

/** Raised together: the cluster, what EKS installs into it, and what scales it. */
export const KUBERNETES_VERSION = eks.KubernetesVersion.V1_36;

export const ADDONS = {
  coredns: 'v1.14.3-eksbuild.16',
  kubeProxy: 'v1.36.0-eksbuild.21',
  vpcCni: 'v1.22.4-eksbuild.3',
} as const;

export const AUTOSCALER_TAG = 'v1.36.1';
