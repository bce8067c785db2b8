environment        = "prod"
kubernetes_version = "1.33"
kube_proxy_version = "v1.30.14-eksbuild.8"
cluster_role_arn   = "arn:aws:iam::111122223333:role/orders-prod"
subnet_ids         = ["subnet-0a1b2c3d", "subnet-4e5f6a7b"]
