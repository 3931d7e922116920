package io.github.trec4j.data;

import io.github.trec4j.UserError;
import io.github.trec4j.spec.op.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Reads an image file's bytes as they are stored. Samples are taken from the raster: by {@link
 * BufferedImage#getRGB} greyscale would pass through a linear colour space and come out lighter.
 */
final class Pixels {
  private Pixels() {}

  /**
   * Reads an image in the network's shape. Colour becomes grey, or grey colour, as the network has
   * one channel or three; alpha is dropped.
   *
   * @param target written from {@code to} on, {@code [H, W, C]}
   * @throws UserError if the file is no readable image or of another size
   */
  static void read(Path file, Shape shape, byte[] target, int to) {
    BufferedImage image = decode(file);
    if (image.getHeight() != shape.height() || image.getWidth() != shape.width()) {
      throw new UserError(
          "%s is %d pixels wide and %d high, but the network reads %d x %d: resize the images"
              .formatted(file, image.getWidth(), image.getHeight(), shape.width(), shape.height()));
    }
    BufferedImage samples = image.getColorModel() instanceof IndexColorModel ? rgb(image) : image;
    int shift = samples.getRaster().getSampleModel().getSampleSize(0) - 8;
    if (shift < 0) {
      samples = rgb(samples);
      shift = 0;
    }
    Raster raster = samples.getRaster();
    int[] pixel = new int[raster.getNumBands()];
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++, to += shape.channels()) {
        raster.getPixel(x, y, pixel);
        write(pixel, shift, shape.channels(), target, to);
      }
    }
  }

  private static BufferedImage decode(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      @Nullable BufferedImage image = ImageIO.read(in);
      if (image == null) {
        throw new UserError(file + " is not a JPEG or PNG image: replace or remove it");
      }
      return image;
    } catch (IOException | RuntimeException e) {
      if (e instanceof UserError known) {
        throw known;
      }
      throw new UserError(
          "%s cannot be read as an image (%s): replace or remove it"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static BufferedImage rgb(BufferedImage image) {
    BufferedImage colour =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colour.setRGB(x, y, image.getRGB(x, y));
      }
    }
    return colour;
  }

  private static void write(int[] pixel, int shift, int channels, byte[] target, int to) {
    boolean grey = pixel.length < 3;
    if (channels == 1) {
      int value = grey ? pixel[0] : (299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2] + 500) / 1000;
      target[to] = (byte) (value >> shift);
      return;
    }
    for (int c = 0; c < channels; c++) {
      target[to + c] = (byte) (pixel[grey ? 0 : c] >> shift);
    }
  }
}
