package io.github.trec4j.settings;

import io.github.trec4j.dsl.TrecConv;
import io.github.trec4j.spec.op.Attributes;
import io.github.trec4j.spec.op.MemberValues;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Members of {@link TrecConv} from JSON; those that are not given are the annotation's defaults.
 *
 * @param given values by member: whole numbers, truth values, and constants as text
 */
record JsonMembers(Map<?, ?> given) implements MemberValues {
  @Override
  public int number(String member) {
    Object value = value(member);
    require(value instanceof Integer, member, value, "a whole number below 2^31");
    return (Integer) value;
  }

  @Override
  public boolean flag(String member) {
    Object value = value(member);
    require(value instanceof Boolean, member, value, "true or false");
    return (Boolean) value;
  }

  @Override
  public <E extends Enum<E>> E constant(String member, Class<E> enumType) {
    Object value = value(member);
    if (enumType.isInstance(value)) {
      return enumType.cast(value); // the default
    }
    E[] constants = enumType.getEnumConstants();
    boolean known = Arrays.stream(constants).anyMatch(constant -> constant.name().equals(value));
    require(known, member, value, "one of " + Arrays.toString(constants));
    return Enum.valueOf(enumType, (String) value);
  }

  private Object value(String member) {
    return given.containsKey(member)
        ? Objects.requireNonNullElse(given.get(member), "null")
        : Objects.requireNonNull(Attributes.defaultOf(TrecConv.class, member));
  }

  private static void require(boolean holds, String member, Object value, String kind) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s of @%s must be %s, but is %s; change it"
              .formatted(member, TrecConv.class.getSimpleName(), kind, value));
    }
  }
}
