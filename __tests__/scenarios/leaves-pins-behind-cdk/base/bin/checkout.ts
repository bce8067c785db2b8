import * as cdk from 'aws-cdk-lib';
import { CheckoutStack } from '../lib/checkout-stack';

const app = new cdk.App();

new CheckoutStack(app, 'checkout-platform', {
  env: { account: '111122223333', region: 'eu-central-1' },
  tags: { team: 'checkout', 'cost-center': '4711' },
});
