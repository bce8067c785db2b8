import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';

/** What the cluster autoscaler may do to the node groups of this account. */
export function autoscalerStatements(): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      actions: [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeAutoScalingInstances',
        'autoscaling:DescribeLaunchConfigurations',
        'autoscaling:DescribeScalingActivities',
        'autoscaling:DescribeTags',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplateVersions',
        'eks:DescribeNodegroup',
      ],
      resources: ['*'],
    }),
    new iam.PolicyStatement({
      actions: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:ResourceTag/k8s.io/cluster-autoscaler/enabled': 'true' } },
    }),
  ];
}

/** The payment processor reads its own queue and its own table, nothing else. */
export function processorStatements(stack: cdk.Stack, environmentSuffix: string): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: [stack.formatArn({ service: 'sqs', resource: `payments-${environmentSuffix}` })],
    }),
    new iam.PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resources: [stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: `payments-${environmentSuffix}` })],
    }),
  ];
}
