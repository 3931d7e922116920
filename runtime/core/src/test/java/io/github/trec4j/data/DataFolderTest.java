package io.github.trec4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.dsl.Board;
import io.github.trec4j.spec.BoardLimits;
import io.github.trec4j.spec.NetworkSpec;
import io.github.trec4j.spec.op.Dense;
import io.github.trec4j.spec.op.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes of training and test images meet the network's by their names. */
final class DataFolderTest {
  private static final Shape CIFAR = new Shape(32, 32, 3);

  @TempDir Path folder;

  private static NetworkSpec spec(Shape input, int logits, String... labels) {
    return NetworkSpec.builder("Net", BoardLimits.of(Board.STM32F469NI), input)
        .labels(labels)
        .add("logits", new Dense(logits, true))
        .build();
  }

  private static NetworkSpec spec(int logits, String... labels) {
    return spec(new Shape(1, 2, 3), logits, labels);
  }

  /** Writes an image for each path, whose first value is its place among them. */
  private void write(String... paths) throws IOException {
    for (int i = 0; i < paths.length; i++) {
      Path file = folder.resolve(paths[i]);
      Files.createDirectories(file.getParent());
      BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
      image.setRGB(0, 0, i << 16);
      ImageIO.write(image, "png", file.toFile());
    }
  }

  private Dataset training(NetworkSpec spec) {
    return new DataFolder(folder).training(spec);
  }

  private Dataset test(NetworkSpec spec) {
    return new DataFolder(folder).test(spec);
  }

  private static int[] firstValues(Dataset data) {
    int[] values = new int[data.size()];
    Arrays.setAll(values, image -> data.pixel(image, 0));
    return values;
  }

  private static void assertMessage(String message, Runnable action) {
    UserError error = assertThrows(UserError.class, action::run);
    assertEquals(message, error.getMessage());
  }

  @Test
  void foldersAreLabelledInTheNetworksOrder() throws IOException {
    write("train/b/1.png", "train/a/2.png", "test/a/1.png", "test/b/2.png");
    assertEquals(List.of("b", "a"), training(spec(2, "b", "a")).classes());
    assertArrayEquals(new int[] {0, 1}, firstValues(training(spec(2, "b", "a"))));
    assertArrayEquals(new int[] {3, 2}, firstValues(test(spec(2, "b", "a"))));
    assertArrayEquals(new int[] {1, 0}, firstValues(training(spec(2))));
  }

  @Test
  void foldersThatAreNotTheNetworksLabelsAreListed() throws IOException {
    write("train/cat/1.png", "train/fish/1.png");
    assertMessage(
        folder.resolve("train")
            + " has classes [cat, fish], but Net has [cat, dog]: missing are [dog], and unknown"
            + " [fish]; rename, add or remove classes",
        () -> training(spec(2, "cat", "dog")));
  }

  @Test
  void moreOrFewerFoldersThanLogitsAreListed() throws IOException {
    write("train/a/1.png", "train/b/1.png", "train/c/1.png", "test/a/1.png");
    for (int logits : new int[] {2, 4}) {
      assertMessage(
          folder.resolve("train")
              + " has 3 classes [a, b, c], but Net gives "
              + logits
              + " logits: add or remove classes, or change the last layer",
          () -> training(spec(logits)));
    }
  }

  @Test
  void testFoldersAreThoseOfTraining() throws IOException {
    write("train/a/1.png", "train/b/1.png", "val/b/1.png");
    String rest = "; rename, add or remove classes";
    String train = " but " + folder.resolve("train") + " has [a, b]: missing are ";
    assertMessage(
        folder.resolve("val") + " has classes [b]," + train + "[a], and unknown []" + rest,
        () -> test(spec(2)));
    write("test/B/1.png", "test/a/1.png");
    assertMessage(
        folder.resolve("test") + " has classes [B, a]," + train + "[b], and unknown [B]" + rest,
        () -> test(spec(2)));
  }

  @Test
  void testFoldersAloneAreCounted() throws IOException {
    write("test/a/1.png", "test/b/1.png");
    assertEquals(List.of("a", "b"), test(spec(2)).classes());
    UserError error = assertThrows(UserError.class, () -> test(spec(3)));
    assertTrue(error.getMessage().contains("[a, b], but Net gives 3 logits"), error.getMessage());
  }

