package io.github.trec4j.spec.plan;

import io.github.trec4j.spec.Op;
import io.github.trec4j.spec.Reuse;
import io.github.trec4j.spec.Segmentation;
import io.github.trec4j.spec.Shape;

/**
 * Memory that kernels need while they run. Each formula also stands as a macro beside its kernel,
 * and the generated C asserts at compile time that both agree.
 */
public final class Scratch {
  /** Bytes of the table's row for one cluster, one tap and a block of sixteen filters. */
  private static final long ROW_BYTES = 32;

  /** A table beyond this many bytes is built for one kernel row, or fewer slices, at a time. */
  private static final long TABLE_LIMIT = 32768;

  /** Most im2row slices that are worked on together. */
  private static final long GROUP_LIMIT = 8;

  /** Most pairs of columns that the exact part multiplies in one go. */
  private static final long EXACT_PAIRS = 8;

  /** Most entries that all those pairs have, unless one alone has more. */
  private static final long EXACT_ENTRIES = 256;

  private Scratch() {}

  /** Returns the scratch of a convolution over the given input, in bytes. */
  public static long bytes(Op.Conv conv, Shape input) {
    int kernel = conv.window().size();
    if (conv.reuse().isEmpty()) {
      return conv(conv.window().area() * input.channels());
    }
    Reuse reuse = conv.reuse().get();
    Segmentation segments = Segmentation.of(conv, input);
    Shape output = conv.outputOf(input);
    if (segments.form() == Segmentation.Form.IM2ROW_SLICE) {
      return trecPerSlice(
          input.channels(),
          kernel,
          output.height(),
          output.width(),
          conv.filters(),
          reuse.segment(),
          reuse.bits(),
          reuse.maxClusters(),
          reuse.reassign());
    }
    return trecShared(
        input.height(),
        input.width(),
        input.channels(),
        kernel,
        conv.window().pad(),
        output.height(),
        output.width(),
        reuse.segment(),
        segments.form() == Segmentation.Form.ROW_RUN ? kernel : 1,
        reuse.bits(),
        reuse.maxClusters(),
        reuse.reassign(),
        reuse.keep());
  }

  /** Returns how many gathers one after the other give an output of a reuse convolution. */
  static long gathers(Op.Conv conv, Shape input) {
    int kernel = conv.window().size();
    int maxClusters = conv.reuse().orElseThrow().maxClusters();
    Segmentation segments = Segmentation.of(conv, input);
    if (segments.form() == Segmentation.Form.IM2ROW_SLICE) {
      return ceil(segments.slices(), group(segments.slices(), maxClusters));
    }
    boolean run = segments.form() == Segmentation.Form.ROW_RUN;
    return segments.slices() * (isWhole(kernel, run ? 1 : kernel, maxClusters) ? 1L : kernel);
  }

  /**
   * Returns the bytes of a conventional convolution: a pair of im2row columns and one as int8.
   *
   * @param entries kernel * kernel * input channels
   */
  public static long conv(int entries) {
    return roundUp(5L * roundUp(entries, 4), 8);
  }

  /**
   * Returns the bytes of a reuse convolution with shared segments: the map of segments to clusters
   * with its border, as many projections, centroids and cluster numbers of all slices, and then in
   * turn what projecting, clustering one slice, and gathering one block of filters need.
   *
   * @param run 1 for pixel slices, the kernel for row runs
   * @param segment values a segment
   */
  public static long trecShared(
      int inputHeight,
      int inputWidth,
      int inputChannels,
      int kernel,
      int pad,
      int outputHeight,
      int outputWidth,
      int segment,
      int run,
      int bits,
      int maxClusters,
      boolean reassign,
      int keep) {
    long slices = run > 1 ? 1 : inputChannels / segment;
    long mapWidth = run > 1 ? outputWidth : inputWidth + 2L * pad;
    long map = (inputHeight + 2L * pad) * mapWidth;
    long rowTaps = run > 1 ? 1 : kernel;
    long tableRow = tableRow(rowTaps, maxClusters);
    boolean whole = isWhole(kernel, rowTaps, maxClusters);
    boolean passes = slices > 1 || (!whole && kernel > 1);
    long outputs = (long) outputHeight * outputWidth;
    long sums = keep > 0 ? roundUp(outputs, 2) : passes ? outputs : 0;
    long columns = exactColumns((run > 1 ? 1 : kernel) * roundUp(kernel * slices * keep, 4));
    long gather = tableRow * (whole ? kernel : 1) + ROW_BYTES + columns + sums * ROW_BYTES;
    long clustering = clustering(segment, bits, maxClusters, reassign);
    return roundUp(4 * slices * map, 8)
        + (keep > 0 ? roundUp(map * slices * keep + 3, 8) : 0)
        + slices * centroids(segment, maxClusters)
        + roundUp(2 * slices, 8)
        + Math.max(projecting(segment, keep), Math.max(clustering, gather));
  }

