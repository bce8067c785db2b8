import * as aws from '@pulumi/aws';
import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { oidcProvider } from './cluster';
import { environmentSuffix, tags } from './config';
import { provider } from './kubernetes';

/** A role that only one service account of the cluster may assume. */
export function roleForServiceAccount(name: string, namespace: string, policyArn: string): aws.iam.Role {
  const role = new aws.iam.Role(`${name}-role-${environmentSuffix}`, {
    assumeRolePolicy: pulumi.all([oidcProvider.arn, oidcProvider.url]).apply(([arn, url]) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: arn },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: { [`${url}:sub`]: `system:serviceaccount:${namespace}:${name}` },
            },
          },
        ],
      })
    ),
    tags,
  });
  new aws.iam.RolePolicyAttachment(`${name}-policy-${environmentSuffix}`, { role: role.name, policyArn });
  return role;
}

const s3Role = roleForServiceAccount('s3-access', 'default', 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess');

const s3ServiceAccount = new k8s.core.v1.ServiceAccount(
  's3-access',
  {
    metadata: {
      name: 's3-access',
      namespace: 'default',
      annotations: { 'eks.amazonaws.com/role-arn': s3Role.arn },
    },
  },
  { provider }
);

const dynamodbRole = roleForServiceAccount('dynamodb-access', 'default', 'arn:aws:iam::aws:policy/AmazonDynamoDBReadOnlyAccess');

const dynamodbServiceAccount = new k8s.core.v1.ServiceAccount(
  'dynamodb-access',
  {
    metadata: {
      name: 'dynamodb-access',
      namespace: 'default',
      annotations: { 'eks.amazonaws.com/role-arn': dynamodbRole.arn },
    },
  },
  { provider }
);

const defaultNamespacePSS = new k8s.core.v1.NamespacePatch(
  'default-pss',
  {
    metadata: {
      name: 'default',
      labels: {
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      },
    },
  },
  { provider }
);
