package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.Method;
import io.github.trec4j.spec.NetworkSpec;
import java.util.Locale;

/**
 * Every name that stands in the C of a network.
 *
 * @param prefix lower-case name of the model class, which all symbols and files begin with
 */
public record Symbols(String prefix) {
  /** The table of where all parameters lie, for their checksum. */
  public static final String PARAMETER_RANGES = "parameter_ranges";

  /** The checksum that the parameters had at export. */
  public static final String PARAMETERS_CRC32 = "parameters_crc32";

  /** Returns the names of a network. */
  public static Symbols of(NetworkSpec spec) {
    return new Symbols(spec.name().toLowerCase(Locale.ROOT));
  }

  /** Returns the name of the generated header that applications include. */
  public String header() {
    return prefix + ".h";
  }

  /** Returns the name of the generated header for the network's own sources and test programs. */
  public String internalHeader() {
    return prefix + "_internal.h";
  }

  /** Returns the name of the generated source. */
  public String source() {
    return prefix + ".c";
  }

  /** Returns the name of the file that the exporter writes. */
  public String weightsSource() {
    return prefix + "_weights.c";
  }

  /**
   * Returns the folder of a method's C files, relative to the model class's package on the class
   * path.
   */
  public String resourceFolder(Method method) {
    return prefix + "/" + method.label() + "/";
  }

  /** Returns the name of a macro: {@code CIFARNET_ARENA_BYTES}. */
  public String macro(String name) {
    return prefix.toUpperCase(Locale.ROOT) + "_" + name;
  }

  /** Returns the macro that holds the fingerprint. */
  public String fingerprintMacro() {
    return macro("FINGERPRINT");
  }

  /** Returns the name of a function or object: {@code cifarnet_run}. */
  public String symbol(String name) {
    return prefix + "_" + name;
  }

  /** Returns the name of the function that runs a step: {@code run_cifarnet_conv1}. */
  public String runFunction(Step step) {
    return "run_" + parameters(step);
  }

  /** Returns the name of a step's parameters: {@code cifarnet_conv1}. */
  public String parameters(Step step) {
    return symbol(step.name());
  }

  /** Returns the name of an array of a step's parameters: {@code cifarnet_conv1_weights}. */
  public String array(Step step, ParameterArray array) {
    return parameters(step) + "_" + array.field();
  }
}
