#!/usr/bin/env node
import * as cdk from 'aws-cdk-lib';
import { NetworkStack } from '../lib/network-stack';
import { PaymentEksStack } from '../lib/payment-eks-stack';

const app = new cdk.App();
const environmentSuffix: string = app.node.tryGetContext('environmentSuffix') ?? 'dev';

const env = {
  account: process.env.CDK_DEFAULT_ACCOUNT,
  region: process.env.CDK_DEFAULT_REGION ?? 'us-east-1',
};

const network = new NetworkStack(app, `PaymentNetwork-${environmentSuffix}`, { env, environmentSuffix });

new PaymentEksStack(app, `PaymentEks-${environmentSuffix}`, {
  env,
  environmentSuffix,
  vpc: network.vpc,
});

cdk.Tags.of(app).add('Project', 'payments');