  /** Returns the bytes of the pairs of columns that the exact part multiplies in one go. */
  private static long exactColumns(long entries) {
    long pairs = Math.min(EXACT_PAIRS, EXACT_ENTRIES / Math.max(1, entries));
    return 4 * Math.max(1, pairs) * entries;
  }

  /** Returns the bytes that projecting a slice needs. */
  private static long projecting(int segment, int keep) {
    return roundUp(segment, 8) + roundUp(2L * keep * roundUp(segment, 4), 8);
  }

  /**
   * Returns the bytes of a reuse convolution over im2row slices: the sums of all filters, unless
   * one group of slices does it all, and for a group the map, centroids and cluster numbers, and in
   * turn what clustering and gathering need.
   *
   * @param segment values a segment
   */
  public static long trecPerSlice(
      int inputChannels,
      int kernel,
      int outputHeight,
      int outputWidth,
      int filters,
      int segment,
      int bits,
      int maxClusters,
      boolean reassign) {
    long slices = (long) kernel * kernel * inputChannels / segment;
    long outputs = (long) outputHeight * outputWidth;
    long table = roundUp(maxClusters, 2) * ROW_BYTES;
    long group = group(slices, maxClusters);
    long sums = group < slices ? 2 * outputs * roundUp(filters, 16) : 0;
    return sums
        + roundUp(4 * group * outputs, 8)
        + group * centroids(segment, maxClusters)
        + roundUp(2 * group, 8)
        + Math.max(clustering(segment, bits, maxClusters, reassign), group * table + ROW_BYTES);
  }

  /** Returns the bytes of a table for one kernel row, with its row of zeros. */
  private static long tableRow(long rowTaps, int maxClusters) {
    return (roundUp(maxClusters, 2) + 1) * rowTaps * ROW_BYTES;
  }

  /** Returns whether one table holds all kernel rows. */
  private static boolean isWhole(int kernel, long rowTaps, int maxClusters) {
    return tableRow(rowTaps, maxClusters) * kernel <= TABLE_LIMIT;
  }

  /** Returns how many im2row slices are worked on together. */
  private static long group(long slices, int maxClusters) {
    long table = roundUp(maxClusters, 2) * ROW_BYTES;
    return Math.max(1, Math.min(Math.min(slices, GROUP_LIMIT), TABLE_LIMIT / table));
  }

  /** Returns the bytes of a slice's centroids, kept for an even number of clusters. */
  private static long centroids(int segment, int maxClusters) {
    return 2L * roundUp(maxClusters, 2) * roundUp(segment, 4);
  }

  /** Returns the bytes that clustering a slice needs beside its results. */
  private static long clustering(int segment, int bits, int maxClusters, boolean reassign) {
    long length = roundUp(segment, 4);
    long means = roundUp(maxClusters, 4) * (2 * length + 4);
    return roundUp(2L * bits * length, 8)
        + roundUp(4L * bits, 8)
        + roundUp(4 * length, 8)
        + roundUp(2L << bits, 8)
        + 6L * maxClusters * length
        + roundUp(4L * maxClusters, 8)
        + (reassign ? means : 0)
        + roundUp(segment, 8)
        + 8;
  }

  private static long ceil(long value, long unit) {
    return (value + unit - 1) / unit;
  }

  private static long roundUp(long value, long unit) {
    return ceil(value, unit) * unit;
  }
}
