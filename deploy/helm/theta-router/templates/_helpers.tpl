{{- define "theta.name" -}}
{{- printf "%s" .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "theta.selector" -}}
app.kubernetes.io/name: theta-router
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "theta.labels" -}}
{{ include "theta.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* What servers and workers share: everything of the pod but its command, probes and resources. */}}
{{- define "theta.env" -}}
- name: DATABASE_URL
  valueFrom:
    secretKeyRef:
      name: {{ .Values.secret.name }}
      key: {{ .Values.secret.databaseUrlKey }}
- name: THETA_ADMIN_KEY
  valueFrom:
    secretKeyRef:
      name: {{ .Values.secret.name }}
      key: {{ .Values.secret.adminKeyKey }}
- name: PORT
  value: "4400"
- name: THETA_HOST
  value: 0.0.0.0
- name: THETA_JOBS
  value: {{ ternary "workers" "here" (gt (int .Values.worker.replicas) 0) }}
- name: THETA_DRAIN_MS
  value: {{ mul 1000 .Values.drainSeconds | quote }}
{{- if .Values.metrics.enabled }}
- name: THETA_METRICS_PORT
  value: {{ .Values.metrics.port | quote }}
- name: THETA_METRICS_HOST
  value: 0.0.0.0
{{- else }}
- name: THETA_METRICS
  value: "false"
{{- end }}
{{- range $name, $value := .Values.settings }}
{{- if ne $value "" }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "theta.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "theta.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{/* Of each pod its own: caches that can be made again. */}}
{{- define "theta.volumeMounts" -}}
- name: data
  mountPath: /data
- name: tmp
  mountPath: /tmp
{{- end -}}

{{- define "theta.volumes" -}}
- name: data
  emptyDir: {}
- name: tmp
  emptyDir: {}
{{- end -}}

{{- define "theta.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
