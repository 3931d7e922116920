package io.github.trec4j.experiment;

import io.github.trec4j.emulator.FirmwareFigures;
import io.github.trec4j.files.JsonFile;
import io.github.trec4j.files.JsonObject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One contender with one seed, measured: what a row's file holds.
 *
 * @param contender whose row it is
 * @param setting the reuse of all convolutions, in words
 * @param seed of the training; empty where the weights do not tell
 * @param accuracies on the test images
 * @param firmware what its firmware took
 * @param validationAccuracy on the images held back from training, 0 to 1
 * @param remainingRatios the remaining ratio r of each convolution that reuses, by its name
 * @param weights the file of the weights
 * @param recipe what the row depends on
 * @param origin what would make it again
 */
public record ComparisonRow(
    Contender contender,
    String setting,
    OptionalLong seed,
    Accuracies accuracies,
    FirmwareFigures firmware,
    double validationAccuracy,
    Map<String, Double> remainingRatios,
    String weights,
    String recipe,
    Origin origin) {
  /** Name of the fact, of rows and of weights, that tells comparisons apart. */
  static final String RECIPE = "recipe";

  private static final String SETTING = "setting";
  private static final String SEED = "seed";
  private static final String VALIDATION_ACCURACY = "validationAccuracy";
  private static final String REMAINING_RATIOS = "remainingRatios";
  private static final String WEIGHTS = "weights";
  private static final String COMMAND = "command";
  private static final String COMMIT = "commit";
  private static final String UNKNOWN = "unknown";

  /**
   * What would make a row again.
   *
   * @param command as it was given
   * @param commit of the program
   */
  public record Origin(String command, String commit) {}

  /** Copies the map, its order too. */
  public ComparisonRow {
    remainingRatios = Collections.unmodifiableMap(new LinkedHashMap<>(remainingRatios));
  }

  /**
   * Reads a row's file.
   *
   * @throws io.github.trec4j.UserError if it cannot be read or a fact is missing
   */
  static ComparisonRow read(Path file) {
    return of(JsonFile.read(file));
  }

  /** Reads what {@link #facts} gave; facts that it does not know are left. */
  static ComparisonRow of(JsonObject facts) {
    JsonObject ratios = facts.object(REMAINING_RATIOS);
    Map<String, Double> remaining = new LinkedHashMap<>();
    ratios.members().keySet().forEach(name -> remaining.put(name, ratios.number(name)));
    return new ComparisonRow(
        Contender.ofLabel(facts.text(Trial.METHOD)),
        facts.text(SETTING),
        facts.ifInteger(SEED),
        Accuracies.of(facts),
        FirmwareFigures.of(facts),
        facts.number(VALIDATION_ACCURACY),
        remaining,
        facts.text(WEIGHTS),
        facts.text(RECIPE),
        new Origin(facts.text(COMMAND), facts.text(COMMIT)));
  }

  /** Returns the seed for people. */
  public String seedText() {
    return seed.isPresent() ? String.valueOf(seed.getAsLong()) : UNKNOWN;
  }

  /** Returns the facts for a program to read. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(FirmwareFigures.MODEL, firmware.model());
    facts.put(SETTING, setting);
    seed.ifPresentOrElse(number -> facts.put(SEED, number), () -> facts.put(SEED, UNKNOWN));
    facts.put(Trial.METHOD, contender.label());
    facts.putAll(accuracies.facts());
    facts.putAll(firmware.facts());
    facts.put(VALIDATION_ACCURACY, validationAccuracy);
    facts.put(REMAINING_RATIOS, remainingRatios);
    facts.put(WEIGHTS, weights);
    facts.put(RECIPE, recipe);
    facts.put(COMMAND, origin.command());
    facts.put(COMMIT, origin.commit());
    return facts;
  }
}
