environment        = "dev"
kubernetes_version = "1.34"
kube_proxy_version = "v1.34.6-eksbuild.25"
cluster_role_arn   = "arn:aws:iam::111122223333:role/orders-dev"
subnet_ids         = ["subnet-0a1b2c3d", "subnet-4e5f6a7b"]
