package io.github.trec4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.trec4j.UserError;
import io.github.trec4j.spec.op.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of image file gives the right pixels or an error that names the file and why. */
final class ImageFilesTest {
  private static final Shape COLOUR = new Shape(4, 5, 3);
  private static final Shape GREY = new Shape(4, 5, 1);

  @TempDir Path folder;

  private byte[] read(byte[] file, Shape shape) {
    Path path = folder.resolve("image.any");
    try {
      Files.write(path, file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    byte[] pixels = new byte[shape.size()];
    Pixels.read(path, shape, pixels, 0);
    return pixels;
  }

  private void assertPixel(byte[] file, int... expected) {
    byte[] pixels = read(file, expected.length == 1 ? GREY : COLOUR);
    int[] last = new int[expected.length];
    Arrays.setAll(last, c -> pixels[pixels.length - last.length + c] & 0xff);
    assertArrayEquals(expected, last);
  }

  private void assertMessage(byte[] file, String message) {
    UserError error = assertThrows(UserError.class, () -> read(file, COLOUR));
    assertEquals(folder.resolve("image.any") + " " + message, error.getMessage());
  }

  @Test
  void samplesOf16BitsGiveTheirUpper8() {
    assertPixel(ImageFiles.png(ImageFiles.samples(5, 4, 16, false, 0x12ff)), 0x12);
    assertPixel(ImageFiles.png(ImageFiles.samples(5, 4, 16, false, 0x12ff)), 0x12, 0x12, 0x12);
    byte[] colour = ImageFiles.png(ImageFiles.samples(5, 4, 16, false, 0x12ff, 0x3400, 0xffff));
    assertPixel(colour, 0x12, 0x34, 0xff);
  }

  @Test
  void alphaIsDropped() {
    assertPixel(ImageFiles.png(ImageFiles.samples(5, 4, 8, true, 100, 7)), 100);
    assertPixel(ImageFiles.png(ImageFiles.samples(5, 4, 8, true, 100, 7)), 100, 100, 100);
    assertPixel(ImageFiles.png(ImageFiles.samples(5, 4, 16, true, 0x6400, 0x700)), 100);
    assertPixel(ImageFiles.png(ImageFiles.samples(5, 4, 8, true, 10, 20, 30, 7)), 10, 20, 30);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "4", "8"})
  void palettesGiveTheirColours(int bits) {
    int[] colours = {0xff102030, 0x40405060};
    assertPixel(ImageFiles.png(ImageFiles.palette(5, 4, bits, 0, colours)), 0x10, 0x20, 0x30);
    assertPixel(ImageFiles.png(ImageFiles.palette(5, 4, bits, 1, colours)), 0x40, 0x50, 0x60);
  }

  @Test
  void fewBitsOfGreySpreadOverAll() {
    int[] greys = new int[16];
    Arrays.setAll(greys, i -> 0xff000000 | 0x111111 * i);
    assertPixel(ImageFiles.png(ImageFiles.palette(5, 4, 4, 9, greys)), 0x99);
  }

  @Test
  void interlacedPixelsFindTheirPlaces() {
    BufferedImage image = noise(5, 4);
    assertArrayEquals(
        read(ImageFiles.png(image), COLOUR), read(ImageFiles.interlaced(image), COLOUR));
  }

  @Test
  void jpegFilesOfEachKindAreRead() {
    BufferedImage grey = ImageFiles.samples(5, 4, 8, false, 100);
    assertPixel(ImageFiles.jpeg(grey), 100);
    assertPixel(ImageFiles.jpeg(grey), 100, 100, 100);
    assertPixel(ImageFiles.progressive(grey), 100);
    byte[] colour = read(ImageFiles.jpeg(ImageFiles.rgb(5, 4, 0xc86432)), COLOUR);
    assertEquals(200, colour[0] & 0xff, 2);
    assertEquals(100, colour[1] & 0xff, 2);
    assertEquals(50, colour[2] & 0xff, 2);
    assertArrayEquals(colour, read(ImageFiles.progressive(ImageFiles.rgb(5, 4, 0xc86432)), COLOUR));
  }

  @Test
  void cmykIsNamed() {
    byte[] plain = ImageFiles.cmyk(5, 4);
    for (byte[] file :
        new byte[][] {plain, ImageFiles.adobe(plain, 0), ImageFiles.adobe(plain, 2)}) {
      assertMessage(
          file, "has colours that are neither grey nor RGB, such as CMYK: convert it to RGB");
    }
  }

  /** The stored image has its bright corner at the top left; upright it lies where EXIF says. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0",
    "2, 15, 0",
    "3, 15, 7",
    "4, 0, 7",
    "5, 0, 0",
    "6, 7, 0",
    "7, 7, 15",
    "8, 0, 15",
    "0, 0, 0",
    "9, 0, 0"
  })
  void photosStandUpright(int orientation, int x, int y) {
    BufferedImage stored = ImageFiles.samples(16, 8, 8, false, 0);
    stored.getRaster().setSample(0, 0, 0, 255);
    boolean turned = orientation >= 5 && orientation <= 8;
    Shape upright = turned ? new Shape(16, 8, 1) : new Shape(8, 16, 1);
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      for (byte[] file :
          new byte[][] {
            ImageFiles.jpeg(stored), ImageFiles.png(stored), ImageFiles.interlaced(stored)
          }) {
        byte[] oriented = ImageFiles.oriented(file, orientation, order);
        assertEquals(y * upright.width() + x, brightest(read(oriented, upright)));
      }
    }
  }

  private static int brightest(byte[] pixels) {
    int best = 0;
    for (int i = 1; i < pixels.length; i++) {
      best = (pixels[i] & 0xff) > (pixels[best] & 0xff) ? i : best;
    }
    return best;
  }

  @Test
  void turnedSizesAreNamedUpright() {
    BufferedImage image = ImageFiles.rgb(5, 4, 0);
    for (byte[] file : new byte[][] {ImageFiles.jpeg(image), ImageFiles.png(image)}) {
      assertMessage(
          ImageFiles.oriented(file, 6, ByteOrder.BIG_ENDIAN),
          "is 4 pixels wide and 5 high, but the network reads 5 x 4: resize the images");
    }
  }

  @Test
  void filesCutShortAreRefused() {
    BufferedImage image = noise(5, 4);
    for (byte[] file :
        new byte[][] {
          ImageFiles.jpeg(image),
          ImageFiles.progressive(image),
          ImageFiles.jpeg(ImageFiles.samples(5, 4, 8, false, 100)),
          ImageFiles.png(image),
          ImageFiles.interlaced(image),
          ImageFiles.png(ImageFiles.palette(5, 4, 4, 1, 0, 0xffffff))
        }) {
      for (int length = 0; length < file.length; length++) {
        byte[] part = Arrays.copyOf(file, length);
        UserError error = assertThrows(UserError.class, () -> read(part, COLOUR));
        assertTrue(error.getMessage().contains("image.any"), error.getMessage());
      }
    }
  }

  @Test
  void filesCutShortAreToldAsSuch() {
    byte[] jpeg = ImageFiles.jpeg(noise(5, 4));
    assertMessage(
        Arrays.copyOf(jpeg, jpeg.length - 1),
        "is damaged (Truncated File - Missing EOI marker): replace or remove it");
    byte[] png = ImageFiles.png(noise(5, 4));
    assertMessage(
        Arrays.copyOf(png, png.length - 1), "is cut short or was changed: replace or remove it");
  }

  @Test
  void changedPngFilesAreRefused() {
    byte[] png = ImageFiles.png(ImageFiles.palette(5, 4, 8, 1, 0x102030, 0x405060));
    for (int at = 8 + 8; at < png.length; at++) {
      byte[] changed = png.clone();
      changed[at] ^= 1;
      assertThrows(UserError.class, () -> read(changed, COLOUR));
    }
  }

  @Test
  void declaredSizesAreLookedAtFirst() {
    BufferedImage image = noise(5, 4);
    for (byte[] file :
        new byte[][] {
          ImageFiles.png(image),
          ImageFiles.interlaced(image),
          ImageFiles.png(ImageFiles.palette(5, 4, 1, 0, 0, 0xffffff)),
          ImageFiles.jpeg(image),
          ImageFiles.progressive(image)
        }) {
      byte[] huge = ImageFiles.declaring(file, 40_000, 30_000);
      assertTakesLittle(
          () ->
              assertMessage(
                  huge,
                  "is 40000 pixels wide and 30000 high, but the network reads 5 x 4: resize the"
                      + " images"));
    }
  }

  /** Text that takes a megabyte a kilobyte: nobody asked for it. */
  @Test
  void textInImagesIsNotUnpacked() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(new byte[] {'a', 0, 0});
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
      deflater.write(new byte[64 << 20]);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    byte[] png = ImageFiles.png(noise(5, 4));
    byte[] large = ImageFiles.withChunk(png, "zTXt", packed.toByteArray());
    assertTrue(large.length < 1 << 17);
    assertTakesLittle(() -> assertArrayEquals(read(png, COLOUR), read(large, COLOUR)));
  }

  private static void assertTakesLittle(Runnable action) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    action.run();
    long taken = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(taken < 1 << 20, () -> taken + " bytes were taken");
  }

  @Test
  void filesTooLargeForAnImageAreNotRead() throws IOException {
    Path file = folder.resolve("video.jpg");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    UserError error =
        assertThrows(UserError.class, () -> Pixels.read(file, COLOUR, new byte[60], 0));
    assertEquals(file + " has more than 64 MiB: replace or remove it", error.getMessage());
  }

  @Test
  void otherFormatsAreRefused() throws IOException {
    ByteArrayOutputStream bitmap = new ByteArrayOutputStream();
    ImageIO.write(noise(5, 4), "bmp", bitmap);
    assertMessage(bitmap.toByteArray(), "is not a JPEG or PNG image: replace or remove it");
    assertMessage(new byte[0], "is not a JPEG or PNG image: replace or remove it");
  }

  private static BufferedImage noise(int width, int height) {
    BufferedImage image = ImageFiles.rgb(width, height, 0);
    Random random = new Random(1);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, random.nextInt());
    }
    return image;
  }
}
