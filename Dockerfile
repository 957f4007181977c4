# syntax=docker/dockerfile:1
# docker buildx build --platform linux/amd64,linux/arm64 --tag REGISTRY/canary-operator:0.1.0 --push .

# Compiles on the builder's own platform, for the target's: no emulation.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
ARG TARGETARCH
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/ src/
# .NET calls amd64 x64.
RUN dotnet publish src/CanaryOperator -p:PublishProfile=Image \
    --runtime linux-$(echo "$TARGETARCH" | sed s/amd64/x64/) --output /app

# No shell, no package manager, nothing but what a self-contained .NET program links to, and the time zones that schedules may be in.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra
LABEL org.opencontainers.image.title="Canary Operator" \
      org.opencontainers.image.description="Rolls out new versions of served ML models safely" \
      org.opencontainers.image.licenses="Apache-2.0"
# Otherwise the runtime makes a socket in /tmp, and the root file system is read-only.
ENV DOTNET_EnableDiagnostics=0
COPY --from=build /app/ /app/
# The image's user app, by number, so that Kubernetes can see that it is not root.
USER 1654:1654
EXPOSE 8080 8081 9443
ENTRYPOINT ["/app/CanaryOperator"]
