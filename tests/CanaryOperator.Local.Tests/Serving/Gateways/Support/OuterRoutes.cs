namespace CanaryOperator.Local.Tests.Serving.Gateways.Support;

/// <summary>VirtualServices as the operator writes them.</summary>
internal static class OuterRoutes
{
    /// <summary>With an explainer, under a host of its own and under a path of the ingress domain.</summary>
    public const string MyModel = """
        metadata: { name: my-model, namespace: demo }
        spec:
          hosts: [my-model.demo.svc.cluster.local, my-model.demo.svc, my-model.demo, my-model.demo.example.com, example.com]
          gateways: [knative-serving/knative-local-gateway, mesh, knative-serving/knative-ingress-gateway]
          http:
          - match:
            - authority: { regex: '(?i)^my-model\.demo(\.svc(\.cluster\.local)?)?(:[0-9]{1,5})?$' }
              uri: { regex: '^/v1/models/[\w-]+:explain$' }
              gateways: [knative-serving/knative-local-gateway, mesh]
            - authority: { regex: '(?i)^my-model\.demo\.example\.com(:[0-9]{1,5})?$' }
              uri: { regex: '^/v1/models/[\w-]+:explain$' }
              gateways: [knative-serving/knative-ingress-gateway]
            route:
            - destination: { host: knative-local-gateway.istio-system.svc.cluster.local, port: { number: 80 } }
              weight: 100
            headers: { request: { set: { Host: my-model-explainer.demo.svc.cluster.local } } }
          - match:
            - authority: { regex: '(?i)^my-model\.demo(\.svc(\.cluster\.local)?)?(:[0-9]{1,5})?$' }
              gateways: [knative-serving/knative-local-gateway, mesh]
            - authority: { regex: '(?i)^my-model\.demo\.example\.com(:[0-9]{1,5})?$' }
              gateways: [knative-serving/knative-ingress-gateway]
            route:
            - destination: { host: knative-local-gateway.istio-system.svc.cluster.local, port: { number: 80 } }
              weight: 100
            headers:
              request:
                set:
                  Host: my-model-predictor.demo.svc.cluster.local
                  KServe-Isvc-Name: my-model
                  KServe-Isvc-Namespace: demo
          - match:
            - authority: { regex: '(?i)^example\.com(:[0-9]{1,5})?$' }
              uri: { regex: '^/serving/demo/my-model/v1/models/[\w-]+:explain$' }
              gateways: [knative-serving/knative-ingress-gateway]
            rewrite:
              uriRegexRewrite: { match: '^/serving/demo/my-model(/v1/models/[\w-]+:explain)$', rewrite: '\1' }
            route:
            - destination: { host: knative-local-gateway.istio-system.svc.cluster.local, port: { number: 80 } }
              weight: 100
            headers: { request: { set: { Host: my-model-explainer.demo.svc.cluster.local } } }
          - match:
            - authority: { regex: '(?i)^example\.com(:[0-9]{1,5})?$' }
              uri: { prefix: /serving/demo/my-model/ }
              gateways: [knative-serving/knative-ingress-gateway]
            - authority: { regex: '(?i)^example\.com(:[0-9]{1,5})?$' }
              uri: { exact: /serving/demo/my-model }
              gateways: [knative-serving/knative-ingress-gateway]
            rewrite: { uri: / }
            route:
            - destination: { host: knative-local-gateway.istio-system.svc.cluster.local, port: { number: 80 } }
              weight: 100
            headers: { request: { set: { Host: my-model-predictor.demo.svc.cluster.local } } }
        """;

    /// <summary>Nothing from outside.</summary>
    public const string Secret = """
        metadata: { name: secret, namespace: demo }
        spec:
          hosts: [secret.demo.svc.cluster.local, secret.demo.svc, secret.demo]
          gateways: [knative-serving/knative-local-gateway, mesh]
          http:
          - match:
            - authority: { regex: '(?i)^secret\.demo(\.svc(\.cluster\.local)?)?(:[0-9]{1,5})?$' }
              gateways: [knative-serving/knative-local-gateway, mesh]
            route:
            - destination: { host: knative-local-gateway.istio-system.svc.cluster.local, port: { number: 80 } }
              weight: 100
            headers: { request: { set: { Host: secret-predictor.demo.svc.cluster.local } } }
        """;
}
