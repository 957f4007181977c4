{{/* What all webhooks have in common. Arguments: context, path. */}}
{{- define "canary-operator.webhookClient" -}}
clientConfig:
  # The operator, or cert-manager, enters the caBundle.
  service:
    name: {{ include "canary-operator.webhookService" .context }}
    namespace: {{ .context.Release.Namespace }}
    port: 443
    path: {{ .path }}
admissionReviewVersions: [v1]
sideEffects: None
matchPolicy: Equivalent
timeoutSeconds: {{ .context.Values.webhook.timeoutSeconds }}
# Nothing gets in unchecked, and no component starts without its model. The operator needs neither to be started itself.
failurePolicy: Fail
namespaceSelector:
  matchExpressions:
    # Set by Kubernetes since 1.21. Without the label a namespace is neither left out nor, with watchNamespaces, let in.
    - key: kubernetes.io/metadata.name
      operator: NotIn
      values: {{ concat (list "kube-system" .context.Release.Namespace) .context.Values.webhook.excludedNamespaces | uniq | toJson }}
    {{- with .context.Values.watchNamespaces }}
    - key: kubernetes.io/metadata.name
      operator: In
      values: {{ toJson . }}
    {{- end }}
{{- end -}}

{{/* Arguments: context, group, verb. */}}
{{- define "canary-operator.inferenceServiceWebhook" -}}
name: {{ .verb }}.inferenceservices.{{ .group }}
rules:
  - apiGroups: [{{ .group }}]
    apiVersions: [v1beta1]
    resources: [inferenceservices]
    operations: [CREATE, UPDATE]
    scope: Namespaced
{{ include "canary-operator.webhookClient" (dict "context" .context "path" (printf "/%s-%s-v1beta1-inferenceservice" .verb (.group | replace "." "-"))) }}
{{- end -}}

{{- define "canary-operator.webhookMetadata" -}}
name: {{ include "canary-operator.fullname" . }}
labels:
  {{- include "canary-operator.labels" . | nindent 2 }}
{{- if .Values.webhook.certManager.enabled }}
annotations:
  cert-manager.io/inject-ca-from: {{ .Release.Namespace }}/{{ include "canary-operator.webhookSecret" . }}
{{- end }}
{{- end -}}
