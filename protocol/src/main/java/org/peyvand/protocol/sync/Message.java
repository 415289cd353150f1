package org.peyvand.protocol.sync;

import java.util.List;
import java.util.Optional;
import org.peyvand.protocol.entry.Reason;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.id.ChainId;

/** What one frame says. A root is that of the sender's durable heads as of this frame. */
sealed interface Message {

  /**
   * The first frame of each side.
   *
   * @param heads how many heads will be compared if the roots differ
   * @param root empty where the sender only receives for now
   */
  record Hello(int version, int heads, Optional<Fingerprint> root) implements Message {}

  /** Nothing but the root. */
  record Root(Fingerprint root) implements Message {}

  /**
   * All of the sender's heads, ascending over all frames.
   *
   * @param more whether further frames follow
   * @param withheld the sender only receives for now: it keeps its heads to itself and wants
   *     governance alone
   */
  record Heads(List<Tip> tips, boolean more, boolean withheld) implements Message {
    public Heads {
      tips = List.copyOf(tips);
    }
  }

  /**
   * A part of the sender's trie of heads.
   *
   * @param nodes where the sides may differ, ascending, none within another; none of them if the
   *     comparison ends with this
   * @param answers how far the sender has chains of leaves that the other said, ascending: those
   *     which it has otherwise, or not at all
   */
  record Trie(List<TrieNode> nodes, List<Reach> answers) implements Message {
    public Trie {
      nodes = List.copyOf(nodes);
      answers = List.copyOf(answers);
    }
  }

  /** A run, not yet decoded. */
  record Entries(Bytes run, Optional<Fingerprint> root) implements Message {}

  /**
   * Part of the encoding of a run of records; other frames may come before the next.
   *
   * @param last whether the run is complete with it
   */
  record Part(Bytes content, boolean last) implements Message {}

  /** Answers the oldest part that is unanswered; with its last part a run is answered. */
  record PartTaken() implements Message {}

  /**
   * What is durable at the sender now: for each chain named all of its tips.
   *
   * @param answers whether it also answers the oldest run that is unanswered
   */
  record Have(boolean answers, List<Tip> tips, Optional<Fingerprint> root) implements Message {
    public Have {
      tips = List.copyOf(tips);
    }
  }

  /** Answers the oldest run that is unanswered: it was not taken. */
  record Refused(ChainId chain, long firstSeq, Reason reason) implements Message {}

  /** All governance entries that the other lacked have been sent before this. */
  record GovernanceSent() implements Message {}

  /** The sender ends the session. */
  record Bye(String reason) implements Message {}

  /** A kind from a newer version; ignored. */
  record Unknown() implements Message {}
}
