package io.github.trec4j.experiment;

import io.github.trec4j.files.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a trained model gets right in either arithmetic.
 *
 * @param data name of the data
 * @param testImages that it was measured on
 * @param floatAccuracy 0 to 1
 * @param int8Accuracy 0 to 1
 */
public record Accuracies(String data, int testImages, double floatAccuracy, double int8Accuracy) {
  private static final String DATA = "data";
  private static final String TEST_IMAGES = "testImages";
  private static final String FLOAT_ACCURACY = "floatAccuracy";
  private static final String INT8_ACCURACY = "int8Accuracy";

  /** Reads what {@link #facts} gave. */
  static Accuracies of(JsonObject facts) {
    return new Accuracies(
        facts.text(DATA),
        (int) facts.integer(TEST_IMAGES),
        facts.number(FLOAT_ACCURACY),
        facts.number(INT8_ACCURACY));
  }

  /** Returns the facts for a program to read. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(DATA, data);
    facts.put(TEST_IMAGES, testImages);
    facts.put(FLOAT_ACCURACY, floatAccuracy);
    facts.put(INT8_ACCURACY, int8Accuracy);
    return facts;
  }
}
