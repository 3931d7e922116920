package io.github.trec4j.network;

import io.github.trec4j.spec.Fingerprint;
import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.plan.FirmwarePlan;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

/** A model of a linear network, without C. */
public record SequentialModel(NetworkSpec spec) implements Model {
  @Override
  public Network create(NetworkSpec variant, Layers layers) {
    return new SpecNetwork(variant, layers);
  }

  @Override
  public Fingerprint plan(Method method) {
    return FirmwarePlan.of(spec.with(method)).fingerprint();
  }

  @Override
  public List<String> files(Method method) {
    return List.of();
  }

  @Override
  public InputStream open(Method method, String fileName) {
    return new ByteArrayInputStream(new byte[0]);
  }
}
