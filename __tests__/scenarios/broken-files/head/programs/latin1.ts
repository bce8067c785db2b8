import * as aws from "@pulumi/aws";
new aws.eks.Cluster("latin", { version: "1.20", tags: { city: "Zürich" } });
