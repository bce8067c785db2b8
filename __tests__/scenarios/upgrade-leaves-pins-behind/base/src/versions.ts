/** Everything that we pin ourselves. */
export const addonVersions = {
  coredns: 'v1.12.4-eksbuild.31',
  kubeProxy: 'v1.30.14-eksbuild.8',
  vpcCni: 'v1.17.1-eksbuild.1',
  efsCsiDriver: 'v2.1.10-eksbuild.1',
  podIdentityAgent: 'v1.3.10-eksbuild.3',
};

export const charts = {
  clusterAutoscaler: '9.50.1',
  metricsServer: '3.13.0',
};
