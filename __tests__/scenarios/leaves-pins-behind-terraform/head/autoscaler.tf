data "aws_eks_cluster_auth" "checkout" {
  name = aws_eks_cluster.checkout.name
}

provider "helm" {
  kubernetes = {
    host                   = aws_eks_cluster.checkout.endpoint
    cluster_ca_certificate = base64decode(aws_eks_cluster.checkout.certificate_authority[0].data)
    token                  = data.aws_eks_cluster_auth.checkout.token
  }
}

resource "helm_release" "cluster_autoscaler" {
  name       = "cluster-autoscaler"
  namespace  = "kube-system"
  repository = "https://kubernetes.github.io/autoscaler"
  chart      = "cluster-autoscaler"
  version    = "9.50.1"

  set = [
    { name = "awsRegion", value = var.region },
    { name = "autoDiscovery.clusterName", value = aws_eks_cluster.checkout.name },
    { name = "image.tag", value = "v1.33.0" },
    { name = "extraArgs.expander", value = "least-waste" },
  ]
}

resource "helm_release" "metrics_server" {
  name       = "metrics-server"
  namespace  = "kube-system"
  repository = "https://kubernetes-sigs.github.io/metrics-server"
  chart      = "metrics-server"
  version    = "3.13.0"
}
