package io.github.trec4j.emulator;

import io.github.trec4j.files.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What firmware took, as results tell it: means over the images.
 *
 * @param model name of the network
 * @param fingerprint of the network
 * @param images how many ran
 * @param instructions executed an image
 * @param convInstructions those of the convolutions
 * @param cycles modelled an image, with zero wait states; empty where they are not
 * @param modelledMilliseconds an image at the board's clock; empty where cycles are
 * @param clockMhz the board's clock
 * @param flashBytes of the program
 * @param ramBytes as planned: arena, input, logits and stack
 * @param arenaBytes of the arena
 * @param arenaPeakBytes of the arena up to the last that was written
 * @param stackPeakBytes most bytes of stack
 * @param differingBytesHost in which the simulation and the C on the host differ
 * @param differingBytesM4 in which the simulation and the C on the Cortex-M4 differ
 * @param steps of the network, in order
 */
public record FirmwareFigures(
    String model,
    String fingerprint,
    int images,
    long instructions,
    long convInstructions,
    OptionalLong cycles,
    OptionalDouble modelledMilliseconds,
    int clockMhz,
    int flashBytes,
    int ramBytes,
    int arenaBytes,
    int arenaPeakBytes,
    int stackPeakBytes,
    long differingBytesHost,
    long differingBytesM4,
    List<StepFigures> steps) {
  /** Name of the fact that names the network. */
  public static final String MODEL = "model";

  private static final String FINGERPRINT = "fingerprint";
  private static final String IMAGES = "images";
  private static final String INSTRUCTIONS = "instructions";
  private static final String CONV_INSTRUCTIONS = "convInstructions";
  private static final String CYCLES = "cycles";
  private static final String MODELLED_MILLISECONDS = "modelledMilliseconds";
  private static final String CLOCK_MHZ = "clockMhz";
  private static final String FLASH_BYTES = "flashBytes";
  private static final String RAM_BYTES = "ramBytes";
  private static final String ARENA_BYTES = "arenaBytes";
  private static final String ARENA_PEAK_BYTES = "arenaPeakBytes";
  private static final String STACK_PEAK_BYTES = "stackPeakBytes";
  private static final String DIFFERING_BYTES_HOST = "differingBytesHost";
  private static final String DIFFERING_BYTES_M4 = "differingBytesM4";
  private static final String STEPS = "steps";

  /** Copies the list. */
  public FirmwareFigures {
    steps = List.copyOf(steps);
  }

  /**
   * Reads what {@link #facts} gave.
   *
   * @throws io.github.trec4j.UserError if a fact is missing
   */
  public static FirmwareFigures of(JsonObject facts) {
    return new FirmwareFigures(
        facts.text(MODEL),
        facts.text(FINGERPRINT),
        (int) facts.integer(IMAGES),
        facts.integer(INSTRUCTIONS),
        facts.integer(CONV_INSTRUCTIONS),
        facts.ifInteger(CYCLES),
        facts.ifNumber(MODELLED_MILLISECONDS),
        (int) facts.integer(CLOCK_MHZ),
        (int) facts.integer(FLASH_BYTES),
        (int) facts.integer(RAM_BYTES),
        (int) facts.integer(ARENA_BYTES),
        (int) facts.integer(ARENA_PEAK_BYTES),
        (int) facts.integer(STACK_PEAK_BYTES),
        facts.integer(DIFFERING_BYTES_HOST),
        facts.integer(DIFFERING_BYTES_M4),
        facts.objects(STEPS).stream().map(StepFigures::of).toList());
  }

  /** Returns the number of bytes in which simulation, host and Cortex-M4 differ. */
  public long differingBytes() {
    return differingBytesHost + differingBytesM4;
  }

  /** Returns the facts for a program to read. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(MODEL, model);
    facts.put(FINGERPRINT, fingerprint);
    facts.put(IMAGES, images);
    facts.put(INSTRUCTIONS, instructions);
    facts.put(CONV_INSTRUCTIONS, convInstructions);
    cycles.ifPresent(sum -> facts.put(CYCLES, sum));
    modelledMilliseconds.ifPresent(time -> facts.put(MODELLED_MILLISECONDS, time));
    facts.put(CLOCK_MHZ, clockMhz);
    facts.put(FLASH_BYTES, flashBytes);
    facts.put(RAM_BYTES, ramBytes);
    facts.put(ARENA_BYTES, arenaBytes);
    facts.put(ARENA_PEAK_BYTES, arenaPeakBytes);
    facts.put(STACK_PEAK_BYTES, stackPeakBytes);
    facts.put(DIFFERING_BYTES_HOST, differingBytesHost);
    facts.put(DIFFERING_BYTES_M4, differingBytesM4);
    facts.put(STEPS, steps.stream().map(StepFigures::facts).toList());
    return facts;
  }
}
