resource "aws_eks_addon" "vpc_cni" {
  cluster_name  = aws_eks_cluster.main.name
  addon_name    = "vpc-cni"
<<<<<<< HEAD
  addon_version = "v1.20.4-eksbuild.3"
=======
  addon_version = "v1.17.1-eksbuild.1"
>>>>>>> upgrade-cni
}
