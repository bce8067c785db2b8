/** Every rule, sorted by id. */
import { addonBehindDefault } from './addon-behind-default.ts';
import { addonIncompatible } from './addon-incompatible.ts';
import { addonUnknownName } from './addon-unknown-name.ts';
import { addonVersionFormat } from './addon-version-format.ts';
import { automodeVersionTooOld } from './automode-version-too-old.ts';
import { cdkK8sVersionConstantMissing } from './cdk-k8s-version-constant-missing.ts';
import { cdkKubectlLayerMismatch } from './cdk-kubectl-layer-mismatch.ts';
import { cdkKubectlLayerMissing } from './cdk-kubectl-layer-missing.ts';
import { cdkKubectlPackageMissing } from './cdk-kubectl-package-missing.ts';
import { cdkNodegroupAl2Default } from './cdk-nodegroup-al2-default.ts';
import { clusterAutoscalerTagMissing } from './cluster-autoscaler-tag-missing.ts';
import { clusterAutoscalerVersionMismatch } from './cluster-autoscaler-version-mismatch.ts';
import { k8sVersionExtendedSupport } from './k8s-version-extended-support.ts';
import { k8sVersionFloat } from './k8s-version-float.ts';
import { k8sVersionFormat } from './k8s-version-format.ts';
import { k8sVersionNotYetAvailable } from './k8s-version-not-yet-available.ts';
import { k8sVersionUnsupported } from './k8s-version-unsupported.ts';
import { nodegroupAl2Eol } from './nodegroup-al2-eol.ts';
import { nodegroupAl2Removed } from './nodegroup-al2-removed.ts';
import { nodegroupReleaseVersionMismatch } from './nodegroup-release-version-mismatch.ts';
import { nodegroupVersionSkew } from './nodegroup-version-skew.ts';
import { pulumiConfigArrayWithoutItems } from './pulumi-config-array-without-items.ts';
import { pulumiConfigDefaultAndValue } from './pulumi-config-default-and-value.ts';
import { pulumiConfigDefaultWrongType } from './pulumi-config-default-wrong-type.ts';
import { pulumiConfigDirAndStackConfigDir } from './pulumi-config-dir-and-stack-config-dir.ts';
import { pulumiConfigEmptyValue } from './pulumi-config-empty-value.ts';
import { pulumiConfigKeyForm } from './pulumi-config-key-form.ts';
import { pulumiConfigMissingValue } from './pulumi-config-missing-value.ts';
import { pulumiConfigMustBeSecret } from './pulumi-config-must-be-secret.ts';
import { pulumiConfigNamespacedDefault } from './pulumi-config-namespaced-default.ts';
import { pulumiConfigNamespacedNoValue } from './pulumi-config-namespaced-no-value.ts';
import { pulumiConfigNamespacedType } from './pulumi-config-namespaced-type.ts';
import { pulumiConfigProjectName } from './pulumi-config-project-name.ts';
import { pulumiConfigSchemaBareFloat } from './pulumi-config-schema-bare-float.ts';
import { pulumiConfigSchemaUnknownAttribute } from './pulumi-config-schema-unknown-attribute.ts';
import { pulumiConfigStackValueType } from './pulumi-config-stack-value-type.ts';
import { pulumiUnusedResource } from './pulumi-unused-resource.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [
  addonBehindDefault,
  addonIncompatible,
  addonUnknownName,
  addonVersionFormat,
  automodeVersionTooOld,
  cdkK8sVersionConstantMissing,
  cdkKubectlLayerMismatch,
  cdkKubectlLayerMissing,
  cdkKubectlPackageMissing,
  cdkNodegroupAl2Default,
  clusterAutoscalerTagMissing,
  clusterAutoscalerVersionMismatch,
  k8sVersionExtendedSupport,
  k8sVersionFloat,
  k8sVersionFormat,
  k8sVersionNotYetAvailable,
  k8sVersionUnsupported,
  nodegroupAl2Eol,
  nodegroupAl2Removed,
  nodegroupReleaseVersionMismatch,
  nodegroupVersionSkew,
  pulumiConfigArrayWithoutItems,
  pulumiConfigDefaultAndValue,
  pulumiConfigDefaultWrongType,
  pulumiConfigDirAndStackConfigDir,
  pulumiConfigEmptyValue,
  pulumiConfigKeyForm,
  pulumiConfigMissingValue,
  pulumiConfigMustBeSecret,
  pulumiConfigNamespacedDefault,
  pulumiConfigNamespacedNoValue,
  pulumiConfigNamespacedType,
  pulumiConfigProjectName,
  pulumiConfigSchemaBareFloat,
  pulumiConfigSchemaUnknownAttribute,
  pulumiConfigStackValueType,
  pulumiUnusedResource,
];
