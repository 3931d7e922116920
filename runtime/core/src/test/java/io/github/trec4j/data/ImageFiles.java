package io.github.trec4j.data;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Image files of every kind that cameras and programs write, in memory. */
final class ImageFiles {
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  private ImageFiles() {}

  static byte[] png(RenderedImage image) {
    return write("png", new IIOImage(image, null, null), false);
  }

  /** A PNG file whose pixels come in Adam7's seven passes. */
  static byte[] interlaced(RenderedImage image) {
    return write("png", new IIOImage(image, null, null), true);
  }

  /** A JPEG file; almost exact for images of one colour. */
  static byte[] jpeg(RenderedImage image) {
    return write("jpeg", new IIOImage(image, null, null), false);
  }

  static byte[] progressive(RenderedImage image) {
    return write("jpeg", new IIOImage(image, null, null), true);
  }

  /** A JPEG file of four components. */
  static byte[] cmyk(int width, int height) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    return write("jpeg", new IIOImage(raster, null, null), false);
  }

  private static byte[] write(String format, IIOImage image, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (progressive) {
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.setOutput(out);
      writer.write(null, image, param);
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Returns an image file with EXIF that names an orientation: JPEG's segment, or PNG's chunk. */
  static byte[] oriented(byte[] file, int orientation, ByteOrder order) {
    ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 2 * 12 + 4).order(order);
    tiff.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
    tiff.putShort((short) 42).putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x0103).putShort((short) 3).putInt(1).putInt(6); // compression
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    if (file[0] == (byte) 0x89) {
      return withChunk(file, "eXIf", tiff.array());
    }
    byte[] content = ByteBuffer.allocate(EXIF.length + 38).put(EXIF).put(tiff.array()).array();
    return withSegment(file, 0xffe1, content);
  }

  /** Returns a PNG file with another chunk, behind its header. */
  static byte[] withChunk(byte[] png, String type, byte[] content) {
    int at = 8 + 8 + 13 + 4;
    return withSums(
        ByteBuffer.allocate(png.length + 12 + content.length)
            .put(png, 0, at)
            .putInt(content.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(content)
            .putInt(0)
            .put(png, at, png.length - at)
            .array());
  }

  /** Returns a JPEG file with Adobe's segment. */
  static byte[] adobe(byte[] jpeg, int transform) {
    byte[] content = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
    return withSegment(jpeg, 0xffee, content);
  }

  private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
    return ByteBuffer.allocate(jpeg.length + 4 + content.length)
        .put(jpeg, 0, 2)
        .putShort((short) marker)
        .putShort((short) (2 + content.length))
        .put(content)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /**
   * Returns an image file whose header declares another size: a PNG file with the sum that belongs
   * to it, or a JPEG file.
   */
  static byte[] declaring(byte[] file, int width, int height) {
    byte[] changed = file.clone();
    ByteBuffer bytes = ByteBuffer.wrap(changed);
    if (file[0] == (byte) 0x89) {
      bytes.putInt(16, width).putInt(20, height);
      return withSums(changed);
    }
    int at = 2;
    while (bytes.getShort(at) != (short) 0xffc0 && bytes.getShort(at) != (short) 0xffc2) {
      at += 2 + bytes.getShort(at + 2);
    }
    bytes.putShort(at + 5, (short) height).putShort(at + 7, (short) width);
    return changed;
  }

  /** Returns a PNG file with the right sums behind its chunks, as far as there are any. */
  static byte[] withSums(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png.clone());
    int at = 8;
    while (at <= png.length - 12) {
      int length = bytes.getInt(at);
      if (length < 0 || length > png.length - at - 12) {
        break;
      }
      CRC32 sum = new CRC32();
      sum.update(bytes.array(), at + 4, 4 + length);
      bytes.putInt(at + 8 + length, (int) sum.getValue());
      at += 12 + length;
    }
    return bytes.array();
  }

  /** An image of a colour, {@code 0xRRGGBB}. */
  static BufferedImage rgb(int width, int height, int colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width * height];
    Arrays.fill(row, colour);
    image.setRGB(0, 0, width, height, row, 0, width);
    return image;
  }

  /** An image of samples of 8 or 16 bits, equal in every pixel. */
  static BufferedImage samples(int width, int height, int bits, boolean alpha, int... pixel) {
    int bands = pixel.length;
    int type = bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    int space = bands < 3 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(space),
            alpha,
            false,
            alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
            type);
    WritableRaster raster = Raster.createInterleavedRaster(type, width, height, bands, null);
    fill(raster, pixel);
    return new BufferedImage(model, raster, false, null);
  }

  /** An image of indices into a palette, equal in every pixel. */
  static BufferedImage palette(int width, int height, int bits, int index, int... colours) {
    IndexColorModel model =
        new IndexColorModel(bits, colours.length, colours, 0, true, -1, DataBuffer.TYPE_BYTE);
    BufferedImage image =
        bits == 8
            ? new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model)
            : new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY, model);
    fill(image.getRaster(), index);
    return image;
  }

  private static void fill(WritableRaster raster, int... pixel) {
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        raster.setPixel(x, y, pixel);
      }
    }
  }
}
