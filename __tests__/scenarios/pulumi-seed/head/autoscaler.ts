import * as aws from '@pulumi/aws';
import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { eksCluster, nodeGroup } from './cluster';
import { environmentSuffix, tags } from './config';
import { provider } from './kubernetes';
import { roleForServiceAccount } from './service-accounts';

const namespace = 'kube-system';
const name = 'cluster-autoscaler';

const policy = new aws.iam.Policy(`${name}-${environmentSuffix}`, {
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'autoscaling:DescribeAutoScalingGroups',
          'autoscaling:DescribeAutoScalingInstances',
          'autoscaling:DescribeLaunchConfigurations',
          'autoscaling:DescribeScalingActivities',
          'autoscaling:DescribeTags',
          'autoscaling:SetDesiredCapacity',
          'autoscaling:TerminateInstanceInAutoScalingGroup',
          'ec2:DescribeInstanceTypes',
          'ec2:DescribeLaunchTemplateVersions',
          'eks:DescribeNodegroup',
        ],
        Resource: '*',
      },
    ],
  }),
  tags,
});

const role = roleForServiceAccount(name, namespace, 'arn:aws:iam::aws:policy/AutoScalingReadOnlyAccess');

new aws.iam.RolePolicyAttachment(`${name}-scaling-${environmentSuffix}`, {
  role: role.name,
  policyArn: policy.arn,
});

const serviceAccount = new k8s.core.v1.ServiceAccount(
  name,
  { metadata: { name, namespace, annotations: { 'eks.amazonaws.com/role-arn': role.arn } } },
  { provider }
);

const clusterAutoscalerDeployment = new k8s.apps.v1.Deployment(
  name,
  {
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          serviceAccountName: serviceAccount.metadata.name,
          priorityClassName: 'system-cluster-critical',
          containers: [
            {
              name,
              image: 'registry.k8s.io/autoscaling/cluster-autoscaler:v1.28.2',
              command: [
                './cluster-autoscaler',
                '--v=4',
                '--cloud-provider=aws',
                '--skip-nodes-with-local-storage=false',
                '--expander=least-waste',
                pulumi.interpolate`--node-group-auto-discovery=asg:tag=k8s.io/cluster-autoscaler/enabled,k8s.io/cluster-autoscaler/${eksCluster.name}`,
              ],
              resources: {
                limits: { cpu: '100m', memory: '600Mi' },
                requests: { cpu: '100m', memory: '600Mi' },
              },
            },
          ],
        },
      },
    },
  },
  { provider, dependsOn: [nodeGroup] }
);
