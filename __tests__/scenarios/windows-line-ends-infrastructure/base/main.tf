resource "aws_eks_cluster" "main" {
  name     = "main"
  version  = "1.33" # control plane
  role_arn = "arn:aws:iam::111122223333:role/main"
}

resource "aws_eks_addon" "kube_proxy" {
  cluster_name  = aws_eks_cluster.main.name
  addon_name    = "kube-proxy"
  addon_version = "v1.30.14-eksbuild.8" # pinned
}
