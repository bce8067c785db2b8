resource "helm_release" "cluster_autoscaler" {
  name       = "cluster-autoscaler"
  namespace  = "kube-system"
  repository = "https://kubernetes.github.io/autoscaler"
  chart      = "cluster-autoscaler"
  version    = "9.50.1"

  values = [
    yamlencode({
      awsRegion     = "eu-central-1"
      autoDiscovery = { clusterName = module.eks.cluster_name }
      image         = { tag = "v1.33.0" }
      extraArgs = {
        balance-similar-node-groups = true
        expander                    = "least-waste"
      }
    }),
  ]
}
