package io.github.trec4j.data;

import io.github.trec4j.FileFault;
import io.github.trec4j.UserError;
import io.github.trec4j.spec.op.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG and PNG files. A file is refused as soon as it is known to be of no use: by its
 * length, by the size that it declares, and by what the decoder merely warns of, which is how it
 * tells of JPEG files that are cut short.
 */
final class ImageDecoder {
  /** In bytes: more than the largest input of a network takes uncompressed. */
  private static final long LARGEST_FILE = 64 << 20;

  private static final String JPEG = "jpeg";
  private static final String PNG = "png";

  private final String name;
  private final Shape shape;

  /**
   * Decodes for a network.
   *
   * @param name of the file, for messages
   * @param shape whose height and width the upright image must have
   */
  private ImageDecoder(String name, Shape shape) {
    this.name = name;
    this.shape = shape;
  }

  /**
   * A decoded image.
   *
   * @param stored its pixels as the file has them
   * @param orientation how they are to be turned
   */
  record Decoded(BufferedImage stored, Orientation orientation) {}

  /**
   * Decodes a file.
   *
   * @param shape whose height and width the upright image must have
   * @throws UserError if it cannot be read, is damaged, of another size or of another kind
   */
  static Decoded decode(Path file, Shape shape) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // a pipe may never answer, a device never end
      throw new UserError(file + " is no file, but named as an image: remove it");
    }
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new UserError(file + " has more than 64 MiB: replace or remove it");
      }
      return decode(Files.readAllBytes(file), file.toString(), shape);
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  /**
   * Decodes the bytes of a file.
   *
   * @param name for messages
   * @throws UserError as {@link #decode(Path, Shape)}
   */
  static Decoded decode(byte[] file, String name, Shape shape) {
    // reading bytes in memory, only the decoder fails
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (readers.hasNext()) {
        ImageReader reader = readers.next();
        try {
          reader.setInput(in, true, true);
          return new ImageDecoder(name, shape).decode(file, reader);
        } finally {
          reader.dispose();
        }
      }
    } catch (IOException | RuntimeException e) {
      if (e instanceof UserError known) {
        throw known;
      }
      throw unreadable(name, e);
    }
    throw notAnImage(name);
  }

  private Decoded decode(byte[] file, ImageReader reader) throws IOException {
    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
    if (!format.equals(JPEG) && !format.equals(PNG)) {
      throw notAnImage(name);
    }
    Orientation orientation = format.equals(JPEG) ? Exif.ofJpeg(file) : Exif.ofPng(file);
    checkSize(reader, orientation);
    if (format.equals(PNG) && !PngChunks.areWhole(file)) {
      throw new UserError(name + " is cut short or was changed: replace or remove it");
    }
    if (format.equals(JPEG) && !isGreyOrColour(reader)) {
      throw new UserError(
          name + " has colours that are neither grey nor RGB, such as CMYK: convert it to RGB");
    }
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage stored = reader.read(0);
    if (!warnings.isEmpty()) {
      throw new UserError(
          "%s is damaged (%s): replace or remove it".formatted(name, warnings.get(0)));
    }
    return new Decoded(stored, orientation);
  }

  private void checkSize(ImageReader reader, Orientation orientation) throws IOException {
    int width = orientation.isTransposed() ? reader.getHeight(0) : reader.getWidth(0);
    int height = orientation.isTransposed() ? reader.getWidth(0) : reader.getHeight(0);
    if (height != shape.height() || width != shape.width()) {
      throw new UserError(
          "%s is %d pixels wide and %d high, but the network reads %d x %d: resize the images"
              .formatted(name, width, height, shape.width(), shape.height()));
    }
  }

  /** Four bands are CMYK: the decoder offers no type for them, or wrongly one with alpha. */
  private static boolean isGreyOrColour(ImageReader jpeg) throws IOException {
    Iterator<ImageTypeSpecifier> types = jpeg.getImageTypes(0);
    if (!types.hasNext()) {
      return false;
    }
    int bands = types.next().getNumBands();
    return bands == 1 || bands == 3;
  }

  private static UserError notAnImage(String name) {
    return new UserError(name + " is not a JPEG or PNG image: replace or remove it");
  }

  private static UserError unreadable(String name, Exception cause) {
    String reason = cause instanceof IOException io ? FileFault.reason(io) : cause.getMessage();
    return new UserError(
        "%s cannot be read as an image (%s): replace or remove it".formatted(name, reason), cause);
  }
}
