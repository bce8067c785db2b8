#!/usr/bin/env node
import * as cdk from 'aws-cdk-lib';
import * as eks from 'aws-cdk-lib/aws-eks';
import { MediaStack } from '../lib/media-stack';

const app = new cdk.App();
const region = 'us-west-2';

new MediaStack(app, 'MediaStaging', {
  env: { account: '111122223333', region },
  kubernetesVersion: eks.KubernetesVersion.V1_35,
  maxNodes: 4,
});

new MediaStack(app, 'MediaProduction', {
  env: { account: '444455556666', region },
  kubernetesVersion: eks.KubernetesVersion.V1_34,
  maxNodes: 40,
});
