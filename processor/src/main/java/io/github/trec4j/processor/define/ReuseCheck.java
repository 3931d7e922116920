package io.github.trec4j.processor.define;

import io.github.trec4j.dsl.HashGradient;
import io.github.trec4j.dsl.Hashing;
import io.github.trec4j.dsl.Sharing;
import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.processor.report.Site;
import io.github.trec4j.spec.op.Segmentation;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Checks of the members that a convolution's reuse has. */
final class ReuseCheck {
  private static final int SUGGESTED_SEGMENTS = 4;

  private ReuseCheck() {}

  /** Checks what depends on no shape and returns whether the reuse can be made. */
  static boolean checkMembers(AnnotationUse annotation, Report report) {
    checkHashing(annotation, report);
    boolean clusters = checkClusters(annotation, report);
    boolean keep = checkKeep(annotation, report);
    boolean rank = checkRank(annotation, report);
    return clusters && keep && rank;
  }

  private static void checkHashing(AnnotationUse annotation, Report report) {
    boolean contradicts =
        annotation.constant("hashing", Hashing.class) == Hashing.RANDOM
            && annotation.constant("hashGradient", HashGradient.class) != HashGradient.NONE;
    if (contradicts) {
      report.add(Message.RANDOM_HASHES_TRAINED, annotation.site("hashGradient"));
    }
  }

  private static boolean checkClusters(AnnotationUse annotation, Report report) {
    int clusters = annotation.number("maxClusters");
    int bits = annotation.number("bits");
    int most = 1 << bits;
    if (clusters > most) {
      Site site = annotation.site("maxClusters");
      report.add(Message.TOO_MANY_CLUSTERS, site, clusters, bits, most);
    }
    return clusters <= most;
  }

  private static boolean checkKeep(AnnotationUse annotation, Report report) {
    if (annotation.number("keep") == 0) {
      return true;
    }
    List<Enum<?>> contradictions = new ArrayList<>();
    if (annotation.constant("sharing", Sharing.class) != Sharing.SHARED) {
      contradictions.add(Sharing.PER_SLICE);
    }
    contradictions.addAll(notFromData(annotation));
    Site site = annotation.site("keep");
    return checkNone(contradictions, Message.KEEP_NEEDS_LEARNED_SHARED, site, report);
  }

  private static boolean checkRank(AnnotationUse annotation, Report report) {
    int rank = annotation.number("rank");
    int filters = annotation.number("filters");
    Site site = annotation.site("rank");
    if (rank >= filters && rank > 0) {
      report.add(Message.RANK_TOO_HIGH, site, rank, filters, filters - 1);
      return false;
    }
    return rank == 0
        || checkNone(notFromData(annotation), Message.RANK_NEEDS_LEARNED, site, report);
  }

  /** Returns the constants by which hash vectors do not come from data alone. */
  private static List<Enum<?>> notFromData(AnnotationUse annotation) {
    List<Enum<?>> found = new ArrayList<>();
    if (annotation.constant("hashing", Hashing.class) != Hashing.LEARNED) {
      found.add(Hashing.RANDOM);
    }
    if (annotation.constant("hashGradient", HashGradient.class) != HashGradient.NONE) {
      found.add(HashGradient.PAPER);
    }
    return found;
  }

  /** Reports each contradiction and returns whether there are none. */
  private static boolean checkNone(
      List<Enum<?>> contradictions, Message message, Site site, Report report) {
    for (Enum<?> constant : contradictions) {
      String name = constant.getDeclaringClass().getSimpleName() + "." + constant;
      report.add(message, site, name);
    }
    return contradictions.isEmpty();
  }

  /** Checks whether something of a segment is left to cluster. */
  static boolean checkKept(AnnotationUse annotation, int segment, Report report) {
    int keep = annotation.number("keep");
    boolean all = keep > 0 && keep >= segment;
    if (all) {
      Site site = annotation.site("keep");
      report.add(Message.KEEPS_WHOLE_SEGMENT, site, keep, segment, Math.max(0, segment - 1));
    }
    return !all;
  }

  /** Checks the segments of an input and returns whether they tile it and can be counted. */
  static boolean checkSegments(LayerUse use, TrecConv conv, Shape input, Report report) {
    int segment = conv.reuse().segment();
    Sharing sharing = conv.reuse().sharing();
    Site site = use.annotation().site("segment");
    if (!Segmentation.isValid(segment, sharing, conv.kernel(), input.channels())) {
      int[] valid = Segmentation.validLengths(sharing, conv.kernel(), input.channels());
      String nearest = nearest(segment, valid);
      report.add(Message.SEGMENT_DOES_NOT_DIVIDE, site, rule(sharing), segment, input, nearest);
      return false;
    }
    Segmentation segments = conv.segmentation(input);
    long count = (long) segments.slices() * segments.perSlice();
    if (count > Limits.SEGMENTS) {
      report.add(Message.TOO_MANY_SEGMENTS, site, use.name(), count, Limits.SEGMENTS);
    }
    return count <= Limits.SEGMENTS;
  }

  private static String rule(Sharing sharing) {
    return switch (sharing) {
      case SHARED ->
          "a shared segment must divide the input's channels, or be a row run of kernel columns * channels";
      case PER_SLICE -> "a segment must divide kernel rows * columns * channels";
    };
  }

  private static String nearest(int segment, int[] valid) {
    return Arrays.stream(valid)
        .filter(length -> length <= Limits.SEGMENT)
        .boxed()
        .sorted(Comparator.comparingInt(length -> Math.abs(length - segment)))
        .limit(SUGGESTED_SEGMENTS)
        .sorted()
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
