import * as cdk from 'aws-cdk-lib';
import { PaymentsStack } from '../lib/payments-stack';

const app = new cdk.App();

new PaymentsStack(app, 'Payments', { env: { account: '111122223333', region: 'eu-central-1' } });
