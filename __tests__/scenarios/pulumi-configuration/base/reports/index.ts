import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

const bucket = new aws.s3.Bucket('reports', {
  lifecycleRules: [{ enabled: true, expiration: { days: config.getNumber('retentionDays') ?? 30 } }],
});

export const bucketName = bucket.id;
export const recipients = config.requireObject<string[]>('recipients');
