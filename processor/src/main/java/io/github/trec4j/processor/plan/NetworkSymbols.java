package io.github.trec4j.processor.plan;

import io.github.trec4j.spec.plan.Symbols;
import java.util.List;

/** What the C of every network defines, behind its prefix, so that no step can be named alike. */
public final class NetworkSymbols {
  /** The function that computes logits. */
  public static final String RUN = "run";

  /** The function that prepares an image. */
  public static final String QUANTIZE_INPUT = "quantize_input";

  /** The function that checks the parameters' checksum. */
  public static final String PARAMETERS_INTACT = "parameters_intact";

  /** The type of a step. */
  public static final String STEP = "step";

  /** The table of steps. */
  public static final String STEPS = "steps";

  /** All of them, and the end of the weights' file name. */
  public static final List<String> ALL =
      List.of(
          RUN,
          QUANTIZE_INPUT,
          PARAMETERS_INTACT,
          Symbols.PARAMETER_RANGES,
          Symbols.PARAMETERS_CRC32,
          STEP,
          STEPS,
          "weights");

  private NetworkSymbols() {}
}
