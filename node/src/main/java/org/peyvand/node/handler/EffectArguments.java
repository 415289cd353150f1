package org.peyvand.node.handler;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.proto.DecisionPropose;
import org.peyvand.node.group.Group;
import org.peyvand.protocol.entry.Act;
import org.peyvand.protocol.entry.Effect;
import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.entry.Policy;
import org.peyvand.protocol.entry.Role;
import org.peyvand.protocol.id.DeviceId;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;
import org.peyvand.protocol.log.Point;
import org.peyvand.protocol.log.StoreException;
import org.peyvand.protocol.membership.Member;

/** Reads what an act of power shall do from what a person typed. */
final class EffectArguments {
  private static final String TARGET = "--target";
  private static final String VALUE = "--value";

  private final Group group;
  private final DecisionPropose typed;

  private EffectArguments(Group group, DecisionPropose typed) {
    this.group = group;
    this.typed = typed;
  }

  static Effect read(Group group, DecisionPropose typed) throws ControlException, StoreException {
    return new EffectArguments(group, typed).effect();
  }

  private Effect effect() throws ControlException, StoreException {
    return switch (typed.getEffect()) {
      case "expel" -> new Effect.Expel(target());
      case "reinstate" -> new Effect.Reinstate(target());
      case "grant-role" -> new Effect.GrantRole(target(), role(required(VALUE, typed.getValue())));
      case "end-role" -> new Effect.EndRole(target(), role(required(VALUE, typed.getValue())));
      case "retire-device" ->
          new Effect.RetireDevice(device(group, required(TARGET, typed.getTarget())));
      case "cut-history" -> new Effect.CutHistory();
      case "policy" -> setting(required(VALUE, typed.getValue()));
      case "recover" -> recover();
      default -> throw new ControlException(FailureCode.UNKNOWN_EFFECT, typed.getEffect());
    };
  }

  private static String required(String option, String given) throws ControlException {
    if (given.isBlank()) {
      throw new ControlException(FailureCode.MISSING_ARGUMENT, option);
    }
    return given.strip();
  }

  private MemberId target() throws ControlException {
    return member(group, required(TARGET, typed.getTarget())).id();
  }

  static Member member(Group group, String typed) throws ControlException {
    return Desk.pick(
        group.replica().membership().members().values(),
        m -> m.id().hex(),
        Member::name,
        typed,
        FailureCode.MEMBER_NOT_FOUND);
  }

  /** Any device that there ever was, by id or a unique beginning of it. */
  static DeviceId device(Group group, String typed) throws ControlException {
    List<DeviceId> all =
        group.replica().membership().members().values().stream()
            .flatMap(m -> Stream.of(m.devices(), m.retired(), m.waiting()))
            .flatMap(devices -> devices.keySet().stream())
            .toList();
    return Desk.pick(all, DeviceId::hex, d -> "", typed, FailureCode.DEVICE_NOT_FOUND);
  }

  private Role role(String value) throws ControlException {
    return Stream.of(Role.MEMBER, Role.STEWARD)
        .filter(role -> NetworkRequests.key(role).equals(value))
        .findFirst()
        .orElseThrow(() -> new ControlException(FailureCode.BAD_VALUE, VALUE, value));
  }

  private Effect setting(String value) throws ControlException {
    String[] parts = value.split("=", 2);
    Policy.Key key =
        Arrays.stream(Policy.Key.values())
            .filter(k -> EffectView.key(k).equals(parts[0].strip()))
            .findFirst()
            .orElseThrow(() -> new ControlException(FailureCode.BAD_VALUE, VALUE, value));
    int number = parts.length == 2 ? number(key, parts[1].strip(), value) : -1;
    if (!Policy.allows(key, number)) {
      throw new ControlException(FailureCode.BAD_VALUE, VALUE, value);
    }
    return new Effect.SetPolicy(key, number);
  }

  /** A percentage, or the number behind a word. */
  private static int number(Policy.Key key, String word, String value) throws ControlException {
    return switch (key) {
      case QUORUM, POWER -> percent(word, value);
      case TELLERS -> ordinal(Policy.Tellers.values(), word);
      case HISTORY -> ordinal(Policy.History.values(), word);
      case MAY_INVITE, MAY_ADMIT, ADMISSION_GIVES -> ordinal(Role.values(), word);
    };
  }

  private static int percent(String word, String value) throws ControlException {
    if (!word.matches("[0-9]{1,3}")) {
      throw new ControlException(FailureCode.BAD_VALUE, VALUE, value);
    }
    return Integer.parseInt(word);
  }

  private static int ordinal(Enum<?>[] values, String word) {
    String folded = word.toLowerCase(Locale.ROOT);
    return Arrays.stream(values)
        .filter(value -> EffectView.key(value).equals(folded))
        .mapToInt(Enum::ordinal)
        .findFirst()
        .orElse(-1);
  }

  private Effect recover() throws ControlException, StoreException {
    SortedSet<MemberId> stewards = new TreeSet<>();
    for (String one : parts(typed.getTarget())) {
      stewards.add(member(group, one).id());
    }
    SortedSet<EntryId> undo = new TreeSet<>();
    for (String one : parts(typed.getValue())) {
      undo.add(undoable(one));
    }
    if (stewards.isEmpty() && undo.isEmpty()) {
      throw new ControlException(FailureCode.MISSING_ARGUMENT, TARGET);
    }
    limit(TARGET, stewards.size());
    limit(VALUE, undo.size());
    return new Effect.Recover(List.copyOf(stewards), List.copyOf(undo));
  }

  private static void limit(String option, int count) throws ControlException {
    if (count > Limits.RECOVER_TARGETS) {
      throw new ControlException(
          FailureCode.TOO_MANY, option, Integer.toString(Limits.RECOVER_TARGETS));
    }
  }

  private static List<String> parts(String typed) {
    return Arrays.stream(typed.split("[,،]")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** An act that a recovery can undo. */
  private EntryId undoable(String one) throws ControlException, StoreException {
    List<EntryId> all = group.replica().graph().points().stream().map(Point::id).toList();
    EntryId id = Desk.pick(all, EntryId::hex, i -> "", one, FailureCode.ENTRY_NOT_FOUND);
    boolean fits =
        new EntryReader(group)
            .act(id)
            .filter(
                act ->
                    act instanceof Act.Suspend
                        || act instanceof Act.Retire
                        || act instanceof Act.ProveFork
                        || act instanceof Act.Enact)
            .isPresent();
    if (!fits) {
      throw new ControlException(FailureCode.BAD_VALUE, VALUE, one);
    }
    return id;
  }
}
