import * as eks from 'aws-cdk-lib/aws-eks';

/** Raised together: the cluster, what EKS installs into it, and what scales it. */
export const KUBERNETES_VERSION = eks.KubernetesVersion.V1_35;

export const ADDONS = {
  coredns: 'v1.13.2-eksbuild.24',
  kubeProxy: 'v1.35.3-eksbuild.25',
  vpcCni: 'v1.22.4-eksbuild.3',
} as const;

export const AUTOSCALER_TAG = 'v1.35.2';
