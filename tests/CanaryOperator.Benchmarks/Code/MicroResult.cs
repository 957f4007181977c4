namespace CanaryOperator.Benchmarks.Code;

internal sealed record MicroResult(double OperationsPerSecond, long BytesPerOperation);
