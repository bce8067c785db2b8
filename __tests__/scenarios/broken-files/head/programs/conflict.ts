import * as aws from '@pulumi/aws';

new aws.eks.Cluster('conflict', {
<<<<<<< HEAD
  version: '1.35',
=======
  version: '1.36',
>>>>>>> upgrade
  roleArn: 'arn:aws:iam::111122223333:role/conflict',
});
