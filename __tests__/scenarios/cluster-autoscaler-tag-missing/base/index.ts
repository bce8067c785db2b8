import * as eks from '@pulumi/eks';
import * as k8s from '@pulumi/kubernetes';

const cluster = new eks.Cluster('payments', {
  version: '1.36',
  vpcId: 'vpc-0a1b2c3d',
  subnetIds: ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'],
});

const provider = new k8s.Provider('payments', { kubeconfig: cluster.kubeconfigJson });

new k8s.apps.v1.Deployment(
  'cluster-autoscaler',
  {
    metadata: { namespace: 'kube-system' },
    spec: {
      selector: { matchLabels: { app: 'cluster-autoscaler' } },
      template: {
        metadata: { labels: { app: 'cluster-autoscaler' } },
        spec: {
          containers: [
            {
              name: 'cluster-autoscaler',
              image: 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.36.0',
              command: ['./cluster-autoscaler', '--cloud-provider=aws', '--node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/payments'],
            },
          ],
        },
      },
    },
  },
  { provider },
);

export const kubeconfig = cluster.kubeconfig;
