import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { eksCluster } from './cluster';
import { environmentSuffix } from './config';

export const kubeconfig = pulumi
  .all([eksCluster.name, eksCluster.endpoint, eksCluster.certificateAuthority])
  .apply(([name, endpoint, authority]) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'kubernetes',
          cluster: { server: endpoint, 'certificate-authority-data': authority.data },
        },
      ],
      contexts: [{ name: 'aws', context: { cluster: 'kubernetes', user: 'aws' } }],
      'current-context': 'aws',
      users: [
        {
          name: 'aws',
          user: {
            exec: {
              apiVersion: 'client.authentication.k8s.io/v1beta1',
              command: 'aws',
              args: ['eks', 'get-token', '--cluster-name', name],
            },
          },
        },
      ],
    })
  );

export const provider = new k8s.Provider(`k8s-${environmentSuffix}`, {
  kubeconfig,
  enableServerSideApply: true,
});
