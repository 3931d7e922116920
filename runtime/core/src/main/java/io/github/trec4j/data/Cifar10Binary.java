package io.github.trec4j.data;

import io.github.trec4j.UserError;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CIFAR-10's binary version: a folder {@code cifar-10-batches-bin} with files of records, each one
 * byte of label and the image's planes red, green, blue.
 */
public final class Cifar10Binary {
  private static final Shape SHAPE = new Shape(32, 32, 3);
  private static final int RECORD = 1 + SHAPE.size();
  private static final String NAMES = "batches.meta.txt";
  private static final List<String> TRAINING =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");
  private static final List<String> TEST = List.of("test_batch.bin");

  private Cifar10Binary() {}

  /** Returns whether a folder is of this kind. */
  public static boolean isAt(Path folder) {
    return Files.exists(folder.resolve(TRAINING.get(0)))
        || Files.exists(folder.resolve(TEST.get(0)));
  }

  /**
   * Reads the 50,000 training images.
   *
   * @param spec its labels may have another order than the files'
   * @throws UserError if a file is missing or cut short, or the network reads another shape or has
   *     other classes
   */
  public static Dataset training(Path folder, NetworkSpec spec) {
    return read(folder, TRAINING, spec);
  }

  /**
   * Reads the 10,000 test images.
   *
   * @throws UserError as {@link #training}
   */
  public static Dataset test(Path folder, NetworkSpec spec) {
    return read(folder, TEST, spec);
  }

  private static Dataset read(Path folder, List<String> files, NetworkSpec spec) {
    if (!spec.input().equals(SHAPE)) {
      throw new UserError(
          "%s holds images of %s, but the network reads %s".formatted(folder, SHAPE, spec.input()));
    }
    ClassNames stored = classes(folder);
    ClassNames classes = ClassNames.of(spec, () -> stored);
    classes.requireSame(stored);
    List<byte[]> contents =
        files.stream().map(name -> records(folder.resolve(name), stored.names().size())).toList();
    int count = contents.stream().mapToInt(bytes -> bytes.length / RECORD).sum();
    byte[] pixels = new byte[count * SHAPE.size()];
    int[] labels = new int[count];
    int image = 0;
    for (byte[] bytes : contents) {
      for (int start = 0; start < bytes.length; start += RECORD, image++) {
        labels[image] = classes.names().indexOf(stored.names().get(bytes[start]));
        interleave(bytes, start + 1, pixels, image * SHAPE.size());
      }
    }
    return new Dataset(SHAPE, classes.names(), pixels, labels);
  }

  private static ClassNames classes(Path folder) {
    Path file = folder.resolve(NAMES);
    List<String> names =
        new String(bytes(file), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    for (String name : names) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new UserError(
            "%s names the class %s twice, as labels %d and %d: copy it again"
                .formatted(file, name, names.indexOf(name), names.lastIndexOf(name)));
      }
    }
    if (names.isEmpty()) {
      throw new UserError(file + " names no classes: copy it again");
    }
    return new ClassNames(names, file.toString());
  }

  private static byte[] records(Path file, int classes) {
    byte[] bytes = bytes(file);
    if (bytes.length == 0 || bytes.length % RECORD != 0) {
      throw new UserError(
          "%s is %d bytes long, not whole records of %d: copy it again"
              .formatted(file, bytes.length, RECORD));
    }
    for (int start = 0; start < bytes.length; start += RECORD) {
      if (bytes[start] < 0 || bytes[start] >= classes) {
        throw new UserError(
            "%s has label %d at byte %d, but %s names %d classes: copy it again"
                .formatted(file, Byte.toUnsignedInt(bytes[start]), start, NAMES, classes));
      }
    }
    return bytes;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: unpack CIFAR-10's binary version there anew", e);
    }
  }

  /** Turns planes {@code [C, H, W]} into pixels {@code [H, W, C]}. */
  private static void interleave(byte[] planes, int from, byte[] target, int to) {
    for (int c = 0; c < SHAPE.channels(); c++) {
      for (int pixel = 0; pixel < SHAPE.pixels(); pixel++) {
        target[to + pixel * SHAPE.channels() + c] = planes[from + c * SHAPE.pixels() + pixel];
      }
    }
  }
}
