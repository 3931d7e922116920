package io.github.trec4j.processor.define;

import io.github.trec4j.processor.read.AnnotationUse;
import io.github.trec4j.processor.report.Message;
import io.github.trec4j.processor.report.Report;
import io.github.trec4j.spec.op.ReuseMembers;
import io.github.trec4j.spec.op.ReuseRule;
import io.github.trec4j.spec.op.ReuseRule.Breach;
import io.github.trec4j.spec.op.ReuseRules;
import io.github.trec4j.spec.op.Shape;
import io.github.trec4j.spec.op.TrecConv;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports what {@link ReuseRules} find at a convolution, at the member that is to blame. */
final class ReuseCheck {
  private ReuseCheck() {}

  /** Checks what depends on no shape and returns whether the reuse can be made. */
  static boolean checkMembers(AnnotationUse annotation, Report report) {
    ReuseMembers members = ReuseMembers.of(annotation);
    List<Breach> breaches = new ArrayList<>(ReuseRules.ofMembers(members));
    ReuseRules.ofFilters(members.rank(), annotation.number("filters")).ifPresent(breaches::add);
    breaches.forEach(breach -> add(breach, annotation, report));
    return breaches.stream().allMatch(breach -> breach.rule() == ReuseRule.RANDOM_HASHES_TRAINED);
  }

  /** Checks whether something of a segment is left to cluster. */
  static boolean checkKept(AnnotationUse annotation, int segment, Report report) {
    return isKept(ReuseRules.ofKept(annotation.number("keep"), segment), annotation, report);
  }

  /** Checks the segments of an input and returns whether they tile it and can be counted. */
  static boolean checkSegments(LayerUse use, TrecConv conv, Shape input, Report report) {
    return isKept(ReuseRules.ofSegments(use.name(), conv, input), use.annotation(), report);
  }

  /** Reports what breaks a rule, if anything does, and returns whether nothing does. */
  private static boolean isKept(Optional<Breach> breach, AnnotationUse annotation, Report report) {
    breach.ifPresent(found -> add(found, annotation, report));
    return breach.isEmpty();
  }

  private static void add(Breach breach, AnnotationUse annotation, Report report) {
    report.add(
        Message.of(breach.rule()), annotation.site(breach.member()), breach.arguments().toArray());
  }
}
