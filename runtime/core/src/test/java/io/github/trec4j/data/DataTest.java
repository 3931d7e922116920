package io.github.trec4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.trec4j.UserError;
import io.github.trec4j.progress.Progress;
import io.github.trec4j.spec.op.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading images, good and bad, and making batches of them. */
final class DataTest {
  private static final Shape COLOUR = new Shape(4, 5, 3);
  private static final Shape GREY = new Shape(4, 5, 1);

  @TempDir Path folder;

  @Test
  void readsClassesInOrderAndColourAsItIs() throws IOException {
    write("b/1.png", BufferedImage.TYPE_INT_RGB, 0x102030);
    write("a/2.png", BufferedImage.TYPE_INT_RGB, 0x405060);
    Dataset data = read(COLOUR);
    assertEquals(List.of("a", "b"), data.classes());
    assertArrayEquals(new byte[] {0x40, 0x50, 0x60}, firstPixel(data, 0));
    assertArrayEquals(new byte[] {0x10, 0x20, 0x30}, firstPixel(data, 1));
  }

  @Test
  void greyscaleKeepsItsSamples() throws IOException {
    BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, 100);
    Path file = folder.resolve("a/grey.png");
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
    assertArrayEquals(new byte[] {100, 100, 100}, firstPixel(read(COLOUR), 0));
    assertArrayEquals(new byte[] {100}, firstPixel(read(GREY), 0));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_3BYTE_BGR
      })
  void everyColourModelGivesTheSamePixels(int type) throws IOException {
    write("a/1.png", type, 0xffffffff);
    assertArrayEquals(new byte[] {-1, -1, -1}, firstPixel(read(COLOUR), 0));
  }

  @Test
  void colourBecomesGreyByItsLuminance() throws IOException {
    write("a/1.png", BufferedImage.TYPE_INT_RGB, 0x00ff00);
    assertArrayEquals(new byte[] {(byte) 150}, firstPixel(read(GREY), 0));
  }

  @Test
  void corruptImageIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.write(folder.resolve("a/bad.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2, 3});
    assertMessage("bad.jpg", "replace or remove it");
  }

  @Test
  void truncatedImageIsNamed() throws IOException {
    write("a/whole.png", BufferedImage.TYPE_INT_RGB, 0x123456);
    byte[] bytes = Files.readAllBytes(folder.resolve("a/whole.png"));
    Files.write(folder.resolve("a/whole.png"), Arrays.copyOf(bytes, bytes.length / 2));
    assertMessage("whole.png", "replace or remove it");
  }

  @Test
  void textNamedAsAnImageIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/note.png"), "not an image");
    assertMessage("note.png is not a JPEG or PNG image");
  }

  /** A device is read for ever, and so would be a pipe waited for. */
  @Test
  @Timeout(30)
  void whatIsNoFileIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("a/folder.png"));
    assertMessage("folder.png is no file, but named as an image: remove it");
    Files.delete(folder.resolve("a/folder.png"));
    Files.createSymbolicLink(folder.resolve("a/device.png"), Path.of("/dev/zero"));
    assertMessage("device.png is no file, but named as an image: remove it");
  }

  @Test
  void wrongSizeIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    BufferedImage image = new BufferedImage(7, 3, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", folder.resolve("a/wide.png").toFile());
    assertMessage("wide.png is 7 pixels wide and 3 high", "5 x 4", "resize");
  }

  @Test
  void emptyFoldersAreNamed() throws IOException {
    assertMessage(folder.toString(), "has no class folders");
    Files.createDirectories(folder.resolve("a"));
    assertMessage(folder.resolve("a").toString(), "add images or remove it");
  }

  @Test
  void missingFolderIsNamed() {
    UserError error =
        assertThrows(UserError.class, () -> ImageFolder.classes(folder.resolve("nowhere")));
    assertTrue(error.getMessage().contains("nowhere is not a folder"), error.getMessage());
  }

  @Test
  void batchesRepeatBySeedAndEpoch() {
    assertEquals(epoch(1, 0), epoch(1, 0));
    assertNotEquals(epoch(1, 0), epoch(1, 1));
    assertNotEquals(epoch(1, 0), epoch(2, 0));
  }

  @Test
  void anEpochSeesEveryImageOnce() {
    List<Integer> labels = new ArrayList<>();
    new Batches(numbered(12), 4, Augmentation.NONE, 1)
        .epoch(0, batch -> Arrays.stream(batch.labels()).forEach(labels::add));
    labels.sort(null);
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), labels);
  }

  /** Many rounds: whether the other thread waits, works or has not begun is a matter of chance. */
  @Test
  void aFailingConsumerLeavesBatchesUsable() {
    Batches batches = new Batches(numbered(40), 4, Augmentation.NONE, 1);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int round = 0; round < 500; round++) {
            failAtOnce(batches, round);
            int[] seen = {0};
            batches.epoch(round, batch -> seen[0] += batch.size());
            assertEquals(40, seen[0]);
          }
        });
  }

  private static void failAtOnce(Batches batches, int epoch) {
    assertThrows(
        IllegalStateException.class,
        () ->
            batches.epoch(
                epoch,
                batch -> {
                  throw new IllegalStateException();
                }));
  }

  @Test
  void splitKeepsClassesEven() {
    Dataset.Split split = numbered(12).split(12, 1);
    assertEquals(12, split.part().size());
    assertEquals(0, split.rest().size());
  }

  @Test
  void fewerImagesThanClassesAreOfDifferentOnes() {
    for (int images : new int[] {0, 1, 11}) {
      Dataset.Split split = numbered(24).split(images, 1);
      assertEquals(images, split.part().size());
      assertEquals(24 - images, split.rest().size());
      assertEquals(images, IntStream.range(0, images).map(split.part()::label).distinct().count());
    }
    assertEquals(0, numbered(24).split(-1, 1).part().size());
  }

  /** Twelve classes a dozen images, each image of its own class and value. */
  private static Dataset numbered(int images) {
    byte[] pixels = new byte[images * GREY.size()];
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = i % 12;
      Arrays.fill(pixels, i * GREY.size(), (i + 1) * GREY.size(), (byte) i);
    }
    return new Dataset(
        GREY,
        List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"),
        pixels,
        labels);
  }

  private static List<String> epoch(long seed, int epoch) {
    List<String> seen = new ArrayList<>();
    new Batches(numbered(24), 4, new Augmentation(true, 1), seed)
        .epoch(
            epoch,
            batch ->
                seen.add(
                    Arrays.toString(batch.labels()) + Arrays.toString(batch.images().values())));
    return seen;
  }

  private Dataset read(Shape shape) {
    return ImageFolder.read(folder, shape, ImageFolder.classes(folder), Progress.SILENT);
  }

  private void assertMessage(String... parts) {
    UserError error = assertThrows(UserError.class, () -> read(COLOUR));
    for (String part : parts) {
      assertTrue(error.getMessage().contains(part), error.getMessage());
    }
  }

  private void write(String name, int type, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(5, 4, type);
    image.setRGB(0, 0, rgb);
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private static byte[] firstPixel(Dataset data, int image) {
    byte[] pixels = new byte[data.shape().size()];
    data.copyPixels(image, pixels, 0);
    return Arrays.copyOf(pixels, data.shape().channels());
  }
}
