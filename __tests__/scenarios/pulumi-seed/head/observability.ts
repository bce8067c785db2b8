import * as k8s from '@pulumi/kubernetes';
import { eksCluster } from './cluster';
import { provider } from './kubernetes';

const namespace = new k8s.core.v1.Namespace(
  'amazon-cloudwatch',
  { metadata: { name: 'amazon-cloudwatch' } },
  { provider }
);

const containerInsightsDaemonSet = new k8s.apps.v1.DaemonSet(
  'cloudwatch-agent',
  {
    metadata: { name: 'cloudwatch-agent', namespace: namespace.metadata.name },
    spec: {
      selector: { matchLabels: { name: 'cloudwatch-agent' } },
      template: {
        metadata: { labels: { name: 'cloudwatch-agent' } },
        spec: {
          containers: [
            {
              name: 'cloudwatch-agent',
              image: 'public.ecr.aws/cloudwatch-agent/cloudwatch-agent:1.300062.0b1304',
              env: [{ name: 'CLUSTER_NAME', value: eksCluster.name }],
              resources: {
                limits: { cpu: '200m', memory: '200Mi' },
                requests: { cpu: '200m', memory: '200Mi' },
              },
            },
          ],
        },
      },
    },
  },
  { provider }
);
