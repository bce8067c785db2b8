import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { cluster } from './cluster';
import { charts } from './versions';

const provider = new k8s.Provider('checkout', {
  kubeconfig: pulumi.jsonStringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'checkout',
        cluster: {
          server: cluster.endpoint,
          'certificate-authority-data': cluster.certificateAuthority.data,
        },
      },
    ],
    contexts: [{ name: 'checkout', context: { cluster: 'checkout', user: 'deployer' } }],
    'current-context': 'checkout',
    users: [
      {
        name: 'deployer',
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1beta1',
            command: 'aws',
            args: ['eks', 'get-token', '--cluster-name', cluster.name],
          },
        },
      },
    ],
  }),
});

new k8s.helm.v3.Release(
  'cluster-autoscaler',
  {
    chart: 'cluster-autoscaler',
    version: charts.clusterAutoscaler,
    namespace: 'kube-system',
    repositoryOpts: { repo: 'https://kubernetes.github.io/autoscaler' },
    values: {
      awsRegion: 'eu-central-1',
      autoDiscovery: { clusterName: cluster.name },
      image: { tag: 'v1.33.0' },
      extraArgs: { 'balance-similar-node-groups': true, expander: 'least-waste' },
    },
  },
  { provider }
);

new k8s.helm.v3.Release(
  'metrics-server',
  {
    chart: 'metrics-server',
    version: charts.metricsServer,
    namespace: 'kube-system',
    repositoryOpts: { repo: 'https://kubernetes-sigs.github.io/metrics-server' },
  },
  { provider }
);
