#!/usr/bin/env node
import * as cdk from 'aws-cdk-lib';
import { ShopStack } from '../lib/shop-stack';

const app = new cdk.App();

new ShopStack(app, 'Shop', {
  env: { account: '111122223333', region: 'eu-west-1' },
});
