import * as aws from '@pulumi/aws';
import * as eks from '@pulumi/eks';
import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { KUBERNETES } from './versions';

const config = new pulumi.Config();

const cluster = new eks.Cluster('payments', {
  version: KUBERNETES,
  vpcId: 'vpc-0a1b2c3d4e5f60718',
  privateSubnetIds: ['subnet-0a1b2c3d4e5f60711', 'subnet-0a1b2c3d4e5f60712'],
  desiredCapacity: config.requireNumber('nodeCount'),
  createOidcProvider: true,
});

new aws.eks.Addon('kube-proxy', {
  clusterName: cluster.eksCluster.name,
  addonName: 'kube-proxy',
  addonVersion: 'v1.32.13-eksbuild.28',
});

new k8s.helm.v3.Release(
  'cluster-autoscaler',
  {
    chart: 'cluster-autoscaler',
    namespace: 'kube-system',
    repositoryOpts: { repo: 'https://kubernetes.github.io/autoscaler' },
    values: {
      autoDiscovery: { clusterName: cluster.eksCluster.name },
      image: { tag: 'v1.33.2' },
    },
  },
  { provider: new k8s.Provider('payments', { kubeconfig: cluster.kubeconfigJson }) },
);

export const kubeconfig = pulumi.secret(cluster.kubeconfig);
