locals {
  eks_a = local.eks_b
  eks_b = local.eks_a
}

resource "aws_eks_addon" "kube_proxy" {
  cluster_name  = aws_eks_cluster.main.name
  addon_name    = "kube-proxy"
  addon_version = local.eks_a
}
