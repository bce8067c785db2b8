variable "cluster_name" {
  type = string
}

# Offered for 1.33 and 1.34.
resource "aws_eks_addon" "vpc_cni" {
  cluster_name  = var.cluster_name
  addon_name    = "vpc-cni"
  addon_version = "v1.22.4-eksbuild.3"
}

resource "aws_eks_addon" "kube_proxy" {
  cluster_name  = var.cluster_name
  addon_name    = "kube-proxy"
  addon_version = "v1.30.14-eksbuild.8"
}
