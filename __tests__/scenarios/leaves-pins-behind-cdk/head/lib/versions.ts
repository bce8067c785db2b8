/** Everything that we pin ourselves. */
export const addonVersions = {
  coredns: 'v1.12.4-eksbuild.31',
  'kube-proxy': 'v1.30.14-eksbuild.8',
  'vpc-cni': 'v1.17.1-eksbuild.1', // network policies need 1.14
  'eks-pod-identity-agent': 'v1.3.10-eksbuild.3',
} as const;

export const charts = {
  clusterAutoscaler: '9.50.1',
  metricsServer: '3.13.0',
};
