package io.github.trec4j.data;

import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.trec4j.UserError;
import io.github.trec4j.spec.op.Shape;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However an image file is broken, decoding it ends soon, in little memory, as it should. */
final class ImageFuzzTest {
  private static final int MUTATIONS = 800;
  private static final Shape SHAPE = new Shape(9, 12, 3);

  private static final List<byte[]> FILES =
      List.of(
          ImageFiles.png(ImageFiles.rgb(12, 9, 0x123456)),
          ImageFiles.interlaced(ImageFiles.samples(12, 9, 16, true, 1, 2, 3, 4)),
          ImageFiles.png(ImageFiles.palette(12, 9, 4, 2, 1, 2, 3)),
          ImageFiles.jpeg(ImageFiles.rgb(12, 9, 0x123456)),
          ImageFiles.progressive(ImageFiles.rgb(12, 9, 0x123456)),
          ImageFiles.oriented(
              ImageFiles.jpeg(ImageFiles.samples(12, 9, 8, false, 9)), 3, ByteOrder.BIG_ENDIAN),
          ImageFiles.oriented(
              ImageFiles.png(ImageFiles.samples(12, 9, 8, false, 9)), 2, ByteOrder.LITTLE_ENDIAN));

  /** What decoders take for their tables, whatever the file. */
  private static final long FIXED_BYTES = 256 * 1024;

  private static final long BYTES_A_BYTE = 100;

  @Test
  void brokenFilesAreReadOrNamed() {
    for (byte[] file : FILES) { // loading classes takes memory, too
      ImageDecoder.decode(file, "whole.jpg", SHAPE);
    }
    int[] read = {0};
    assertTimeout(
        Duration.ofMinutes(2),
        () -> {
          for (byte[] file : FILES) {
            for (int seed = 0; seed < MUTATIONS; seed++) {
              read[0] += reads(mutated(file, new Random(seed))) ? 1 : 0;
            }
          }
        });
    int all = FILES.size() * MUTATIONS;
    assertTrue(read[0] > all / 100 && read[0] < all / 2, read[0] + " of " + all + " were read");
  }

  private static boolean reads(byte[] file) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      ImageDecoder.decode(file, "broken.jpg", SHAPE);
      return true;
    } catch (UserError e) {
      assertTrue(e.getMessage().startsWith("broken.jpg "), e.getMessage());
      return false;
    } finally {
      long taken = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(taken < FIXED_BYTES + BYTES_A_BYTE * file.length, file.length + ": " + taken);
    }
  }

  /** Returns a file with some changes; every other one has right sums, if it is a PNG file. */
  private static byte[] mutated(byte[] file, Random random) {
    byte[] mutated = file.clone();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutated[at] = (byte) random.nextInt(256);
        case 2 -> Arrays.fill(mutated, at, Math.min(at + 4, mutated.length), (byte) 0xff);
        default -> mutated = Arrays.copyOf(mutated, at + 1 + random.nextInt(mutated.length - at));
      }
    }
    boolean png = mutated[0] == (byte) 0x89;
    return png && random.nextBoolean() ? ImageFiles.withSums(mutated) : mutated;
  }
}
