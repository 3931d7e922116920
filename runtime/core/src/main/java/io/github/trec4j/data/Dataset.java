package io.github.trec4j.data;

import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Images of one shape with their labels, as bytes in memory. Not changed once made. */
public final class Dataset {
  private final Shape shape;
  private final List<String> classes;
  private final byte[] pixels;
  private final int[] labels;

  /**
   * A set around the given arrays, which are not copied.
   *
   * @param classes names in the order of the labels
   * @param pixels unsigned, {@code [N, H, W, C]}
   * @param labels {@code [N]}, each 0 to {@code classes.size() - 1}
   * @throws IllegalArgumentException if the arrays do not fit together
   */
  public Dataset(Shape shape, List<String> classes, byte[] pixels, int[] labels) {
    if (pixels.length != (long) labels.length * shape.size()) {
      throw new IllegalArgumentException(
          pixels.length + " bytes for " + labels.length + " images of " + shape);
    }
    for (int label : labels) {
      if (label < 0 || label >= classes.size()) {
        throw new IllegalArgumentException("label " + label + " of " + classes.size() + " classes");
      }
    }
    this.shape = shape;
    this.classes = List.copyOf(classes);
    this.pixels = pixels;
    this.labels = labels;
  }

  /** Returns the shape of one image. */
  public Shape shape() {
    return shape;
  }

  /** Returns the classes' names in the order of the labels. */
  public List<String> classes() {
    return classes;
  }

  /** Returns the number of images. */
  public int size() {
    return labels.length;
  }

  /** Returns the label of an image. */
  public int label(int image) {
    return labels[image];
  }

  /** Copies the pixels of an image, {@code [H, W, C]}. */
  public void copyPixels(int image, byte[] target, int to) {
    System.arraycopy(pixels, image * shape.size(), target, to, shape.size());
  }

  /** Returns one value of an image, 0 to 255. */
  int pixel(int image, int place) {
    return pixels[image * shape.size() + place] & 0xff;
  }

  /**
   * Writes images as networks read them, {@code (pixel - 128) / 64}.
   *
   * @param first the first image; {@code count} follow each other
   * @param target resized and overwritten
   */
  public void read(int first, int count, Tensor target) {
    target.resize(count);
    int start = first * shape.size();
    for (int i = 0; i < count * shape.size(); i++) {
      target.values()[i] = real(pixels[start + i] & 0xff);
    }
  }

  /** Returns the real value of a pixel, {@code (pixel - 128) / 64}. */
  public static float real(int pixel) {
    return (pixel - 128) * (1f / 64);
  }

  /** Returns the given images, copied, in that order. */
  public Dataset select(List<Integer> images) {
    byte[] chosenPixels = new byte[images.size() * shape.size()];
    int[] chosenLabels = new int[images.size()];
    for (int i = 0; i < images.size(); i++) {
      copyPixels(images.get(i), chosenPixels, i * shape.size());
      chosenLabels[i] = labels[images.get(i)];
    }
    return new Dataset(shape, classes, chosenPixels, chosenLabels);
  }

  /**
   * Draws a part with the same share of every class, or where there are fewer images than classes,
   * one image each of as many classes.
   *
   * @param images most images in all
   * @return the part, and the rest
   */
  public Split split(int images, long seed) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    int[] left = new int[classes.size()];
    Arrays.fill(left, Math.max(1, images / classes.size()));
    List<Integer> part = new ArrayList<>();
    List<Integer> rest = new ArrayList<>();
    for (int image : order) {
      boolean drawn = part.size() < images && left[labels[image]]-- > 0;
      (drawn ? part : rest).add(image);
    }
    return new Split(select(part), select(rest));
  }

  /**
   * Two sets that share no image.
   *
   * @param part the drawn one
   * @param rest all others
   */
  public record Split(Dataset part, Dataset rest) {}
}
