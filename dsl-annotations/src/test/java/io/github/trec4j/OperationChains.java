package io.github.trec4j;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.trec4j.spec.op.Op;
import io.github.trec4j.spec.plan.KernelPlan;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rule that nobody asks operations or kernels what they are, one after the other: whoever does
 * would have to be found and changed for each new one. A single question is no chain.
 */
public final class OperationChains {
  private static final int MOST = 1;

  /** Holds for classes that test for at most one operation, and for one kernel. */
  public static final ArchRule RULE =
      ArchRuleDefinition.classes()
          .should(askForAtMostOne(Op.class))
          .andShould(askForAtMostOne(KernelPlan.class));

  private OperationChains() {}

  private static ArchCondition<JavaClass> askForAtMostOne(Class<?> kind) {
    return new ArchCondition<>("test for at most one kind of " + kind.getSimpleName()) {
      @Override
      public void check(JavaClass asking, ConditionEvents events) {
        // a convolution, and one with reuse, are one question
        Set<String> asked =
            asking.getInstanceofChecks().stream()
                .map(InstanceofCheck::getRawType)
                .filter(type -> type.isAssignableTo(kind))
                .map(type -> type.getSimpleName().replace("TrecConv", "Convolution"))
                .collect(Collectors.toCollection(TreeSet::new));
        String text = asking.getName() + " tests for " + asked;
        events.add(new SimpleConditionEvent(asking, asked.size() <= MOST, text));
      }
    };
  }
}
