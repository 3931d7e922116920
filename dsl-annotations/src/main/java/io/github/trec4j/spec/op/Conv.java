package io.github.trec4j.spec.op;

import io.github.trec4j.dsl.Form;
import java.util.Optional;

/**
 * A conventional convolution.
 *
 * @param filters output channels
 * @param kernel its window
 * @param bias whether a constant is added to each filter
 * @param form how firmware computes it; it changes no number, and is not part of fingerprints
 */
public record Conv(int filters, Window kernel, boolean bias, Form form) implements Convolution {
  /** Makes a convolution in whatever form is fastest. */
  public Conv(int filters, Window kernel, boolean bias) {
    this(filters, kernel, bias, Form.FASTEST);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.conv(this);
  }

  /** The form stays, where it stays without reuse. */
  @Override
  public Convolution with(Optional<Reuse> reuse) {
    return reuse.isEmpty() ? this : Convolution.of(filters, kernel, bias, reuse);
  }

  @Override
  public Optional<Reuse> ifReusing() {
    return Optional.empty();
  }

  @Override
  public Attributes attributes() {
    Attributes ofFilters = Attributes.of(io.github.trec4j.dsl.Conv.class).with("filters", filters);
    return WindowAttributes.with(ofFilters, kernel).with("bias", bias).with("form", form);
  }
}