  @Test
  void hiddenFilesAndFoldersArePassedOver() throws IOException {
    write("train/a/1.JPG", "train/a/2.Png", "train/b/1.jpeg", "train/.ipynb_checkpoints/1.png");
    for (String name :
        List.of(
            "train/.DS_Store",
            "train/Thumbs.db",
            "train/a/.DS_Store",
            "train/a/Thumbs.db",
            "train/a/._1.JPG")) {
      Files.writeString(folder.resolve(name), "no image");
    }
    Dataset data = training(spec(2));
    assertEquals(List.of("a", "b"), data.classes());
    assertArrayEquals(new int[] {0, 1, 2}, firstValues(data));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.webp", "2.BMP", "2.tiff"})
  void otherPicturesAreRefused(String name) throws IOException {
    write("train/a/1.png", "train/b/1.png");
    Files.writeString(folder.resolve("train/a").resolve(name), "a picture");
    String message = assertThrows(UserError.class, () -> training(spec(2))).getMessage();
    assertEquals(
        folder.resolve("train/a").resolve(name)
            + " is a picture, but no JPEG or PNG: convert or remove it",
        message);
  }

  @Test
  void cifarsClassesMeetTheNetworksByName() throws IOException {
    writeCifar("cat\ndog\n\n", 1);
    Dataset data = test(spec(CIFAR, 2));
    assertEquals(1, data.label(0));
    assertArrayEquals(
        new int[] {10, 20, 30}, new int[] {pixel(data, 0), pixel(data, 1), pixel(data, 2)});
    assertEquals(1, test(spec(CIFAR, 2, "cat", "dog")).label(0));
    assertEquals(0, test(spec(CIFAR, 2, "dog", "cat")).label(0));
    assertMessage(
        folder.resolve("batches.meta.txt")
            + " has classes [cat, dog], but Net has [cat, deer]: missing are [deer], and unknown"
            + " [dog]; rename, add or remove classes",
        () -> test(spec(CIFAR, 2, "cat", "deer")));
    assertMessage(
        folder.resolve("batches.meta.txt")
            + " has 2 classes [cat, dog], but Net gives 3 logits: add or remove classes, or change"
            + " the last layer",
        () -> test(spec(CIFAR, 3)));
  }

  private static int pixel(Dataset data, int place) {
    return data.pixel(0, place);
  }

  @Test
  void brokenCifarFilesAreNamed() throws IOException {
    writeCifar("cat\ndog\n", 2);
    UserError label = assertThrows(UserError.class, () -> test(spec(CIFAR, 2)));
    assertTrue(label.getMessage().contains("test_batch.bin has label 2 at byte 0, but"));
    writeCifar("cat\ndog\n", 200);
    UserError unsigned = assertThrows(UserError.class, () -> test(spec(CIFAR, 2)));
    assertTrue(unsigned.getMessage().contains("test_batch.bin has label 200 at byte 0, but"));
    Files.write(folder.resolve("test_batch.bin"), new byte[3000]);
    UserError length = assertThrows(UserError.class, () -> test(spec(CIFAR, 2)));
    assertTrue(length.getMessage().contains("test_batch.bin is 3000 bytes long"));
    UserError shape = assertThrows(UserError.class, () -> test(spec(2)));
    assertTrue(shape.getMessage().contains("but the network reads 1x2x3"), shape.getMessage());
  }

  /** Two labels of one name would be one class: with labels that name it twice, or with none. */
  @Test
  void cifarsClassesAreNamedOnce() throws IOException {
    writeCifar("cat\ndog\ncat\n", 2);
    for (NetworkSpec spec :
        List.of(
            spec(CIFAR, 3), spec(CIFAR, 2, "cat", "dog"), spec(CIFAR, 3, "cat", "dog", "cat"))) {
      assertMessage(
          folder.resolve("batches.meta.txt")
              + " names the class cat twice, as labels 0 and 2: copy it again",
          () -> test(spec));
    }
    writeCifar("\n \n", 0);
    assertMessage(
        folder.resolve("batches.meta.txt") + " names no classes: copy it again",
        () -> test(spec(CIFAR, 3)));
    Files.delete(folder.resolve("batches.meta.txt"));
    assertMessage(
        folder.resolve("batches.meta.txt")
            + " cannot be read: unpack CIFAR-10's binary version there anew",
        () -> test(spec(CIFAR, 3)));
  }

  private void writeCifar(String names, int label) throws IOException {
    Files.writeString(folder.resolve("batches.meta.txt"), names);
    byte[] record = new byte[3073];
    record[0] = (byte) label;
    record[1] = 10;
    record[1 + 1024] = 20;
    record[1 + 2048] = 30;
    Files.write(folder.resolve("test_batch.bin"), record);
  }
}
