import * as aws from '@pulumi/aws';

export const bucket = new aws.s3.Bucket('archive', {
  forceDestroy: false,
});

new aws.s3.BucketPublicAccessBlock('archive', {
  bucket: bucket.id,
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
