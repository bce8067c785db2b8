import type * as eks from 'aws-cdk-lib/aws-eks';
import { charts } from './versions';

export function addAutoscaler(cluster: eks.Cluster): void {
  cluster.addHelmChart('ClusterAutoscaler', {
    chart: 'cluster-autoscaler',
    repository: 'https://kubernetes.github.io/autoscaler',
    version: charts.clusterAutoscaler,
    namespace: 'kube-system',
    values: {
      awsRegion: 'eu-central-1',
      autoDiscovery: { clusterName: cluster.clusterName },
      image: { tag: 'v1.33.0' },
      extraArgs: { 'balance-similar-node-groups': true, expander: 'least-waste' },
    },
  });

  cluster.addHelmChart('MetricsServer', {
    chart: 'metrics-server',
    repository: 'https://kubernetes-sigs.github.io/metrics-server',
    version: charts.metricsServer,
    namespace: 'kube-system',
  });
}
