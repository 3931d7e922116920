package io.github.trec4j.data;

import io.github.trec4j.spec.op.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.nio.file.Path;

/**
 * Reads an image file's bytes as they are stored. Samples are taken from the raster: by {@link
 * BufferedImage#getRGB} greyscale would pass through a linear colour space and come out lighter.
 */
final class Pixels {
  private Pixels() {}

  /**
   * Reads an image in the network's shape, upright. Colour becomes grey, or grey colour, as the
   * network has one channel or three; of 16 bits the upper 8 are taken; alpha is dropped.
   *
   * @param target written from {@code to} on, {@code [H, W, C]}
   * @throws io.github.trec4j.UserError if the file is no readable image or of another size
   */
  static void read(Path file, Shape shape, byte[] target, int to) {
    write(ImageDecoder.decode(file, shape), shape, target, to);
  }

  private static void write(ImageDecoder.Decoded image, Shape shape, byte[] target, int to) {
    BufferedImage samples = image.stored();
    boolean packed = samples.getSampleModel().getSampleSize(0) < 8;
    if (packed || samples.getColorModel() instanceof IndexColorModel) {
      samples = rgb(samples);
    }
    int shift = samples.getSampleModel().getSampleSize(0) - 8;
    Orientation orientation = image.orientation();
    Raster raster = samples.getRaster();
    int[] pixel = new int[raster.getNumBands()];
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++, to += shape.channels()) {
        int column = orientation.column(x, y, raster.getWidth());
        int row = orientation.row(x, y, raster.getHeight());
        raster.getPixel(column, row, pixel);
        write(pixel, shift, shape.channels(), target, to);
      }
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
