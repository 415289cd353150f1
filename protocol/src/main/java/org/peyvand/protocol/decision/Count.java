package org.peyvand.protocol.decision;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.peyvand.protocol.id.EntryId;

/**
 * Ballots, their tally and its result.
 *
 * @param voices ascending by member
 */
public record Count(List<Voice> voices, Result result) {
  public Count {
    voices = List.copyOf(voices);
  }

  static Count of(Method method, int electorate, int quorum, Collection<Voice> voices) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    method.choices().forEach(choice -> counts.put(choice, 0));
    voices.forEach(voice -> counts.merge(voice.choice(), 1, Integer::sum));
    return new Count(List.copyOf(voices), method.result(new Tally(electorate, quorum, counts)));
  }

  public Tally tally() {
    return result.tally();
  }

  /** The entries behind each number. */
  public SortedMap<String, List<EntryId>> because() {
    SortedMap<String, List<EntryId>> because = new TreeMap<>();
    for (Map.Entry<String, Integer> choice : tally().counts().entrySet()) {
      because.put(
          choice.getKey(),
          voices.stream()
              .filter(voice -> voice.choice().equals(choice.getKey()))
              .flatMap(voice -> voice.slips().stream())
              .map(Voice.Slip::entry)
              .toList());
    }
    return because;
  }
}
