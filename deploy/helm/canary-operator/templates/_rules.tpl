{{/* What the operator does in every namespace that it watches. */}}
{{- define "canary-operator.watchedRules" -}}
- apiGroups: [serving.kserve.io, serving.kubeflow.org]
  resources: [inferenceservices]
  verbs: [get, list, watch]
- apiGroups: [serving.kserve.io, serving.kubeflow.org]
  resources: [inferenceservices/status]
  verbs: [patch]
# Children block the deletion of their owner. Where OwnerReferencesPermissionEnforcement is on, saying so takes this right.
- apiGroups: [serving.kserve.io, serving.kubeflow.org]
  resources: [inferenceservices/finalizers]
  verbs: [update]
- apiGroups: [serving.kserve.io]
  resources: [servingruntimes]
  verbs: [list, watch]
- apiGroups: [serving.knative.dev]
  resources: [services]
  verbs: [get, list, watch, create, update, delete]
- apiGroups: [serving.knative.dev]
  resources: [revisions]
  verbs: [get, list, watch]
- apiGroups: [networking.istio.io]
  resources: [virtualservices]
  verbs: [get, list, watch, create, update, delete]
- apiGroups: [""]
  resources: [services]
  verbs: [get, list, watch, create, update, delete]
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch]
- apiGroups: [canaryoperator.io]
  resources: [experiments, metrictemplates]
  verbs: [list, watch]
- apiGroups: [canaryoperator.io]
  resources: [experiments/status]
  verbs: [patch]
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- if .Values.storage.readCredentials }}
- apiGroups: [""]
  resources: [serviceaccounts]
  verbs: [get]
{{- end }}
{{- if or .Values.storage.readCredentials .Values.experiments.readCredentials }}
- apiGroups: [""]
  resources: [secrets]
  verbs: [get]
{{- end }}
{{- end -}}

{{/* What has no namespace. */}}
{{- define "canary-operator.clusterRules" -}}
- apiGroups: [serving.kserve.io]
  resources: [clusterservingruntimes]
  verbs: [list, watch]
- apiGroups: [canaryoperator.io]
  resources: [clustermetrictemplates]
  verbs: [list, watch]
# Which of the kinds that the operator can do without are there.
- apiGroups: [apiextensions.k8s.io]
  resources: [customresourcedefinitions]
  verbs: [list, watch]
{{- if and .Values.webhook.enabled (not .Values.webhook.certManager.enabled) }}
# The certificate authority of our own webhooks is ours to enter.
- apiGroups: [admissionregistration.k8s.io]
  resources: [mutatingwebhookconfigurations, validatingwebhookconfigurations]
  resourceNames: [{{ include "canary-operator.fullname" . }}]
  verbs: [list, watch, patch]
{{- end }}
{{- end -}}

{{/* What is in the operator's own namespace. */}}
{{- define "canary-operator.ownRules" -}}
# RBAC cannot name an object that is yet to be created.
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  verbs: [create]
- apiGroups: [coordination.k8s.io]
  resources: [leases]
  resourceNames: [canary-operator]
  verbs: [get, update]
- apiGroups: [""]
  resources: [configmaps]
  resourceNames: [{{ .Values.config.name }}]
  verbs: [list, watch]
{{- if .Values.watchNamespaces }}
# That the configuration does not parse is told where it is; without namespaces to watch, the ClusterRole lets it.
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [create, patch]
{{- end }}
{{- if and .Values.webhook.enabled (not .Values.webhook.certManager.enabled) }}
- apiGroups: [""]
  resources: [secrets]
  verbs: [create]
- apiGroups: [""]
  resources: [secrets]
  resourceNames: [{{ include "canary-operator.webhookSecret" . }}]
  verbs: [list, watch, update]
{{- end }}
{{- end -}}
